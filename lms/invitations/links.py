"""The link of an invitation: signed, for a while, for one use, and without a word about the person.

It carries the invitation's number and a fingerprint of address and password. Acceptance sets a password, and staff who
correct an address change that: every link sent before is then worth nothing.
"""

import hmac

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from lms.invitations.models import LINK_LIFE, Invitation

_SALT = "lms.invitation"


class LinkUnknown(ValueError):
    """No link of ours, or one for an address or password that has changed since."""


class LinkExpired(ValueError):
    """Ours, but too old."""


class LinkUsed(ValueError):
    """The invitation has been accepted."""


def link_of(invitation: Invitation) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("lms_invitation", args=[token_of(invitation)])


def token_of(invitation: Invitation) -> str:
    return signing.dumps([invitation.pk, _fingerprint(invitation)], salt=_SALT)


def invitation_of(token: str) -> Invitation:
    """Raises LinkUnknown, LinkExpired or LinkUsed."""
    try:
        number, fingerprint = signing.loads(token, salt=_SALT, max_age=LINK_LIFE)
    except signing.SignatureExpired:
        raise LinkExpired from None
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkUnknown from None
    invitation = Invitation.objects.select_related("user", "course_run__course").filter(pk=number).first()
    if invitation is None:
        raise LinkUnknown
    if invitation.accepted_at is not None:
        raise LinkUsed
    if not hmac.compare_digest(fingerprint, _fingerprint(invitation)):
        raise LinkUnknown
    return invitation


def _fingerprint(invitation: Invitation) -> str:
    user = invitation.user
    return salted_hmac(_SALT, f"{user.pk}|{user.email}|{user.password}", algorithm="sha256").hexdigest()[:20]
