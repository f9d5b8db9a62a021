"""A published course is found by what it is for; its lessons are not."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core.jobs.models import Job
from core.jobs.services import run
from core.operations.services import set_up_site
from core.search.services.indexing import rebuild_index
from courses.content.models.pages import CoursePage
from courses.demo.seed import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(tmp_path: Path, settings: object) -> CoursePage:
    settings.SEARCH_URL = f"whoosh://{tmp_path}/index"  # type: ignore[attr-defined]
    set_up_site()
    list(seed())
    rebuild_index()
    return CoursePage.objects.get(slug="foto-produk-dengan-ponsel")


def is_shown(client: Client, course: CoursePage, text: str) -> bool:
    return f'href="{course.url}"' in client.get("/cari/", {"q": text}).content.decode()


def test_a_course_is_found_by_title_summary_and_audience(client: Client, course: CoursePage) -> None:
    for text in (course.title, course.summary.split(".")[0], course.audience):
        assert is_shown(client, course, text), text
    assert 'id="jenis-pelatihan"' in client.get("/cari/", {"q": course.title}).content.decode()


def test_lessons_are_not_indexed(client: Client, course: CoursePage) -> None:
    lesson = course.get_children().get()
    assert not is_shown(client, course, f'"{lesson.title}"')


def test_a_course_that_is_withdrawn_or_private_is_not_shown(client: Client, course: CoursePage) -> None:
    restriction = PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert not is_shown(client, course, course.title)
    restriction.delete()
    assert is_shown(client, course, course.title)
    course.unpublish()
    assert not is_shown(client, course, course.title)
    run(Job.objects.get(kind="core.index_subject", subject=f"pelatihan:{course.pk}", state="queued").pk)
    course.save_revision().publish()
    run(Job.objects.get(kind="core.index_subject", subject=f"pelatihan:{course.pk}", state="queued").pk)
    assert is_shown(client, course, course.title)
