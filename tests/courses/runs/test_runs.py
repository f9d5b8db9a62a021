"""A class: its states, its meetings, the next one from an old one, and calling it off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.messages.models import Notification
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from courses.runs.services.runs import ReasonMissing, run_cancel
from lms.enrolment.errors import RunCancelled, RunClosed
from lms.enrolment.services.enrolment import enrolment_create
from lms.learning.models import LessonProgress
from lms.learning.services.progress import lesson_complete
from lms.opinions.services import evaluation_submit
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory, lesson
from tests.factories.learning import LearnerFactory, certified, enrolled, good_answers, lessons_read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = timedelta(0)


def from_now(fields):
    """Dates are written as so long from now: a run of the tests may begin the day before."""
    now = timezone.now()
    bases = {name: timezone.localdate(now) if name.endswith("_on") else now for name in fields}
    return {name: bases[name] + value if isinstance(value, timedelta) else value for name, value in fields.items()}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"enrolment_opens": DAY}, "upcoming"),
        ({"enrolment_opens": -DAY}, "open"),
        ({"enrolment_opens": -2 * DAY, "enrolment_closes": -DAY}, "closed"),
        ({"cancelled_at": NOW, "cancellation_reason": "Pengajar sakit"}, "cancelled"),
        ({"starts_on": -3 * DAY, "ends_on": -DAY}, "closed"),
        ({"starts_on": -3 * DAY, "ends_on": -DAY, "enrolment_closes": DAY}, "closed"),
        ({"starts_on": -3 * DAY, "ends_on": NOW}, "open"),
    ],
)
def test_the_state_follows_from_window_last_day_and_cancellation(fields, state):
    run = CourseRunFactory(**from_now(fields))
    assert run.state == state
    assert run.is_open is (state == "open")
    assert CourseRun.objects.not_over_at(timezone.now()).exists() is (state in {"open", "upcoming"})


def test_a_class_ends_at_midnight_of_java():
    run = CourseRunFactory(
        enrolment_opens=datetime(2026, 1, 1, tzinfo=UTC), starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 5)
    )
    before, after = (datetime(2026, 3, 5, hour, 59, tzinfo=UTC) for hour in (16, 17))
    for moment, state in ((before, "open"), (after, "closed")):
        assert run.state_at(moment) == state
        assert CourseRun.objects.not_over_at(moment).exists() is (state == "open")


def test_nobody_enters_a_class_that_has_ended():
    run = CourseRunFactory(**from_now({"starts_on": -3 * DAY, "ends_on": -DAY}))
    with pytest.raises(RunClosed):
        enrolment_create(user=LearnerFactory(), run=run)


@pytest.mark.parametrize(
    "fields",
    [
        {"cancelled_at": NOW},
        {"cancellation_reason": "Tanpa tanggal"},
        {"quota": 0},
    ],
)
def test_the_database_refuses_what_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRunFactory(**from_now(fields))


def test_meetings_end_after_they_begin_and_begin_one_at_a_time():
    run, now = CourseRunFactory(), timezone.now()
    RunSession.objects.create(run=run, title="Satu", starts_at=now, ends_at=now + DAY)
    for starts, ends in ((now + DAY, now + DAY), (now, now + 2 * DAY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            RunSession.objects.create(run=run, title="Dua", starts_at=starts, ends_at=ends)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"mode": "on_site", "starts_on": "2026-12-01"}, "place_name"),
        ({"mode": "scheduled"}, "starts_on"),
        ({"requirements": ["nik", "nik"]}, "requirements"),
        ({"requirements": ["paspor"]}, "requirements"),
        ({"requirements": "nik"}, "requirements"),
        ({"map_url": "http://peta.example"}, "map_url"),
    ],
)
def test_an_invalid_run_has_errors_by_field(fields, wrong):
    run = CourseRunFactory()
    for name, value in fields.items():
        setattr(run, name, value)
    with pytest.raises(ValidationError) as caught:
        run.full_clean()
    assert wrong in caught.value.message_dict


def test_a_run_called_off_tells_each_participant_once(run_jobs):
    first = enrolled()
    run = first.run
    second, gone = (enrolment_create(user=LearnerFactory(), run=run) for _ in range(2))
    from lms.enrolment.services.enrolment import enrolment_cancel

    enrolment_cancel(enrolment=gone, by=gone.user)
    analyst = LearnerFactory()
    run_cancel(run=run, by=analyst, reason="  Gedung  dipakai ")
    run_cancel(run=run, by=analyst, reason="Alasan lain")
    run_jobs()
    run.refresh_from_db()
    assert run.cancellation_reason == "Gedung dipakai"
    told = Notification.objects.filter(category="kelas")
    assert {each.recipient_id for each in told} == {first.user_id, second.user_id}
    assert all("Gedung dipakai" in each.body_text for each in told)
    entry = AuditEntry.objects.get(action="courses.run.cancelled")
    assert "Gedung" not in str(entry.after)  # whose illness it was stays out of what is kept for ever
    assert Job.objects.filter(kind="lms.tell_cancelled").count() == 1


def test_a_restarted_message_job_sends_each_message_once(run_jobs):
    run = enrolled().run
    run_cancel(run=run, by=LearnerFactory(), reason="Hujan")
    run_jobs()
    Job.objects.filter(kind="lms.tell_cancelled").update(state=Job.State.QUEUED)
    run_jobs()
    assert Notification.objects.filter(category="kelas").count() == 1


def test_calling_off_needs_a_reason():
    run = CourseRunFactory()
    with pytest.raises(ReasonMissing):
        run_cancel(run=run, by=LearnerFactory(), reason=" ")


def test_nobody_enters_learns_or_finishes_in_a_run_called_off():
    enrolment = enrolled()
    lessons_read(enrolment)
    extra = lesson(enrolment.run.course, "Tambahan")
    run_cancel(run=enrolment.run, by=LearnerFactory(), reason="Hujan")
    with pytest.raises(RunClosed):
        enrolment_create(user=LearnerFactory(), run=enrolment.run)
    with pytest.raises(RunCancelled):
        lesson_complete(enrolment=enrolment, lesson=extra)
    with pytest.raises(RunCancelled):
        evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    assert LessonProgress.objects.filter(enrolment=enrolment).count() == 1


def test_a_cancelled_run_shows_its_reason_and_redirects_its_lessons(client):
    enrolment = enrolled()
    run_cancel(run=enrolment.run, by=LearnerFactory(), reason="Gedung dipakai")
    client.force_login(enrolment.user)
    home = f"/kelas/{enrolment.run.public_id}/"
    page = client.get(home).content.decode()
    assert "Kelas ini dibatalkan" in page
    assert "Gedung dipakai" in page
    only = enrolment.run.course.get_children().first().pk
    assert client.post(f"{home}pelajaran/{only}/")["Location"] == home
    assert client.get(f"{home}evaluasi/")["Location"] == home


def test_a_certificate_earned_before_stays():
    certificate = certified()
    run_cancel(run=certificate.run, by=LearnerFactory(), reason="Salah tanggal")
    certificate.refresh_from_db()
    assert certificate.is_valid


def test_an_analyst_calls_a_run_off_on_the_screen(client):
    run = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    assert "Batalkan kelas" in client.get(reverse("courses_run:inspect", args=[run.pk])).content.decode()
    address = reverse("courses_run:cancel", args=[run.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert "Dibatalkan" in client.post(address, {"reason": "Hujan"}, follow=True).content.decode()
    assert "sudah dibatalkan" in client.get(address).content.decode()


def test_a_new_run_from_an_old_one_takes_settings_and_no_dates(client):
    trainer = staff(TRAINER)
    old = CourseRunFactory(
        name="Angkatan 1", mode="on_site", starts_on="2026-01-05", quota=20, place_name="Aula", requirements=["nik"]
    )
    old.instructors.add(trainer)
    client.force_login(staff(CURRICULUM_ANALYST))
    form = client.get(reverse("courses_run:copy", args=[old.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert (shown["mode"], shown["quota"], shown["place_name"], shown["requirements"]) == ("on_site", 20, "Aula", ["nik"])
    assert shown["instructors"] == [trainer.pk]
    assert not any(shown[name] for name in ("name", "enrolment_opens", "starts_on", "ends_on", "meeting_url"))
    assert CourseRun.objects.count() == 1


def test_a_trainer_sees_the_classes_taught_by_them_alone(client):
    trainer = staff(TRAINER)
    mine, other = CourseRunFactory(name="Kelas saya"), CourseRunFactory(name="Kelas orang lain")
    mine.instructors.add(trainer)
    client.force_login(trainer)
    listing = client.get(reverse("courses_run:index")).content.decode()
    assert "Kelas saya" in listing
    assert "Kelas orang lain" not in listing
    assert client.get(reverse("courses_run:inspect", args=[mine.pk])).status_code == 200
    assert client.get(reverse("courses_run:inspect", args=[other.pk])).status_code == 404
    exported = client.get(f"{reverse('courses_run:index')}?export=csv")
    assert "Kelas orang lain" not in b"".join(exported.streaming_content).decode()


def test_the_list_of_runs_filters_and_exports(client, django_assert_max_num_queries):
    CourseRunFactory.create_batch(3, mode="hybrid", starts_on="2026-01-05", place_name="Aula")
    CourseRunFactory(name="Mandiri saja")
    client.force_login(staff(CURRICULUM_ANALYST))
    index = reverse("courses_run:index")
    assert "Mandiri saja" not in client.get(index, {"mode": "hybrid"}).content.decode()
    rows = b"".join(client.get(f"{index}?export=csv").streaming_content).decode().splitlines()
    assert rows[0].startswith("Pelatihan,Kelas,Cara belajar")
    assert len(rows) == 5
    with django_assert_max_num_queries(30):
        client.get(index)
