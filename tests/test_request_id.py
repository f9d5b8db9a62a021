"""One id from the answer's header through the job's row to the worker's log line."""

import io
import json
import logging
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.registry import job_handler
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.operations.logs import JsonLines
from tests.databases import copy_to_state
from tests.environment import ROOT, bare_environment, run_python


@job_handler("tests.say", label="Bicara")
def say(run: JobRun) -> None:
    logging.getLogger("tests.say").info("bicara")


def start_job(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(enqueue(kind="tests.say", subject="test:1").pk))


urlpatterns = [path("mulai/", start_job), path("", include("config.urls"))]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What a process with these settings writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("tests.say")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.urls("tests.test_request_id")
def test_the_id_of_a_request_is_on_its_job_and_in_the_log_of_the_work(client: Client, lines: io.StringIO) -> None:
    response = client.get("/mulai/")
    job = Job.objects.get(pk=response.content.decode())
    jobs.run(job.pk)
    told = json.loads(lines.getvalue())
    assert len(response.headers["X-Request-ID"]) == 32
    assert job.request_id == response.headers["X-Request-ID"]
    assert (told["message"], told["request_id"]) == ("bicara", job.request_id)


@pytest.mark.django_db
@pytest.mark.urls("tests.test_request_id")
def test_the_id_that_nginx_gave_is_kept_and_a_made_up_one_is_not(client: Client) -> None:
    given = uuid.uuid4().hex
    assert client.get("/healthz", headers={"x-request-id": given}).headers["X-Request-ID"] == given
    answered = client.get("/healthz", headers={"x-request-id": "<script>"}).headers["X-Request-ID"]
    assert uuid.UUID(answered)


QUEUE_ONE = """
import django; django.setup()
from django_guid import set_guid
from core.models import Notification
from core.messages.services import notify, register_category
set_guid("{id}")
register_category("uji", label="Uji", optional=True)
channel = Notification.Channel.CONSOLE
notify(key="uji", category="uji", address="siti@example.id", subject="s", body_text="b", channel=channel)
"""


@pytest.mark.services
def test_a_real_worker_logs_the_id_of_the_request_it_works_for(tmp_path: Path) -> None:
    """A worker process on the file broker and a database of its own; its log is the proof."""
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    copy_to_state(tmp_path)
    given = uuid.uuid4().hex
    assert run_python("-c", QUEUE_ONE.format(id=given), var=tmp_path, **environment).returncode == 0
    log = tmp_path / "worker.log"
    with log.open("w") as output:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo"],
            cwd=ROOT,
            env=bare_environment(var=tmp_path, **environment),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        told = _wait_for_success(log)
    finally:
        worker.terminate()
        worker.wait(20)
    assert told["request_id"] == given
    assert "siti@example.id" not in log.read_text()


def _wait_for_success(log: Path) -> dict[str, str]:
    """The worker's line about the finished task, within a minute."""
    for _ in range(240):
        for line in log.read_text().splitlines():
            if line.startswith("{") and "core.run_job" in line and "succeeded" in line:
                return json.loads(line)
        time.sleep(0.25)
    raise AssertionError(log.read_text())
