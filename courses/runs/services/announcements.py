"""Publishes, edits and deletes announcements."""

import uuid
from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.signals import announcement_published

EDITABLE_FIELDS = ("title", "text", "pinned")


@transaction.atomic
def announcement_publish(
    *, run: CourseRun, title: str, text: str, pinned: bool, by: AbstractBaseUser, token: uuid.UUID
) -> Announcement:
    """Store the announcement and send ``announcement_published`` in one transaction. Idempotent by ``token``."""
    try:
        with transaction.atomic():
            announcement = Announcement.objects.create(
                run=run, title=title.strip(), text=text.strip(), pinned=pinned, author_id=by.pk, token=token
            )
    except IntegrityError:
        return Announcement.objects.get(token=token)
    audit_log.record(
        actor=by, action="courses.announcement.published", subject=announcement, after={"run": str(run.public_id)}
    )
    announcement_published.send(sender=Announcement, announcement=announcement, by=by)
    return announcement


@transaction.atomic
def announcement_edit(*, announcement: Announcement, by: AbstractBaseUser, changes: Mapping[str, object]) -> Announcement:
    """Change the text without notifying again. Without changes nothing is written, no audit entry either."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    changed = [name for name in EDITABLE_FIELDS if name in changes and getattr(announcement, name) != changes[name]]
    if not changed:
        return announcement
    for name in changed:
        setattr(announcement, name, changes[name])
    announcement.edited_at = timezone.now()
    announcement.save(update_fields=[*changed, "edited_at"])
    audit_log.record(actor=by, action="courses.announcement.edited", subject=announcement, after={"changed": changed})
    return announcement


@transaction.atomic
def announcement_delete(*, announcement: Announcement, by: AbstractBaseUser) -> None:
    """Delete the announcement. Messages already queued are sent; no further ones are created."""
    audit_log.record(
        actor=by,
        action="courses.announcement.deleted",
        subject=announcement,
        before={"run": str(announcement.run.public_id)},
        log=True,
    )
    Announcement.objects.filter(pk=announcement.pk).delete()
