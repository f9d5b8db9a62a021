"""Invitations to accounts created by staff: sending, acceptance, purge."""

import logging
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from core.imports.models import ImportRun
from core.messages.services import notify
from courses.runs.models.run import CourseRun
from lms.consents.models import Consent
from lms.consents.services import consent_give
from lms.invitations.links import LinkUsed, link_of
from lms.invitations.models import LINK_LIFE, RETENTION, Invitation
from lms.privacy.services.erasure import account_remove, is_staff_account
from lms.profile.services.profile import details_clear
from lms.users.models import User

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=10)
"""Minimum time between two mails to one person."""
MOST_SENT = 10
"""Mails to one person by public request; more only by staff, so that the public form can't be used for spam."""
SWEEP = 200


class TooSoon(ValueError):
    """The last mail has left only a moment ago."""


def invitation_create(
    *, user: User, by: User, import_run: ImportRun | None = None, course_run: CourseRun | None = None
) -> Invitation:
    """Invite the owner of a new account. Part of the transaction that opens it."""
    now = timezone.now()
    invitation = Invitation.objects.create(
        user=user, invited_by=by, import_run=import_run, course_run=course_run, **_times(now)
    )
    _send(invitation)
    return invitation


@transaction.atomic
def invitation_resend(*, invitation: Invitation, by: User | None) -> Invitation:
    """Send a new link; ``by`` is None when the person requested it. Raises LinkUsed or TooSoon."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("user").get(pk=invitation.pk)
    if not is_waiting(invitation):
        raise LinkUsed
    now = timezone.now()
    if now - invitation.sent_at < PAUSE or (by is None and invitation.times_sent >= MOST_SENT):
        raise TooSoon
    for name, value in _times(now).items():
        setattr(invitation, name, value)
    invitation.times_sent += 1
    invitation.save(update_fields=["sent_at", "expires_at", "times_sent"])
    audit_log.record(actor=by, action="lms.invitation.resent", subject=invitation, after={"times": invitation.times_sent})
    _send(invitation)
    return invitation


def invitation_renew(*, email: str) -> bool:
    """Whether this address waits for its owner's yes; then a new link is on its way, or was a moment ago.

    The outcome is visible only in the mailbox: the caller's response is always the same.
    """
    invitation = Invitation.objects.select_related("user").filter(user__email__iexact=email.strip()).first()
    if invitation is None or not is_waiting(invitation):
        return False
    try:
        invitation_resend(invitation=invitation, by=None)
    except (LinkUsed, TooSoon):
        logger.info("An invitation was requested again too soon.")
    return True


@transaction.atomic
def invitation_accept(
    *, invitation: Invitation, password: str, consent_version: str, class_data_version: str | None
) -> User:
    """The person's yes: password, consents, proven address; the account is open from now on.

    Without consent to class data (None), what staff brought for classes is removed. Raises LinkUsed (a double tap) or
    OutdatedText.
    """
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.accepted_at is not None or user.has_usable_password():
        raise LinkUsed
    user.set_password(password)
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    consent_give(user=user, purpose=Consent.Purpose.ACCOUNT, version=consent_version)
    if class_data_version:
        consent_give(user=user, purpose=Consent.Purpose.CLASS_DATA, version=class_data_version)
    else:
        details_clear(user=user)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    audit_log.record(actor=user, action="lms.invitation.accepted", subject=invitation)
    return user


def invitations_purge() -> int:
    """Delete accounts not accepted within RETENTION after the last mail; return how many."""
    old = Invitation.objects.filter(accepted_at=None, sent_at__lt=timezone.now() - RETENTION)
    return sum(_purge(number) for number in old.values_list("pk", flat=True).order_by("sent_at")[:SWEEP])


def is_waiting(invitation: Invitation) -> bool:
    return invitation.accepted_at is None and not invitation.user.has_usable_password()


@transaction.atomic
def _purge(number: int) -> bool:
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("user").filter(pk=number).first()
    if invitation is None or invitation.sent_at >= timezone.now() - RETENTION:
        return False
    if not is_waiting(invitation) or is_staff_account(invitation.user):
        return False
    account_remove(user=invitation.user, by=None)
    return True


def collected(*, user: User, by: User, what: str) -> None:
    """Record in the processing log that staff collected data of a person before consent."""
    processing_log.log(
        person=user, actor=by, kind=ProcessingEntry.Kind.COLLECT, what=what[:120], reason="berkas impor peserta"
    )


def _times(now: datetime) -> dict[str, datetime]:
    return {"sent_at": now, "expires_at": now + LINK_LIFE}


def _send(invitation: Invitation) -> None:
    """One mail for each time of sending. The text holds the link, so it is wiped once it has left."""
    context = {
        "user": invitation.user,
        "run": invitation.course_run,
        "link": link_of(invitation),
        "expires_at": invitation.expires_at,
        "kept_days": RETENTION.days,
    }
    prefix = "account/email/invitation"
    notify(
        key=f"undangan:{invitation.pk}:{invitation.times_sent}",
        category="akun",
        address=invitation.user.email,
        recipient=invitation.user,
        subject=render_to_string(f"{prefix}_subject.txt", context),
        body_text=render_to_string(f"{prefix}_message.txt", context).strip(),
        body_html=render_to_string(f"{prefix}_message.html", context).strip(),
        sensitive=True,
    )
