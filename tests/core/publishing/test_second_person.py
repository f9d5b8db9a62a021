"""News and simple pages, too, are let out by somebody who didn't write them, and never empty."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cms.home.services.site_setup import set_up
from cms.news.models import NewsPage
from core.audit.models import AuditEntry
from core.people import roles
from core.publishing.errors import NotPublishable
from core.publishing.models.publication import Publication
from lms.users.models import User
from tests.factories.cms import NewsPageFactory
from tests.factories.lms import add_second_factor, make_staff

LogIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _site(db: None) -> None:
    list(set_up())


@pytest.fixture
def news(db: None) -> NewsPage:
    return NewsPageFactory(live=False)


@pytest.fixture
def author(db: None) -> User:
    return make_staff(roles.CONTENT_APPROVER)


@pytest.fixture
def other(db: None) -> User:
    return make_staff(roles.CONTENT_APPROVER)


def written_by(user: User, page: NewsPage) -> NewsPage:
    page.summary = f"Ditulis oleh {user.pk}."
    page.save_revision(user=user)
    return page


def test_whoever_wrote_the_news_does_not_publish_it(news: NewsPage, author: User) -> None:
    with pytest.raises(NotPublishable, match="minta orang lain"):
        written_by(author, news).get_latest_revision().publish(user=author)
    assert not NewsPage.objects.get(pk=news.pk).live


def test_the_editor_reads_why_there_is_no_button(news: NewsPage, author: User, log_in: LogIn) -> None:
    written_by(author, news)
    screen = log_in(author).get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    assert "minta orang lain menyetujuinya" in screen
    assert 'name="action-publish"' not in screen


def test_another_person_publishes_it_without_explaining_a_change(news: NewsPage, author: User, other: User) -> None:
    for _ in range(2):
        written_by(author, news).get_latest_revision().publish(user=other)
        news.refresh_from_db()
    assert news.live
    assert not Publication.objects.filter(page_id=news.pk).exists()
    assert AuditEntry.objects.filter(action="core.page.published", subject_id=str(news.pk), actor_id=other.pk).count() == 2


def test_a_superuser_gives_the_reason_on_the_form(news: NewsPage, log_in: LogIn) -> None:
    superuser = make_staff(roles.CONTENT_APPROVER, is_superuser=True)
    add_second_factor(superuser)
    screen = log_in(superuser).get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    assert 'name="override_reason"' in screen


def test_news_without_a_word_goes_public_by_no_door(news: NewsPage, author: User, other: User) -> None:
    news.body = [("text", "<p>&nbsp;</p>")]
    written_by(author, news)
    for user in (other, None):
        with pytest.raises(NotPublishable, match="“Isi” masih kosong"):
            news.get_latest_revision().publish(user=user)
    news.live = True
    with pytest.raises(NotPublishable):
        news.save()


def test_news_with_a_picture_alone_needs_no_words_beside_it(news: NewsPage) -> None:
    assert news.publication_errors() == {}
    news.summary = "\u200b"
    assert set(news.publication_errors()) == {"summary"}
