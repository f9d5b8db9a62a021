"""The life of a job: one waits, one runs, a dead worker's job comes back, what can't be done says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit.models import AuditEntry
from core.jobs import registry as job_registry
from core.jobs import services
from core.jobs.errors import JobError, LeaseLost
from core.jobs.models import Job
from core.jobs.registry import job_handler
from core.jobs.services import enqueue
from lms.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def handle(monkeypatch):
    """Register a handler for the kind ``test.work`` for one test."""
    monkeypatch.setattr(job_registry._kinds, "_entries", dict(job_registry._kinds._entries))

    def register(handler, **options):
        job_handler("test.work", label="Uji", **options)(handler)

    return register


def start(subject="thing:1"):
    return enqueue(kind="test.work", subject=subject)


def outcome(job):
    job.refresh_from_db()
    return job.state


def test_asking_twice_while_it_waits_gives_one_job(handle):
    handle(lambda run: None)
    assert start().pk == start().pk


def test_asking_while_it_runs_gives_a_second_job_that_runs_afterwards(handle):
    seen = []

    def handler(run):
        if not seen:
            seen.append(start().pk)
            services.run(seen[0])  # another worker looks too early: refused by the constraint
            assert Job.objects.get(pk=seen[0]).state == "queued"

    handle(handler)
    first = start()
    services.run(first.pk)
    services.run(seen[0])
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_a_job_that_was_asked_for_while_another_ran_is_sent_to_a_worker_when_that_one_ends(handle, monkeypatch):
    sent, followers = [], []
    monkeypatch.setattr(services.current_app, "send_task", lambda name, args, **options: sent.append(args))
    handle(lambda run: followers.append(str(start().pk)))
    services.run(start().pk)
    assert sent == [(followers[0],)]


def test_a_message_that_arrives_twice_runs_the_work_once(handle):
    runs = []
    handle(lambda run: runs.append(1))
    job = start()
    services.run(job.pk)
    services.run(job.pk)
    assert runs == [1]


def test_effects_and_the_end_commit_together_or_not_at_all(handle):
    def handler(run):
        with run.completing():
            AuditEntry.objects.create(action="effect", subject_kind="x", subject_id="1")
            raise RuntimeError("power cut")

    handle(handler)
    job = start()
    services.run(job.pk)
    assert (outcome(job), AuditEntry.objects.count()) == ("queued", 0)


def test_a_job_whose_worker_died_is_taken_over_after_its_lease_and_the_dead_one_can_write_nothing(handle):
    attempts = []

    def handler(run):
        attempts.append(run)

    handle(handler)
    job = start()
    abandoned = services._claim(job.pk)
    services.run(job.pk)
    assert attempts == []
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    services.run(job.pk)
    assert (outcome(job), job.attempts, len(attempts)) == ("done", 1, 1)
    assert job.kills == 1
    with pytest.raises(LeaseLost):
        abandoned.progress(1, 2)
    with pytest.raises(LeaseLost), abandoned.completing():
        pass


def test_progress_is_visible_at_once_and_renews_the_lease(handle):
    seen = {}

    def handler(run):
        before = Job.objects.get(pk=run.job.pk).lease_until
        run.progress(3, 10, "Halaman 3 dari 10")
        row = Job.objects.get(pk=run.job.pk)
        seen.update(done=row.progress_done, total=row.progress_total, message=row.message, renewed=row.lease_until > before)

    handle(handler)
    services.run(start().pk)
    assert seen == {"done": 3, "total": 10, "message": "Halaman 3 dari 10", "renewed": True}


def test_a_refusal_ends_the_job_with_its_sentence_and_tells_the_app(handle):
    told = []

    def handler(run):
        raise JobError("Berkas ini rusak.", retry=False)

    handle(handler, on_failed=lambda job: told.append(job.pk))
    job = start()
    services.run(job.pk)
    assert (outcome(job), job.message, told) == ("failed", "Berkas ini rusak.", [job.pk])


def test_an_unexpected_error_is_tried_again_up_to_the_limit_and_names_only_its_type(handle):
    def handler(run):
        raise ValueError("budi@example.id")

    handle(handler, max_attempts=2)
    job = start()
    services.run(job.pk)
    assert outcome(job) == "queued"
    assert job.run_after > timezone.now()
    Job.objects.update(run_after=timezone.now())
    services.run(job.pk)
    assert (outcome(job), job.error) == ("failed", "ValueError")
    assert "budi" not in job.message


def test_each_attempt_waits_twice_as_long_as_the_one_before(handle, monkeypatch):
    handle(lambda run: 1 / 0, max_attempts=4)
    job, waits = start(), []
    now = timezone.now()
    monkeypatch.setattr(services.timezone, "now", lambda: now)
    for _ in range(3):
        services.run(job.pk)
        assert outcome(job) == "queued"
        waits.append((job.run_after - now).total_seconds())
        Job.objects.update(run_after=now)
    assert waits == [10, 20, 40]


def cut_off(job):
    """Begin the job, or take it up again, and lose the worker."""
    services._claim(job.pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_kill_is_not_an_attempt_of_the_work(handle):
    handle(lambda run: None, max_attempts=1)
    job = start()
    for _ in range(Job.MAX_KILLS - 1):
        cut_off(job)
        services.sweep()
    services.run(job.pk)
    assert (outcome(job), job.attempts, job.kills) == ("done", 1, Job.MAX_KILLS - 1)


def test_a_job_that_was_cut_off_has_its_attempts_left_for_errors(handle):
    handle(lambda run: 1 / 0, max_attempts=2)
    job = start()
    cut_off(job)
    services.run(job.pk)
    assert (outcome(job), job.attempts) == ("queued", 1)
    Job.objects.update(run_after=timezone.now())
    services.run(job.pk)
    assert (outcome(job), job.attempts, job.kills) == ("failed", 2, 1)


def test_the_sweep_gives_up_a_job_that_was_cut_off_too_often_and_says_whose_fault_it_is(handle):
    told = []
    handle(lambda run: told.append("run"), max_attempts=1, on_failed=lambda job: told.append(job.pk))
    job = start()
    for _ in range(Job.MAX_KILLS):
        cut_off(job)
    services.run(job.pk)
    services.sweep()
    assert (outcome(job), job.attempts, job.kills, told) == ("failed", 1, Job.MAX_KILLS, [job.pk])
    assert "gangguan di sistem kami, bukan karena isinya" in job.message


def test_the_sweep_nudges_what_is_due_or_left_behind_and_nothing_else(handle, monkeypatch, settings):
    handle(lambda run: None)
    nudged = []
    monkeypatch.setattr(services, "nudge", nudged.append)
    now = timezone.now()
    long_ago = now - timedelta(seconds=settings.JOB_SWEEP_SECONDS + 1)
    lost = Job.objects.create(kind="test.work", subject="lost", nudged_at=long_ago)
    never = Job.objects.create(kind="test.work", subject="never")
    Job.objects.create(kind="test.work", subject="just nudged", nudged_at=now)
    Job.objects.create(kind="test.work", subject="later", run_after=now + timedelta(hours=1))
    dead = services.enqueue(kind="test.work", subject="dead")
    services._claim(dead.pk)
    Job.objects.filter(pk=dead.pk).update(lease_until=long_ago)
    services._claim(services.enqueue(kind="test.work", subject="alive").pk)
    assert services.sweep() == 3
    assert set(nudged) == {lost.pk, never.pk, dead.pk}


def test_a_broker_that_is_down_does_not_stop_the_person(handle, monkeypatch, django_capture_on_commit_callbacks):
    handle(lambda run: None)

    def refuse(*args, **kwargs):
        raise OSError("connection refused")

    monkeypatch.setattr(services.current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = start()
    assert outcome(job) == "queued"


def test_a_failed_job_can_be_started_again_by_hand_as_a_new_row(handle):
    handle(lambda run: None)
    job = start()
    Job.objects.filter(pk=job.pk).update(state="failed", attempts=3)
    job.refresh_from_db()
    again = services.retry_by_hand(job=job, by=User.objects.create_user("admin@example.id"))
    services.run(again.pk)
    assert (outcome(job), outcome(again)) == ("failed", "done")
    assert AuditEntry.objects.get().action == "core.job.retried"
    with pytest.raises(services.NotRetryable):
        services.retry_by_hand(job=again, by=None)
