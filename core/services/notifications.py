"""The outbox: say something to somebody exactly once, and know what became of it."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.faults import reach
from core.jobs import JobError, JobRun, enqueue
from core.models import Job, Notification, NotificationOptOut

from . import audit
from .channels import CHANNELS


@dataclass(frozen=True)
class Category:
    """A kind of message. ``optional`` ones can be switched off by the person."""

    slug: str
    label: str
    optional: bool


class UnknownCategory(LookupError):
    """No app has registered this category of message."""


class NotResendable(ValueError):
    """Only messages that failed or are uncertain may be sent again; a secret one's text is gone."""


_categories: dict[str, Category] = {}


def register_category(slug: str, *, label: str, optional: bool) -> None:
    _categories[slug] = Category(slug, label, optional)


def get_category(slug: str) -> Category:
    try:
        return _categories[slug]
    except KeyError:
        raise UnknownCategory(slug) from None


@transaction.atomic
def notify(
    *,
    key: str,
    category: str,
    address: str,
    subject: str,
    body_text: str,
    body_html: str = "",
    recipient: AbstractBaseUser | None = None,
    sensitive: bool = False,
    channel: str = Notification.Channel.EMAIL,
) -> Notification:
    """Queue a message, once for each ``key`` however often this is called.

    A person's opt-out of an optional category is kept as a row in state ``opted_out``: what was not said is known too.
    """
    unwanted = get_category(category).optional and has_opted_out(user=recipient, category=category)
    notification, created = Notification.objects.get_or_create(
        key=key,
        defaults={
            "category": category,
            "channel": channel,
            "recipient_id": recipient.pk if recipient is not None else None,
            "address": address,
            "subject": " ".join(subject.split())[:200],
            "body_text": body_text,
            "body_html": body_html,
            "sensitive": sensitive,
            "state": Notification.State.OPTED_OUT if unwanted else Notification.State.QUEUED,
        },
    )
    if created and not unwanted:
        _enqueue(notification)
    return notification


def has_opted_out(*, user: AbstractBaseUser | None, category: str) -> bool:
    return user is not None and NotificationOptOut.objects.filter(user_id=user.pk, category=category).exists()


@transaction.atomic
def set_opt_out(*, user: AbstractBaseUser, category: str, opted_out: bool) -> None:
    """Switch an optional category off or on. Raises ValueError for one an account can't do without."""
    if not get_category(category).optional:
        raise ValueError(f"{category} can't be switched off.")
    rows = NotificationOptOut.objects.filter(user_id=user.pk, category=category)
    if opted_out:
        NotificationOptOut.objects.get_or_create(user_id=user.pk, category=category)
    else:
        rows.delete()


def deliver(run: JobRun, *, notification_id: int) -> None:
    """Hand one message to its channel.

    ``sending`` is committed before the hand-over. Whoever finds it already set holds the lease of a worker that died in
    between: nobody can know whether the message left, so it becomes ``uncertain`` and is not sent a second time by itself.
    """
    notification = Notification.objects.get(pk=notification_id)
    if notification.state == Notification.State.SENDING:
        with run.completing("Tidak pasti apakah pesan ini terkirim."):
            _move(notification, Notification.State.UNCERTAIN)
        return
    if not Notification.objects.filter(pk=notification.pk, state=Notification.State.QUEUED).update(
        state=Notification.State.SENDING
    ):
        return
    reach("notification.sending")
    try:
        CHANNELS[notification.channel].send(notification)
    except Exception as error:  # each channel has errors of its own; the job tries again
        _move(notification, Notification.State.QUEUED, error=type(error).__name__)
        raise JobError("Server pengirim pesan tidak menerima pesan ini.") from error
    reach("notification.handed_over")
    with run.completing("Terkirim."):
        _move(notification, Notification.State.SENT)


def mark_failed(job: Job) -> None:
    """The last attempt is over; staff see the message as failed and may send it again."""
    Notification.objects.filter(pk=job.payload["notification"]).exclude(state=Notification.State.SENT).update(
        state=Notification.State.FAILED
    )


@transaction.atomic
def resend(*, notification: Notification, by: AbstractBaseUser) -> None:
    """Send a failed or uncertain message again, at a staff member's word. Raises NotResendable."""
    resendable = [Notification.State.FAILED, Notification.State.UNCERTAIN]
    changed = (
        Notification.objects.filter(pk=notification.pk, state__in=resendable)
        .exclude(body_text="")
        .update(state=Notification.State.QUEUED, error="")
    )
    if not changed:
        raise NotResendable(notification.pk)
    audit.record(actor=by, action="core.notification.resent", subject=notification, before={"state": notification.state})
    _enqueue(notification)


def _enqueue(notification: Notification) -> None:
    enqueue(
        kind="core.send_notification",
        subject=f"notification:{notification.pk}",
        payload={"notification": notification.pk},
    )


def _move(notification: Notification, state: str, *, error: str = "") -> None:
    changes: dict[str, object] = {"state": state, "error": error}
    if state == Notification.State.SENT:
        changes["sent_at"] = timezone.now()
        if notification.sensitive:
            changes |= {"body_text": "", "body_html": ""}
    Notification.objects.filter(pk=notification.pk).update(**changes)
