"""Tells people which pages to review: once a page, day and stage, in one message a person and run."""

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from core.jobs.models import Job
from core.jobs.services import enqueue
from core.messages.services import notify
from core.publishing.reviews.models import ReviewNotice
from core.publishing.reviews.rules import Stage
from core.publishing.reviews.selectors import (
    CATEGORY,
    DueReview,
    Recipient,
    due_reviews,
    not_yet_notified,
    possible_recipients,
    recipients,
)

logger = logging.getLogger(__name__)

JOB_KIND = "core.remind_of_reviews"


def enqueue_for(day: dt.date) -> bool:
    """Have the reminders of ``day`` sent, once however often beat asks; False when they were asked for already."""
    subject = f"reviews:{day}"
    if Job.objects.filter(kind=JOB_KIND, subject=subject).exists():
        return False
    enqueue(kind=JOB_KIND, subject=subject)
    return True


@transaction.atomic
def remind(*, today: dt.date) -> int:
    """Put today's messages into the outbox and note what was told; return the number of messages.

    A page's stage lasts until the next begins, so that a day on which the system was down only delays its message. Notes and
    messages are one transaction: a run that dies half-way has told nobody. What nobody may hear of, or everybody has
    switched off, isn't noted, and is told once there is somebody.
    """
    reviews = not_yet_notified(due_reviews(today=today))
    people = possible_recipients() if reviews else []
    hearers = {review: recipients(review.page, people) for review in reviews}
    told = [review for review in reviews if any(person.wants for person in hearers[review])]
    if len(told) < len(reviews):
        logger.warning("Nobody may or wants to be told about %d pages to review.", len(reviews) - len(told))
    ReviewNotice.objects.bulk_create(
        ReviewNotice(page_id=review.page.pk, due=review.due, stage=review.stage) for review in told
    )
    messages = [(person, [review for review in told if person in hearers[review]]) for person in people]
    messages = [(person, own) for person, own in messages if own]
    for person, own in messages:
        _tell(person, own)
    return len(messages)


def _tell(person: Recipient, reviews: list[DueReview]) -> None:
    """The key holds the first page with its day and stage, which is told once: a second run finds nothing to say again."""
    first = reviews[0]
    notify(
        key=f"peninjauan:{person.user.pk}:{first.page.pk}:{first.due}:{first.stage}",
        category=CATEGORY,
        address=person.address,
        subject=f"{len(reviews)} halaman perlu ditinjau",
        body_text=digest(person.user.get_full_name(), reviews),
        recipient=person.user,
    )


def digest(name: str, reviews: list[DueReview]) -> str:
    """The message in plain text: pages by stage, the most urgent first, each with the address of its edit screen."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    groups = [(stage, [review for review in reviews if review.stage == stage]) for stage in reversed(Stage)]
    entries = [
        (stage.label, [(review, base + reverse("wagtailadmin_pages:edit", args=[review.page.pk])) for review in own])
        for stage, own in groups
        if own
    ]
    context = {"name": name, "groups": entries, "account_url": base + reverse("wagtailadmin_account")}
    return render_to_string("core/publishing/mail/reviews.txt", context).strip()
