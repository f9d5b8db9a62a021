"""Queues a message, kills the worker at a failpoint, starts a successor, reports the outcome; helpers of the other drivers.

Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import json
import multiprocessing
import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import django

django.setup()

import celery.apps.worker  # noqa: E402
import celery.bin.worker  # noqa: E402, F401
from django.conf import settings  # noqa: E402

from config.celery import app as celery_app  # noqa: E402
from core.jobs import services as jobs  # noqa: E402
from core.jobs.models import Job  # noqa: E402
from core.messages import services  # noqa: E402
from core.messages.models import Notification  # noqa: E402

DEADLINE_SECONDS = 60
FORK = multiprocessing.get_context("fork")


class Worker:
    """A Celery worker in a process of its own. It waits, all imports done, until it is told where it will be killed."""

    def __init__(self) -> None:
        self._orders, orders = FORK.Pipe()
        self._process = FORK.Process(target=_work, args=(orders, os.getpid()), daemon=True)
        self._process.start()

    def start(self, point: str, *, beat: bool) -> None:
        self._orders.send((point, beat))

    def wait(self, timeout: float) -> int | None:
        """The code it ended with: less than nothing for a signal."""
        self._process.join(timeout)
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()


def _work(orders: Connection, parent: int) -> None:
    # Whoever forked it may be killed itself; the pipe would not tell, since the other worker holds its ends, too.
    while not orders.poll(0.1):
        if os.getppid() != parent:
            return
    settings.JOB_FAULT_POINT, beat = orders.recv()
    os.environ["CELERY_SKIP_CHECKS"] = "1"  # hundreds start here; those of the tests of flows look at all models first
    # Tasks in a thread of this process, so that a kill takes the worker whole. Not --pool solo: with RabbitMQ, the loop of
    # kombu 5.7 may sleep for ten seconds over an acknowledgement that it still has to send.
    command = ["--quiet", "worker", "--pool", "threads", "--concurrency", "1", "--loglevel", "ERROR"]
    # A name of its own: RabbitMQ gives a worker's control queue to one process only, and keeps it a moment after a kill.
    command += ["--hostname", f"{uuid.uuid4().hex}@%h", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    if beat:
        command += ["--beat", "--schedule", str(settings.VAR / f"beat-{os.getpid()}")]
    celery_app.start(command)


# Forked while nothing is open yet, so that they share no connection: one to be killed, one to take over.
_waiting = [Worker(), Worker()]


def worker(point: str = "", *, beat: bool = False) -> Worker:
    started = _waiting.pop()
    started.start(point, beat=beat)
    return started


@contextmanager
def successor() -> Iterator[None]:
    """A second worker, with the scheduler that finds abandoned jobs, until the block ends."""
    started = worker(beat=True)
    try:
        yield
    finally:
        started.terminate()
        started.wait(timeout=DEADLINE_SECONDS)


def run_queued_jobs() -> None:
    """In this process, so that the worker is killed in the job under test and not in one queued before."""
    for job in Job.objects.filter(state=Job.State.QUEUED):
        jobs.run(job.pk)


def wait_for(what: str, condition) -> None:
    end = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"timed out waiting until {what}")
        time.sleep(0.2)


def start_work(point: str) -> Notification:
    """One message in the outbox. For ``message.lost`` the broker never hears of it."""
    if point == "message.lost":
        jobs.nudge = lambda job_id: None
    services.register_category("uji", label="Uji", optional=False)
    return services.notify(
        key=f"kill:{point}:{os.getpid()}", category="uji", address="siti@example.id", subject="Uji", body_text="Isi"
    )


def mails() -> int:
    folder = Path(settings.EMAIL_FILE_PATH)
    return (
        sum(path.read_text().count("X-Si-Jawara-Notification:") for path in folder.glob("*.log")) if folder.exists() else 0
    )


def main(point: str) -> None:
    mails_before = mails()
    notification = start_work(point)
    job = Job.objects.get(subject=f"notification:{notification.pk}")
    exit_code = None
    if point != "message.lost":
        doomed = worker(point)
        exit_code = doomed.wait(timeout=DEADLINE_SECONDS)
    started = time.monotonic()
    with successor():
        wait_for("the job is done", lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists())
        recovery = time.monotonic() - started
    notification.refresh_from_db()
    job.refresh_from_db()
    result = {
        "point": point,
        "killed_by": exit_code,
        "recovery_seconds": round(recovery, 1),
        "notification": notification.state,
        "mails": mails() - mails_before,
        "jobs": Job.objects.filter(kind=job.kind, subject=job.subject).count(),
        "attempts": job.attempts,
        "kills": job.kills,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1])
