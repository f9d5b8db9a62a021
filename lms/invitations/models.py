"""Invitations to accounts created by staff, and import runs of people."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.imports.models import ImportRun

LINK_LIFE = timedelta(days=14)
RETENTION = timedelta(days=90)
"""Unaccepted accounts are deleted this long after their last invitation."""
PEOPLE_KIND = "lms.people"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def in_state(self, state: str, *, at: datetime) -> "InvitationQuerySet":
        waiting = Q(accepted_at=None)
        conditions = {
            Invitation.State.ACCEPTED: ~waiting,
            Invitation.State.PENDING: waiting & Q(expires_at__gt=at),
            Invitation.State.EXPIRED: waiting & Q(expires_at__lte=at),
        }
        return self.filter(conditions[Invitation.State(state)])


class Invitation(models.Model):
    """One an account. Until it is accepted the account has no password, no consent and is not active."""

    class State(models.TextChoices):
        """Follows from the times; it is stored nowhere."""

        PENDING = "pending", "menunggu"
        ACCEPTED = "accepted", "diterima"
        EXPIRED = "expired", "tautan kedaluwarsa"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="peserta", on_delete=models.CASCADE, related_name="invitation"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diundang oleh", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    import_run = models.ForeignKey(
        "core.ImportRun", verbose_name="dari berkas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    course_run = models.ForeignKey(
        "courses.CourseRun", verbose_name="untuk kelas", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField("dikirim")
    expires_at = models.DateTimeField("berlaku sampai")
    times_sent = models.PositiveSmallIntegerField("kali dikirim", default=1)
    accepted_at = models.DateTimeField("diterima", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        default_permissions = ("view", "change")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="lms_invitation_expires_later"),
        ]
        indexes = [models.Index(fields=["sent_at"], condition=Q(accepted_at=None), name="lms_invitation_waiting")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def state(self) -> "Invitation.State":
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.PENDING

    def get_state_display(self) -> str:
        return str(self.state.label)


class PeopleImports(models.Manager["PeopleImport"]):
    def get_queryset(self) -> models.QuerySet["PeopleImport"]:
        return super().get_queryset().filter(kind=PEOPLE_KIND)


class PeopleImport(ImportRun):
    """An import run of people, with its own permissions: ``add`` includes applying."""

    objects: ClassVar[PeopleImports] = PeopleImports()

    class Meta:
        proxy = True
        verbose_name = "impor peserta"
        verbose_name_plural = "impor peserta"
        default_permissions = ("add", "view")
