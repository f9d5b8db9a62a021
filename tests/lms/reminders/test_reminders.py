"""Reminders under a moved clock: few, each once, never to whom they don't concern."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.jobs import services as job_services
from core.jobs.models import Job
from core.messages.models import Notification
from core.messages.services import set_opt_out
from courses.runs.models.run import CourseRun
from courses.runs.models.session import RunSession
from courses.runs.services.runs import run_cancel
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.learning.models import LessonProgress
from lms.reminders import services
from lms.reminders.models import Reminder
from lms.reminders.rules import ClassFacts, Kind, occasions
from lms.reminders.selectors import BATCH, next_people
from lms.reminders.tasks import remind_participants
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory, certified

pytestmark = pytest.mark.django_db

JAKARTA = ZoneInfo("Asia/Jakarta")
DAY = dt.date(timezone.localdate().year + 1, 3, 15)  # what a test is about: first day, last day, a meeting; always to come


def days(number):
    return dt.timedelta(days=number)


def at(day, hour=7):
    return dt.datetime.combine(day, dt.time(hour), JAKARTA)


LONG_AGO = DAY - days(60)


def enter(*, user=None, on=LONG_AGO, title="Foto Produk", lessons=1, **run_fields):
    """In the class since ``on``."""
    run = CourseRunFactory(course=course(title=title, lessons=lessons), **run_fields)
    enrolment = enrolment_create(user=user or LearnerFactory(), run=run)
    Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=at(on))
    return enrolment


def on_site(**fields):
    return enter(mode="on_site", place_name="Aula UPT", **{"starts_on": DAY, **fields})


def ending(**fields):
    return enter(mode="scheduled", starts_on=DAY - days(30), ends_on=DAY, **fields)


def meeting(run, day, hour=9):
    return RunSession.objects.create(run=run, title="Praktik", starts_at=at(day, hour), ends_at=at(day, hour + 3))


def progress(enrolment, day):
    lesson = enrolment.run.course.get_children().first().specific
    row = LessonProgress.objects.create(enrolment=enrolment, lesson=lesson)
    LessonProgress.objects.filter(pk=row.pk).update(completed_at=at(day))


def remind_on(day, hour=7):
    """The job of that morning; returns the subjects of what it put into the outbox."""
    before = set(Notification.objects.values_list("pk", flat=True))
    people, last = [], 0
    while people := next_people(now=at(day, hour), after=last):
        services.remind_people(people=people, now=at(day, hour))
        last = people[-1]
    return [each.subject for each in Notification.objects.exclude(pk__in=before).order_by("pk")]


def told_days(*, around=DAY, span=40, after=20):
    """The days before ``around`` on which a reminder was sent, when the job runs each morning."""
    return [away for away in range(span, -after, -1) if remind_on(around - days(away))]


# When


def test_a_class_is_reminded_of_three_days_before_and_on_the_eve():
    on_site()
    assert told_days() == [3, 1]


def test_a_self_paced_class_has_no_reminder_of_a_first_day():
    enter(starts_on=DAY, on=DAY - days(5))
    assert told_days(after=1) == []


def test_a_meeting_is_reminded_of_on_its_eve():
    enrolment = on_site(starts_on=DAY - days(30))
    meeting(enrolment.run, DAY)
    assert told_days(span=20) == [1]


def test_the_meeting_of_the_first_day_is_part_of_its_reminder():
    meeting(on_site().run, DAY)
    assert remind_on(DAY - days(1)) == ["Kelas Foto Produk dimulai besok"]
    body = Notification.objects.get().body_text
    assert f"Praktik: 15 Maret {DAY.year}, pukul 09.00–12.00 WIB" in body
    assert Reminder.objects.count() == 1


def test_the_end_of_a_class_is_reminded_of_seven_days_before_and_on_the_eve():
    ending()
    assert told_days(span=20) == [7, 1]


def test_the_end_of_a_class_that_has_not_begun_gets_no_reminder():
    on_site(ends_on=DAY + days(3))
    assert told_days(around=DAY + days(3)) == [6, 4, 1], "three days before the start, its eve, the eve of the end"


def test_a_class_stalled_for_fourteen_days_is_reminded_of_once():
    enrolment = enter(on=DAY)
    assert told_days(around=DAY, span=1, after=16) == [-14]
    Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=at(DAY - days(3)))
    progress(enrolment, DAY + days(20))
    assert told_days(around=DAY + days(20), span=1, after=40) == []


def test_each_step_pushes_the_word_about_waiting_further_away():
    progress(enter(on=DAY - days(10)), DAY)
    assert told_days(around=DAY, span=11, after=30) == [-14]


def test_a_class_that_ended_is_not_stalled():
    enter(on=DAY, starts_on=DAY - days(30), ends_on=DAY + days(5))
    assert told_days(around=DAY, span=1, after=30) == [-4]


def test_enrolling_on_the_eve_gives_no_reminder():
    on_site(on=DAY - days(1))
    assert told_days() == []


@pytest.mark.parametrize(("late", "told"), [(0, True), (1, True), (2, False)])
def test_a_missed_reminder_is_sent_on_the_next_day_and_never_later(late, told):
    ending()
    assert bool(remind_on(DAY - days(7) + days(late))) is told


def test_a_late_reminder_has_today_and_is_not_sent_after_the_meeting_has_begun():
    enrolment = on_site(starts_on=DAY - days(30))
    meeting(enrolment.run, DAY, hour=9)
    assert remind_on(DAY, hour=10) == []
    assert remind_on(DAY, hour=8) == ["Pertemuan kelas Foto Produk hari ini"]


def test_the_rule_needs_no_database():
    facts = ClassFacts(enrolled_on=DAY - days(9), last_active_on=DAY - days(9), is_self_paced=False, starts_on=DAY)
    assert [one.kind for one in occasions(facts, today=DAY - days(3))] == [Kind.START_SOON]
    assert occasions(facts, today=DAY + days(1)) == []


# To whom


def test_cancelled_and_completed_enrolments_and_cancelled_runs_get_no_reminder():
    left, finished, off = ending(title="A"), ending(title="B"), ending(title="C")
    enrolment_cancel(enrolment=left, by=left.user)
    Enrolment.objects.filter(pk=finished.pk).update(
        state="completed", completed_at=timezone.now(), evaluation_submitted_at=timezone.now()
    )
    run_cancel(run=off.run, by=off.user, reason="Sakit")
    Notification.objects.all().delete()
    assert told_days() == []


def test_an_inactive_account_gets_no_reminder():
    enrolment = ending()
    enrolment.user.is_active = False
    enrolment.user.save()
    assert told_days() == []


def test_a_finished_class_of_ones_own_pace_does_not_wait():
    certificate = certified()
    Enrolment.objects.filter(pk=certificate.enrolment_id).update(enrolled_at=at(DAY))
    assert told_days(around=DAY, span=1) == []


def test_an_opted_out_person_gets_no_reminder_and_the_outbox_records_it():
    enrolment = ending()
    set_opt_out(user=enrolment.user, category="pengingat", opted_out=True)
    remind_on(DAY - days(7))
    assert Notification.objects.get().state == Notification.State.OPTED_OUT
    assert not Job.objects.filter(kind="core.send_notification").exists()


# Once


def test_the_same_day_again_sends_nothing_new():
    on_site()
    assert remind_on(DAY - days(1))
    assert remind_on(DAY - days(1), hour=12) == []


def test_a_clock_set_back_sends_nothing_twice():
    on_site()
    assert told_days() == [3, 1]
    assert told_days() == []


def test_a_clock_that_jumps_ahead_skips_what_is_over():
    on_site()
    assert remind_on(DAY - days(3))
    assert remind_on(DAY + days(10)) == []
    assert remind_on(DAY - days(1)), "and back again: the eve was never told"


def test_a_rescheduled_class_is_reminded_of_again():
    enrolment = on_site()
    assert told_days(after=-1) == [3]
    CourseRun.objects.filter(pk=enrolment.run_id).update(starts_on=DAY + days(10))
    assert told_days(around=DAY + days(10), span=12) == [3, 1]


def test_all_of_a_day_comes_in_one_message():
    user = LearnerFactory()
    ending(user=user, title="Foto Produk")
    on_site(user=user, title="Kemasan", starts_on=DAY)
    enter(user=user, title="Pembukuan", on=DAY - days(15))
    assert remind_on(DAY - days(1)) == ["3 pengingat dari kelas Anda"]
    body = Notification.objects.get().body_text
    assert body.index("KELAS FOTO PRODUK BERAKHIR BESOK") < body.index("KELAS PEMBUKUAN MENUNGGU ANDA")
    assert "KELAS KEMASAN DIMULAI BESOK" in body


def test_what_comes_up_later_the_same_day_waits_for_the_next_morning():
    user = LearnerFactory()
    ending(user=user)
    assert remind_on(DAY - days(7))
    ending(user=user, title="Kemasan")
    assert remind_on(DAY - days(7), hour=12) == []
    assert remind_on(DAY - days(6)) == ["Kelas Kemasan berakhir 6 hari lagi"]


@pytest.mark.parametrize("kind", [Kind.END_EVE, Kind.STALLED])
def test_the_database_keeps_each_to_one(kind):
    enrolment = ending()
    Reminder.objects.create(enrolment=enrolment, kind=kind, day=DAY, told_on=DAY)
    other = DAY + days(5) if kind == Kind.STALLED else DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(enrolment=enrolment, kind=kind, day=other, told_on=DAY)


# How


def test_beat_asks_every_hour_and_a_day_has_one_job():
    assert [remind_participants() for _ in range(3)] == [True, False, False]
    assert Job.objects.get(kind=services.JOB_KIND).subject == f"reminders:{timezone.localdate()}"


def test_the_job_sends_and_reports_how_many(run_jobs):
    today = timezone.localdate()
    enrolment = enter(mode="scheduled", starts_on=today - days(30), ends_on=today + days(1), on=today - days(30))
    remind_participants()
    run_jobs()
    assert Job.objects.get(kind=services.JOB_KIND).message == "1 peserta diingatkan."
    assert [message.to for message in mail.outbox] == [[enrolment.user.email]]
    assert mail.outbox[0].subject == "Kelas Foto Produk berakhir besok"


def test_a_killed_worker_loses_no_reminder_and_sends_none_twice(monkeypatch, run_jobs):
    today = timezone.localdate()
    page = course()
    for _ in range(5):
        run = CourseRunFactory(course=page, mode="scheduled", starts_on=today - days(30), ends_on=today + days(1))
        enrolment = enrolment_create(user=LearnerFactory(), run=run)
        Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=at(today - days(30)))
    monkeypatch.setattr("lms.reminders.selectors.BATCH", 2)
    real, calls = services.notify_user, []

    def dies(**fields):
        calls.append(fields)
        if len(calls) == 4:  # in the second batch
            raise RuntimeError
        return real(**fields)

    monkeypatch.setattr(services, "notify_user", dies)
    remind_participants()
    job_services.run(Job.objects.get(kind=services.JOB_KIND).pk)
    assert (Reminder.objects.count(), Notification.objects.count()) == (2, 2), "a batch is told whole or not at all"
    run_jobs()
    assert (Reminder.objects.count(), Notification.objects.count()) == (5, 5)
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 5


def test_a_batch_asks_as_often_for_one_as_for_many(queries):
    def cost():
        with queries:
            assert remind_on(DAY - days(20)) == []
        return len(queries)

    def asleep(number):
        """Selected, because a meeting is tomorrow, and not reminded, because they enrolled today."""
        run = on_site(title=f"Kelas {number}", starts_on=DAY - days(40), on=DAY - days(20)).run
        meeting(run, DAY - days(19))
        return run

    run = asleep(0)
    first = cost()
    for number in range(1, 12):
        asleep(number)
        enrolment = enrolment_create(user=LearnerFactory(), run=run)
        Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=at(DAY - days(20)))
    assert cost() == first
    assert BATCH >= 100


# What


def test_the_mail_is_plain_short_and_leads_to_the_class_and_to_the_switch():
    enrolment = on_site(place_address="Jl. Raya Juanda 22 & 24")
    meeting(enrolment.run, DAY)
    remind_on(DAY - days(3))
    text = Notification.objects.get().body_text
    assert text.startswith("Halo ")
    assert "KELAS FOTO PRODUK DIMULAI 3 HARI LAGI" in text
    assert "Aula UPT, Jl. Raya Juanda 22 & 24" in text
    assert f"/kelas/{enrolment.run.public_id}/" in text
    assert "tanpa perlu masuk" in text
    assert "\n\n\n" not in text
    assert enrolment.user.email not in text
