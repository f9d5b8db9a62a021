"""Progress reports of offline devices, and the state of their copies."""

import json
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.audit.models import AuditEntry
from courses.content.models.lessons import LessonPage
from courses.content.selectors import lessons_of
from courses.runs.services.runs import run_cancel
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.learning.models import LessonProgress
from lms.learning.offline import MOST_BYTES, MOST_EVENTS, owner_token
from tests.factories.courses import CourseRunFactory, course, lesson
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.lms import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return enrolled(course=course(lessons=2))


@pytest.fixture
def phone(client, enrolment):
    client.force_login(enrolment.user)
    return client


def event(lesson_id, at=None, key=None):
    return {"id": str(key or uuid.uuid4()), "lesson": lesson_id, "at": (at or timezone.now()).isoformat()}


def send(client, enrolment, events, owner=None, **extra):
    body = {"owner": owner or owner_token(enrolment.user), "events": events}
    address = reverse("class_progress", args=[enrolment.run.public_id])
    return client.post(address, json.dumps(body), content_type="application/json", **extra)


def verdicts(response):
    assert response.status_code == 200
    return [(one["outcome"], one["sentence"]) for one in response.json()["results"]]


def lessons(enrolment):
    return lessons_of(course=enrolment.run.course)


def test_a_report_is_recorded_with_the_time_it_happened(phone, enrolment):
    enrolment.enrolled_at -= timedelta(days=2)
    enrolment.save()
    yesterday = timezone.now() - timedelta(days=1)
    first, second = lessons(enrolment)
    answer = send(phone, enrolment, [event(first.pk, yesterday), event(second.pk)])
    assert verdicts(answer) == [
        ("recorded", "“Pelajaran 1” sudah dicatat selesai."),
        ("recorded", "“Pelajaran 2” sudah dicatat selesai."),
    ]
    row = LessonProgress.objects.get(lesson=first)
    assert row.completed_at == yesterday
    assert row.received_at > yesterday
    assert row.clock_note == ""
    assert AuditEntry.objects.filter(action="lms.lesson.completed").count() == 2


def test_sent_twice_it_is_one_row_and_shows_that(phone, enrolment):
    events = [event(lessons(enrolment)[0].pk)]
    send(phone, enrolment, events)
    before = LessonProgress.objects.values().get()
    assert verdicts(send(phone, enrolment, events)) == [
        ("already", "“Pelajaran 1” sudah tercatat selesai sebelumnya."),
    ]
    assert LessonProgress.objects.values().get() == before


def test_a_lesson_done_with_a_network_in_between_keeps_its_first_row(phone, enrolment):
    only = lessons(enrolment)[0]
    phone.post(reverse("class_lesson", args=[enrolment.run.public_id, only.pk]))
    assert verdicts(send(phone, enrolment, [event(only.pk)]))[0][0] == "already"
    assert LessonProgress.objects.get().received_at is None


@pytest.mark.parametrize(
    ("off", "note"),
    [
        (timedelta(days=300), "ahead"),
        (timedelta(minutes=1), ""),
        (timedelta(days=-300), "before"),
    ],
)
def test_a_wrong_clock_is_corrected_and_noted(phone, enrolment, off, note):
    begun = timezone.now()
    answer = send(phone, enrolment, [event(lessons(enrolment)[0].pk, timezone.now() + off)])
    assert verdicts(answer)[0][0] == "recorded"
    row = LessonProgress.objects.get()
    assert row.clock_note == note
    if note == "before":
        assert row.completed_at == enrolment.enrolled_at
    else:
        assert begun <= row.completed_at == row.received_at


def test_after_leaving_nothing_is_stored(phone, enrolment):
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    answer = send(phone, enrolment, [event(lessons(enrolment)[0].pk)])
    assert verdicts(answer) == [("left", "“Pelajaran 1” tidak dicatat: Anda sudah keluar dari kelas itu.")]
    assert not LessonProgress.objects.exists()


def test_who_came_back_into_the_class_has_it_recorded_there(phone, enrolment):
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    again = enrolment_create(user=enrolment.user, run=enrolment.run)
    assert verdicts(send(phone, enrolment, [event(lessons(enrolment)[0].pk)]))[0][0] == "recorded"
    assert LessonProgress.objects.get().enrolment == again


def test_after_the_class_was_cancelled_nothing_is_stored(phone, enrolment):
    run_cancel(run=enrolment.run, reason="Pengajar sakit", by=make_staff("Analis Kurikulum"))
    answer = send(phone, enrolment, [event(lessons(enrolment)[0].pk)])
    assert verdicts(answer) == [("cancelled", "“Pelajaran 1” tidak dicatat: kelas itu dibatalkan.")]
    assert not LessonProgress.objects.exists()


def test_a_lesson_withdrawn_while_it_was_read_still_counts(phone, enrolment):
    first = lessons(enrolment)[0]
    first.save_revision().publish()
    LessonPage.objects.get(pk=first.pk).unpublish()
    answer = verdicts(send(phone, enrolment, [event(first.pk)]))
    assert answer[0][0] == "withdrawn"
    assert "menarik pelajaran ini" in answer[0][1]
    assert LessonProgress.objects.get().lesson_id == first.pk


def test_drafts_other_courses_lessons_and_deleted_ones_are_gone(phone, enrolment):
    draft = lesson(enrolment.run.course, "Draf", live=False)
    elsewhere = lesson(course(title="Lain", lessons=0), "Rahasia")
    answer = verdicts(send(phone, enrolment, [event(draft.pk), event(elsewhere.pk), event(999999)]))
    assert [outcome for outcome, sentence in answer] == ["gone"] * 3
    assert not any("Rahasia" in sentence for outcome, sentence in answer)
    assert not LessonProgress.objects.exists()


def test_another_persons_report_is_refused_whole(client, enrolment):
    other = enrolment_create(user=LearnerFactory(), run=enrolment.run)
    client.force_login(other.user)
    answer = send(client, enrolment, [event(lessons(enrolment)[0].pk)])
    assert answer.status_code == 409
    assert "akun lain" in answer.json()["sentence"]
    assert not LessonProgress.objects.exists()


def test_a_class_one_was_never_in_is_not_there(phone, enrolment):
    elsewhere = CourseRunFactory()
    body = {"owner": owner_token(enrolment.user), "events": []}
    address = reverse("class_progress", args=[elsewhere.public_id])
    assert phone.post(address, body, content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "satu"},
        {"lesson": -1},
        {"lesson": 10**30},
        {"id": "x"},
        {"at": "kemarin"},
        {"at": "2026-11-25T08:00:00"},
        {"at": None},
    ],
)
def test_a_report_that_can_not_be_read_records_nothing(phone, enrolment, change):
    good = event(lessons(enrolment)[0].pk)
    assert send(phone, enrolment, [good, {**good, **change}]).status_code == 400
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"events": []}', '{"owner": "x"}', '{"owner": "x", "events": 3}', "[" * 9000]
)
def test_what_is_no_report_is_refused(phone, enrolment, body):
    address = reverse("class_progress", args=[enrolment.run.public_id])
    assert phone.post(address, body, content_type="application/json").status_code == 400


def test_a_report_has_a_size(phone, enrolment):
    only = lessons(enrolment)[0]
    assert send(phone, enrolment, [event(only.pk)] * (MOST_EVENTS + 1)).status_code == 413
    address = reverse("class_progress", args=[enrolment.run.public_id])
    assert phone.post(address, " " * (MOST_BYTES + 1), content_type="application/json").status_code == 413
    assert not LessonProgress.objects.exists()
    assert len(verdicts(send(phone, enrolment, [event(only.pk) for _ in range(MOST_EVENTS)]))) == MOST_EVENTS


def test_too_many_reports_wait(phone, enrolment, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "offline_progress": "2/10m/user"}
    statuses = [send(phone, enrolment, []).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_a_report_needs_the_token_that_the_state_hands_out(enrolment):
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(enrolment.user)
    events = [event(lessons(enrolment)[0].pk)]
    assert send(phone, enrolment, events).status_code == 403
    token = phone.get(reverse("class_offline_state")).json()["csrf"]
    assert send(phone, enrolment, events, headers={"X-CSRFToken": token}).status_code == 200


def test_the_state_names_the_lessons_that_may_stay(client, enrolment, django_assert_num_queries):
    lesson(enrolment.run.course, "Draf", live=False)
    left = enrolment_create(user=enrolment.user, run=CourseRunFactory())
    enrolment_cancel(enrolment=left, by=enrolment.user)
    twin = enrolment_create(user=enrolment.user, run=CourseRunFactory(course=enrolment.run.course))
    address = reverse("class_offline_state")
    assert client.get(address).json() == {"owner": ""}
    client.force_login(enrolment.user)
    with django_assert_num_queries(4):  # session, account, classes, lessons
        state = client.get(address)
    seen = [each.pk for each in lessons(enrolment)]
    assert state.json()["lessons"] == {str(one.run.public_id): seen for one in (enrolment, twin)}
    assert state.json()["owner"] == owner_token(enrolment.user) != owner_token(LearnerFactory())
    assert "no-store" in state.headers["Cache-Control"]
    assert enrolment.user.email not in state.text


def test_the_service_worker_has_the_scope_of_the_site_and_is_not_cached(client):
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert "/kelas/luring/" in answer.text
    assert len(answer.content) <= 8_000


def test_the_app_has_a_manifest_with_icons_of_their_sizes(client, settings):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["Content-Type"].startswith("application/manifest+json")
    told = json.loads(answer.content)
    assert (told["start_url"], told["scope"]) == ("/kelas/", "/")
    for icon in told["icons"]:
        path = settings.STATICFILES_DIRS[0] / icon["src"].removeprefix("/static/")
        with Image.open(path) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    assert [icon.get("purpose") for icon in told["icons"]] == [None, None, "maskable"]


def test_the_offline_page_has_no_personal_data(client, enrolment):
    client.force_login(enrolment.user)
    page = client.get(reverse("class_offline"))
    assert "sessionid" not in page.cookies
    assert "Vary" not in page.headers or "Cookie" not in page.headers["Vary"]
    assert owner_token(enrolment.user) not in page.text


def test_class_pages_carry_the_worker_and_whose_they_are(phone, enrolment):
    only = lessons(enrolment)[0]
    for address in (
        reverse("class_home", args=[enrolment.run.public_id]),
        reverse("class_lesson", args=[enrolment.run.public_id, only.pk]),
    ):
        page = phone.get(address).text
        assert f'data-owner="{owner_token(enrolment.user)}"' in page
        assert 'data-worker="/sw.js"' in page
        assert 'rel="manifest"' in page
