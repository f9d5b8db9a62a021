"""Drafts are approved by a second analyst; a video without captions cannot be published."""

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from core.people.roles import CURRICULUM_ANALYST, TRAINER
from core.publishing.errors import NotPublishable
from courses.catalogue.site_tree import WORKFLOW, build_course_index
from courses.content.models.lessons import LessonPage
from tests.factories.courses import course
from tests.factories.lms import make_staff
from tests.factories.media import a_video, video_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    build_course_index()
    return LessonPage.objects.child_of(course("Pemasaran", lessons=1)).get()


def written_by(user, lesson, **changes):
    lesson.title = "Judul baru"
    for name, value in changes.items():
        setattr(lesson, name, value)
    return lesson.save_revision(user=user)


def test_an_analyst_publishes_what_a_trainer_wrote_and_nothing_of_their_own(lesson):
    analyst = make_staff(CURRICULUM_ANALYST)
    with pytest.raises(NotPublishable, match="minta orang lain"):
        written_by(analyst, lesson).publish(user=analyst)
    lesson.refresh_from_db()
    written_by(make_staff(TRAINER), lesson).publish(user=make_staff(CURRICULUM_ANALYST))
    lesson.refresh_from_db()
    assert lesson.title == "Judul baru"


def test_a_trainers_draft_is_approved_by_an_analyst(lesson):
    trainer = make_staff(TRAINER)
    analyst = make_staff(CURRICULUM_ANALYST)
    trainer.groups.add(analyst.groups.get(name=CURRICULUM_ANALYST))
    written_by(trainer, lesson)
    workflow = lesson.get_workflow()
    assert workflow.name == WORKFLOW
    workflow.start(lesson, trainer)
    step = lesson.current_workflow_task_state
    with pytest.raises(NotPublishable):
        step.task.specific.on_action(step, trainer, "approve")
    step.task.specific.on_action(step, analyst, "approve")
    lesson.refresh_from_db()
    assert lesson.title == "Judul baru"


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_video_without_captions_is_not_published_on_any_path(lesson, by_hand):
    film = video_block(a_video(captions=b""))
    revision = written_by(make_staff(TRAINER), lesson, body=[film])
    with pytest.raises(NotPublishable, match="takarir"):
        revision.publish(user=make_staff(CURRICULUM_ANALYST) if by_hand else None)


def sent_in(client, parent, kind, **answers):
    """The screen after a new page with no more than a title is saved, or sent in."""
    address = f"/admin/pages/add/courses/{kind}/{parent.pk}/"
    blank = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").dict()
    blank |= {"title": "Kopi dari kebun sendiri", "slug": "kopi", "body-count": "0", **answers}
    return client.post(address, blank, follow=True)


@pytest.mark.parametrize("kind", ["coursepage", "lessonpage"])
def test_a_title_alone_is_a_draft(client, kind):
    index = build_course_index()
    parent = index if kind == "coursepage" else course("Pemasaran", lessons=0)
    client.force_login(make_staff(CURRICULUM_ANALYST))
    page = sent_in(client, parent, kind)
    assert Page.objects.filter(slug="kopi", live=False).exists(), page.context["form"].errors


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (
            "coursepage",
            ["Tulis ringkasan pelatihan.", "Tulis untuk siapa pelatihan ini.", "Tulis lama belajar dalam menit."],
        ),
        ("lessonpage", ["Tulis lama belajar dalam menit.", "Pelajaran belum berisi apa pun."]),
    ],
)
def test_what_is_sent_in_too_early_names_each_field_that_is_missing(client, kind, missing):
    index = build_course_index()
    parent = index if kind == "coursepage" else course("Pemasaran", lessons=0)
    client.force_login(make_staff(CURRICULUM_ANALYST))
    page = sent_in(client, parent, kind, **{"action-submit": "1"})
    (banner,) = page.context["form"].non_field_errors()
    for sentence in missing:
        assert sentence in banner
    assert not Page.objects.filter(slug="kopi").exists()
