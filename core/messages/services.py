"""The outbox: queue each message once, deliver it, and record its delivery status."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.expressions import NegatedExpression
from django.utils import timezone

from core.audit.services import audit_log
from core.jobs.errors import JobError
from core.jobs.failpoints import failpoint
from core.jobs.models import Job
from core.jobs.run import JobRun
from core.jobs.services import enqueue
from core.messages.attachments import MissingAttachment
from core.messages.channels import CHANNELS
from core.messages.errors import ChannelError, HandoverUnclear, Refused
from core.messages.models import Notification, NotificationOptOut
from core.personal_data.fields import masked_phone
from core.registry import Registry


@dataclass(frozen=True)
class Category:
    """A kind of message. A person may opt out of ``optional`` ones; ``for_staff`` ones are sent to staff alone."""

    slug: str
    label: str
    optional: bool
    for_staff: bool = False


class UnknownCategory(LookupError):
    """No app has registered this category of message."""


class NotResendable(ValueError):
    """The message has neither failed nor is uncertain, or its text was deleted after sending."""


_categories: Registry[Category] = Registry("message categories")


def register_category(slug: str, *, label: str, optional: bool, for_staff: bool = False) -> None:
    _categories.register(slug, Category(slug, label, optional, for_staff))


def get_category(slug: str) -> Category:
    try:
        return _categories[slug]
    except KeyError:
        raise UnknownCategory(slug) from None


def optional_categories(*, for_staff: bool) -> list[Category]:
    """The categories one may opt out of, sorted by label; those for staff only with ``for_staff``."""
    offered = (one for one in _categories if one.optional and (for_staff or not one.for_staff))
    return sorted(offered, key=lambda one: one.label)


@transaction.atomic
def notify(
    *,
    key: str,
    category: str,
    address: str | None,
    subject: str,
    body_text: str,
    body_html: str = "",
    recipient: AbstractBaseUser | None = None,
    sensitive: bool = False,
    channel: str = Notification.Channel.EMAIL,
    template: str = Notification.Template.NOTICE,
) -> Notification:
    """Queue a message, once for each ``key`` however often this is called.

    A message that isn't sent is recorded too: in state ``opted_out``, or ``no_address`` for an empty ``address``.
    """
    state = _first_state(category=category, recipient=recipient, address=address)
    notification, created = Notification.objects.get_or_create(
        key=key,
        defaults={
            "category": category,
            "channel": channel,
            "recipient_id": recipient.pk if recipient is not None else None,
            **_address(channel, address or ""),
            "template": template,
            "subject": " ".join(subject.split())[:200],
            "body_text": body_text,
            "body_html": body_html,
            "sensitive": sensitive,
            "state": state,
        },
    )
    if created and state == Notification.State.QUEUED:
        _enqueue(notification, is_new=True)
    return notification


def _first_state(*, category: str, recipient: AbstractBaseUser | None, address: str | None) -> str:
    if get_category(category).optional and has_opted_out(user=recipient, category=category):
        return Notification.State.OPTED_OUT
    return Notification.State.QUEUED if address else Notification.State.NO_ADDRESS


def _address(channel: str, address: str) -> dict[str, str]:
    if channel != Notification.Channel.WHATSAPP or not address:
        return {"address": address}
    return {"address": masked_phone(address), "sealed_address": address}


def has_opted_out(*, user: AbstractBaseUser | None, category: str) -> bool:
    return user is not None and NotificationOptOut.objects.filter(user_id=user.pk, category=category).exists()


def not_opted_out(category: str) -> Exists | NegatedExpression:
    """An annotation for a query of accounts: whether the account has not opted out of ``category``."""
    return ~Exists(NotificationOptOut.objects.filter(user_id=OuterRef("pk"), category=category))


@transaction.atomic
def set_opt_out(*, user: AbstractBaseUser, category: str, opted_out: bool) -> None:
    """Opt ``user`` out of an optional category, or in again. Raises ValueError for one that isn't optional."""
    if not get_category(category).optional:
        raise ValueError(f"{category} can't be switched off.")
    rows = NotificationOptOut.objects.filter(user_id=user.pk, category=category)
    if opted_out:
        NotificationOptOut.objects.get_or_create(user_id=user.pk, category=category)
    else:
        rows.delete()


def deliver(run: JobRun, *, notification_id: int) -> None:
    """Submit one message to its delivery channel.

    ``sending`` is committed before submission. An attempt that finds it set follows a worker that died in between: it is
    unknown whether the message was submitted, so it becomes ``uncertain`` and is not sent again automatically.
    """
    notification = Notification.objects.filter(pk=notification_id).first()
    if notification is None:  # erased with its person while it waited
        return
    if notification.state == Notification.State.SENDING:
        with run.completing("Tidak pasti apakah pesan ini terkirim."):
            _move(notification, Notification.State.UNCERTAIN)
        return
    if not Notification.objects.filter(pk=notification.pk, state=Notification.State.QUEUED).update(
        state=Notification.State.SENDING
    ):
        return
    failpoint("notification.sending")
    state, job_message, error = _submit(notification)
    failpoint("notification.handed_over")
    with run.completing(job_message):
        _move(notification, state, error=error)


def _submit(notification: Notification) -> tuple[str, str, str]:
    """The new state, the message of the job and the error of the row. Raises JobError to retry."""
    try:
        CHANNELS[notification.channel].send(notification)
    except Refused as refusal:
        return Notification.State.FAILED, "Ditolak; tidak dicoba lagi.", str(refusal)
    except HandoverUnclear as error:
        return Notification.State.UNCERTAIN, "Tidak pasti apakah pesan ini terkirim.", str(error)
    except MissingAttachment as error:
        _move(notification, Notification.State.QUEUED, error=str(error))
        raise JobError(str(error)) from error
    except Exception as error:  # each channel raises its own types; the job retries
        reason = str(error) if isinstance(error, ChannelError) else type(error).__name__
        _move(notification, Notification.State.QUEUED, error=reason)
        raise JobError("Server pengirim pesan tidak menerima pesan ini.") from error
    return Notification.State.SENT, "Terkirim.", ""


def mark_failed(job: Job) -> None:
    """The last attempt failed: the message is ``failed``, or ``uncertain`` where its worker died while submitting."""
    states = Notification.State
    rows = Notification.objects.filter(pk=job.payload["notification"])
    rows.filter(state=states.SENDING).update(state=states.UNCERTAIN)
    rows.exclude(state__in=[states.SENT, states.UNCERTAIN]).update(state=states.FAILED)


@transaction.atomic
def resend(*, notification: Notification, by: AbstractBaseUser) -> None:
    """Queue a failed or uncertain message again, on a request of staff. Raises NotResendable."""
    resendable = [Notification.State.FAILED, Notification.State.UNCERTAIN]
    changed = (
        Notification.objects.filter(pk=notification.pk, state__in=resendable)
        .exclude(body_text="")
        .update(state=Notification.State.QUEUED, error="", delivery=Notification.Delivery.NONE, delivery_at=None)
    )
    if not changed:
        raise NotResendable(notification.pk)
    audit_log.record(actor=by, action="core.notification.resent", subject=notification, before={"state": notification.state})
    _enqueue(notification)


def _enqueue(notification: Notification, *, is_new: bool = False) -> None:
    enqueue(
        kind="core.send_notification",
        subject=f"notification:{notification.pk}",
        payload={"notification": notification.pk},
        subject_is_new=is_new,
    )


@transaction.atomic
def record_delivery_status(*, notification_id: int, status: str, reason: str = "") -> bool:
    """Record the delivery status that the gateway reports; return whether it changed anything.

    Reports are repeated and arrive in any order: an earlier stage never replaces a later one. A report also ends the state
    of a message that was uncertain or queued again.
    """
    rows = Notification.objects.select_for_update().filter(channel=Notification.Channel.WHATSAPP)
    notification = rows.filter(pk=notification_id).first()
    if notification is None or _STAGES.index(status) <= _STAGES.index(notification.delivery):
        return False
    if status == Notification.Delivery.FAILED:
        _settle(notification, Notification.State.FAILED, error=reason)
    elif notification.state != Notification.State.SENT:
        _settle(notification, Notification.State.SENT)
    Notification.objects.filter(pk=notification.pk).update(delivery=status, delivery_at=timezone.now())
    return True


# A message that was delivered or read can't fail any more.
_STAGES: list[str] = [
    Notification.Delivery.NONE,
    Notification.Delivery.SENT,
    Notification.Delivery.FAILED,
    Notification.Delivery.DELIVERED,
    Notification.Delivery.READ,
]


def _move(notification: Notification, state: str, *, error: str = "") -> None:
    """Leave ``sending``, unless a delivery report arrived before the response did."""
    if Notification.objects.filter(pk=notification.pk, state=Notification.State.SENDING).exists():
        _settle(notification, state, error=error)


def _settle(notification: Notification, state: str, *, error: str = "") -> None:
    changes: dict[str, object] = {"state": state, "error": error}
    if state == Notification.State.SENT:
        changes["sent_at"] = timezone.now()
        if notification.sensitive:
            changes |= {"body_text": "", "body_html": ""}
            if notification.recipient_id is None:  # an address that belongs to no account here
                changes |= {"address": "", "sealed_address": None}
    Notification.objects.filter(pk=notification.pk).update(**changes)
