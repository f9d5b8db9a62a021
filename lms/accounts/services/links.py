"""One-time links by mail: made with a code, used once."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.utils import filter_users_by_email
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from core.audit.services import audit_log
from lms.accounts.models import OneTimeLink
from lms.users.models import User

LIFE = timedelta(seconds=settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
KEPT = timedelta(days=1)
"""An ended link is recognised for a day, so that it gets an explanation."""

PURPOSES = {
    "account/email/email_confirmation": OneTimeLink.Purpose.VERIFY,
    "account/email/email_confirmation_signup": OneTimeLink.Purpose.VERIFY,
    "account/email/password_reset_code": OneTimeLink.Purpose.RESET,
    "account/email/login_code": OneTimeLink.Purpose.LOG_IN,
}
"""allauth's mails with a code, and what the link in each does."""


class LinkEnded(ValueError):
    """No link of ours, or one that is used, too old, or older than the password."""


def link_for_mail(template_prefix: str, *, email: str, user: object = None) -> str:
    """The address of a new link for one of allauth's mails; "" for a mail without a code, or without an account."""
    purpose = PURPOSES.get(template_prefix)
    if purpose is None:
        return ""
    if not isinstance(user, User):
        found = filter_users_by_email(email, is_active=True, prefer_verified=True)
        user = found[0] if found else None
    return link_create(user=user, purpose=purpose, email=email) if isinstance(user, User) else ""


def link_create(*, user: User, purpose: OneTimeLink.Purpose, email: str) -> str:
    """The whole address, which is known to nobody but the receiver of the mail."""
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        user=user,
        email=email,
        fingerprint=_fingerprint(user),
        expires_at=timezone.now() + LIFE,
    )
    return settings.SITE_URL.rstrip("/") + reverse("lms_one_time_link", args=[token])


def link_of(token: str) -> OneTimeLink:
    """The link, while it may be used. Raises LinkEnded."""
    link = OneTimeLink.objects.select_related("user").filter(token_hash=_hash(token)).first()
    if link is None or link.used_at is not None or link.expires_at <= timezone.now():
        raise LinkEnded
    if not link.user.is_active or not constant_time_compare(link.fingerprint, _fingerprint(link.user)):
        raise LinkEnded
    return link


@transaction.atomic
def link_use(*, token: str) -> OneTimeLink:
    """Use the link up: of several requests at once one succeeds. Raises LinkEnded."""
    link = link_of(token)
    if OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()) == 0:
        raise LinkEnded
    audit_log.record(actor=link.user, action="lms.link.used", subject=link.user, after={"purpose": link.purpose})
    return link


def links_purge() -> int:
    """Delete what ended more than ``KEPT`` ago; return how many."""
    return OneTimeLink.objects.filter(expires_at__lt=timezone.now() - KEPT).delete()[0]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fingerprint(user: User) -> str:
    return salted_hmac("lms.one_time_link", f"{user.pk}|{user.password}", algorithm="sha256").hexdigest()[:20]
