"""Saying something to a class, putting it right, taking it back."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit.services import audit_log
from courses.runs.models.announcement import Announcement
from courses.runs.models.run import CourseRun
from courses.runs.signals import announcement_published

WRITTEN = ("title", "text", "pinned")


@transaction.atomic
def announcement_publish(
    *, run: CourseRun, title: str, text: str, pinned: bool, by: AbstractBaseUser, token: uuid.UUID
) -> Announcement:
    """Show it in the class and have its participants told, in one transaction. The same ``token`` again changes nothing."""
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
def announcement_edit(*, announcement: Announcement, by: AbstractBaseUser, changes: Mapping[str, Any]) -> Announcement:
    """Put right what was said; nobody is told a second time. What stays the same leaves no trace."""
    announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    changed = [name for name in WRITTEN if name in changes and getattr(announcement, name) != changes[name]]
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
    """Take it out of the class. Messages that have left stay where they are; those not yet made are not made."""
    audit_log.record(
        actor=by,
        action="courses.announcement.deleted",
        subject=announcement,
        before={"run": str(announcement.run.public_id)},
        log=True,
    )
    Announcement.objects.filter(pk=announcement.pk).delete()
