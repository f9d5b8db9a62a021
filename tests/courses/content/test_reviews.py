"""A course is looked through once a year, as service standards are."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.messages.models import Notification
from core.people import roles
from core.publishing.reviews.reminders import remind
from core.publishing.reviews.rules import year_after
from core.publishing.reviews.services import mark_reviewed
from courses.catalogue.services import course_copy
from courses.catalogue.site_tree import set_up
from courses.content.models.pages import CoursePage
from tests.factories.courses import course
from tests.factories.lms import make_staff

pytestmark = pytest.mark.django_db

DUE = timezone.localdate() + dt.timedelta(days=120)  # to come, and what was reviewed a year before is past


def days(number):
    return dt.timedelta(days=number)


@pytest.fixture
def analyst(db):
    set_up()
    return make_staff(roles.CURRICULUM_ANALYST, full_name="Sri Wahyuni")


@pytest.fixture
def due(analyst):
    page = course()
    CoursePage.objects.filter(pk=page.pk).update(reviewed_on=DUE - days(365), review_due=DUE)
    page.refresh_from_db()
    return page


def test_a_course_that_goes_public_is_due_in_a_year():
    page = course()
    assert (page.reviewed_on, page.review_due) == (timezone.localdate(), year_after(timezone.localdate()))
    assert course(title="Rencana", live=False).review_due is None


def test_analysts_are_notified_thirty_and_seven_days_before_and_when_overdue(due, analyst):
    told = []
    for away in range(32, -5, -1):
        before = Notification.objects.filter(recipient=analyst).count()
        remind(today=DUE - days(away))
        if Notification.objects.filter(recipient=analyst).count() > before:
            told.append(away)
    assert told == [30, 7, -1]
    text = Notification.objects.filter(recipient=analyst).first().body_text
    assert "Foto Produk" in text
    assert f"/admin/pages/{due.pk}/edit/" in text
    assert "pelatihan: apakah isinya masih benar" in text


def test_the_form_shows_the_days_and_the_front_page_what_is_due(client, due, analyst):
    CoursePage.objects.filter(pk=due.pk).update(review_due=timezone.localdate() - days(3))
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    form = client.get(reverse("wagtailadmin_pages:edit", args=[due.pk])).text
    assert "Peninjauan tahunan" in form
    assert "ditinjau lagi paling lambat" in form.lower()
    assert "lewat 3 hari" in client.get(reverse("wagtailadmin_home")).text


def test_a_review_shows_on_the_public_page(client, due):
    admin = make_staff(roles.ADMINISTRATOR, is_superuser=True)
    assert mark_reviewed(page=due, by=admin, reviewed_on=dt.date(2026, 11, 1))
    assert "terakhir ditinjau 1 November 2026" in client.get(due.url).text


def test_a_copy_begins_without_the_reviews_of_the_original(due, analyst):
    copy = course_copy(course=due, by=analyst)
    assert (copy.reviewed_on, copy.review_due) == (None, None)
