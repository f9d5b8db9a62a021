"""Modules and lessons: in order, hidden together, without an address of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from courses.catalogue.services import course_copy
from courses.content.models.lessons import LessonPage, ModulePage
from courses.content.selectors import lessons_by_course, lessons_of, outline_of
from tests.courses.runs.test_admin import with_second_factor
from tests.factories.courses import CourseRunFactory, course, lesson, module
from tests.factories.learning import LearnerFactory
from tests.factories.media import a_video, video_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    """A lesson under the course itself, then two modules with two lessons each."""
    page = course("Pemasaran", lessons=1)
    for number in (1, 2):
        part = module(page, f"Modul {number}")
        for name in ("a", "b"):
            lesson(part, f"Pelajaran {number}{name}")
    return page


def titles(lessons):
    return [each.title for each in lessons]


ALL = ["Pelajaran 1", "Pelajaran 1a", "Pelajaran 1b", "Pelajaran 2a", "Pelajaran 2b"]


def test_lessons_come_in_the_order_of_the_tree_in_few_queries(whole, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert titles(lessons_of(course=whole)) == ALL
    with django_assert_num_queries(2):
        parts = outline_of(course=whole)
    assert [(part.module and part.module.title, len(part.lessons)) for part in parts] == [
        (None, 1),
        ("Modul 1", 2),
        ("Modul 2", 2),
    ]
    with django_assert_num_queries(1):
        assert titles(lessons_by_course(courses=[whole])[whole.pk]) == ALL


def test_a_moved_module_takes_its_lessons_along(whole):
    first, second = ModulePage.objects.child_of(whole).order_by("path")
    second.move(first, pos="left")
    assert titles(lessons_of(course=whole)) == [ALL[0], *ALL[3:], *ALL[1:3]]


def test_a_module_that_is_withdrawn_hides_its_lessons(whole):
    first = ModulePage.objects.child_of(whole).order_by("path").first()
    first.unpublish()
    assert titles(lessons_of(course=whole)) == [ALL[0], *ALL[3:]]
    assert titles(lessons_by_course(courses=[whole])[whole.pk]) == [ALL[0], *ALL[3:]]
    assert LessonPage.objects.descendant_of(first).live().count() == 2


def test_modules_and_lessons_have_no_address(whole, client):
    for page in whole.get_descendants().specific():
        assert page.get_url() is None
        assert page.get_sitemap_urls() == []
        assert client.get("/" + page.url_path.split("/", 2)[2]).status_code == 404


def test_staff_preview_a_module_and_a_film_whose_frame_the_policy_names(whole, client):
    client.force_login(with_second_factor(LearnerFactory(is_superuser=True, is_staff=True)))
    part = ModulePage.objects.child_of(whole).order_by("path").first()
    part.save_revision()
    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[part.pk]))
    assert "Pelajaran 1a" in page.content.decode()
    lessons = lessons_of(course=whole)
    elsewhere = LessonPage.objects.get(pk=lessons[0].pk)
    elsewhere.body = [video_block(None, address="https://youtu.be/dQw4w9WgXcQ", captions_checked=True)]
    elsewhere.save_revision()
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[elsewhere.pk]))
    assert "frame-src https://www.youtube-nocookie.com" in shown["Content-Security-Policy"]
    own = LessonPage.objects.get(pk=lessons[1].pk)
    video = a_video()
    own.body = [video_block(video)]
    own.save_revision()
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[own.pk]))
    assert reverse("berkas_media:open", args=[video.pk]) in shown.content.decode()


@pytest.mark.parametrize("door", ["save", "publish"])
def test_a_lesson_with_an_incomplete_video_is_not_published_on_any_path(whole, door):
    page = LessonPage.objects.get(pk=lessons_of(course=whole)[0].pk)
    page.body = [video_block(a_video(captions=b""))]
    assert page.publication_errors()
    through = page.save if door == "save" else page.save_revision(clean=False).publish
    with pytest.raises(ValidationError, match="takarir"):
        through()
    page.refresh_from_db()
    assert page.body[0].block_type == "text"


def test_a_copied_course_is_a_draft_beside_the_original_without_its_runs(whole):
    run = CourseRunFactory(course=whole)
    staff = LearnerFactory(is_superuser=True)
    copy, again = course_copy(course=whole, by=staff), course_copy(course=whole, by=staff)
    assert (copy.title, copy.slug, again.slug) == ("Salinan Pemasaran", "salinan-pemasaran", "salinan-pemasaran-2")
    assert not copy.live
    assert not copy.get_descendants().live().exists()
    assert titles(copy.get_descendants().type(LessonPage).order_by("path")) == ALL
    assert not copy.runs.exists()
    assert list(whole.runs.all()) == [run]


def test_the_button_copies_and_the_list_shows_the_copy(whole, client):
    client.force_login(with_second_factor(LearnerFactory(is_superuser=True, is_staff=True)))
    listing = client.get(reverse("wagtailadmin_explore", args=[whole.get_parent().pk])).content.decode()
    address = reverse("courses_copy", args=[whole.pk])
    assert address in listing
    assert "disalin sebagai draf" in client.get(address).content.decode()
    assert "Salinan Pemasaran" in client.post(address, follow=True).content.decode()


def test_a_block_is_previewed_in_the_sites_look(client):
    client.force_login(with_second_factor(LearnerFactory(is_superuser=True, is_staff=True)))
    quote = LessonPage._meta.get_field("body").stream_block.child_blocks["quote"]
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": quote.definition_prefix}).content.decode()
    assert "Peserta pelatihan di Malang" in page
    assert "courses/content/lesson.css" in page
