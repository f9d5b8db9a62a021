"""Reads what the outbox would send."""

import re

from core.jobs import services
from core.jobs.models import Job
from core.messages.models import Notification


def deliver_all() -> None:
    for job in Job.objects.filter(kind="core.send_notification", state=Job.State.QUEUED):
        services.run(job.pk)


def latest_to(address: str) -> Notification:
    return Notification.objects.filter(address=address).latest("pk")


def code_for(address: str) -> str:
    match = re.search(r"^\d{6}$", latest_to(address).body_text, re.MULTILINE)
    assert match is not None
    return match.group()


def link_for(address: str) -> str:
    """The path of the one-time link in the latest mail."""
    match = re.search(r"/akun/tautan/[\w-]{43}/", latest_to(address).body_text)
    assert match is not None
    return match.group()
