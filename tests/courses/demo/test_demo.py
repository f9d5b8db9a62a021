"""What ``make run`` shows of learning."""

import pytest

from core.files.models.media_file import MediaFile
from courses.content.models.lessons import LessonPage
from courses.content.models.pages import CoursePage
from courses.content.selectors import lessons_of, outline_of
from courses.demo.seed import seed
from courses.questions.models.test import Test
from courses.questions.selectors import question_pool, question_snapshots
from courses.questions.snapshots import Kind
from courses.runs.models.run import CourseRun

pytestmark = pytest.mark.django_db


def test_the_short_run_is_created_once_and_is_open(client):
    list(seed())
    list(seed())
    run = CourseRun.objects.get(course__slug="foto-produk-dengan-ponsel")
    assert run.is_open
    assert [question.kind for question in run.evaluation_form.questions.all()] == ["scale", "scale", "text"]
    page = client.get("/pelatihan/foto-produk-dengan-ponsel/").content.decode()
    assert "Ikut kelas ini" in page
    assert len(lessons_of(course=run.course)) == 1
    assert "Foto Produk yang Laku" in client.get("/pelatihan/").content.decode()


def test_the_whole_course_shows_every_kind_of_block_and_two_runs():
    list(seed())
    list(seed())
    course = CoursePage.objects.get(slug="pemasaran-digital-untuk-umkm")
    assert [len(part.lessons) for part in outline_of(course=course)] == [3, 3, 3]
    lessons = LessonPage.objects.descendant_of(course)
    used = {block.block_type for lesson in lessons for block in lesson.body}
    assert used == set(LessonPage._meta.get_field("body").stream_block.child_blocks)
    assert not [error for lesson in lessons for error in lesson.publication_errors().values()]
    on_site = course.runs.get(mode="on_site")
    assert [session.title.split(":")[0] for session in on_site.sessions.all()] == ["Hari pertama", "Hari kedua"]
    assert course.runs.filter(mode="self_paced").count() == 1
    assert MediaFile.objects.count() == 4


def test_the_test_of_the_full_course_can_be_passed_with_its_lessons():
    list(seed())
    list(seed())
    test = Test.objects.get()
    assert {run.post_test for run in test.course.runs.all()} == {test}
    pool = list(question_pool(test=test))
    assert (len(pool), test.number_drawn) == (10, 8)
    assert {question.kind for question in pool} == set(Kind)
    copies = [copy for _, copy in question_snapshots([question.pk for question in pool]).values()]
    for copy in copies:
        right = [choice.key if copy.has_choices else choice.text for choice in copy.choices if choice.is_right]
        assert copy.is_right(right if copy.kind == Kind.MULTIPLE else right[:1]), copy.text
        assert copy.explanation


def test_staff_who_take_the_test_out_of_a_class_find_it_so_after_the_next_seed():
    list(seed())
    CourseRun.objects.update(post_test=None)
    list(seed())
    assert not CourseRun.objects.exclude(post_test=None).exists()
