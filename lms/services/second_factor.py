"""The encrypted secrets behind security codes; allauth keeps them inside JSON, out of reach of an encrypted field."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from core import crypto

SECRET_KEYS = ("secret", "seed")


@transaction.atomic
def renew_secrets() -> int:
    """Re-encrypt every secret under the newest key; how many changed."""
    return sum(_renew(authenticator) for authenticator in Authenticator.objects.select_for_update().order_by("pk"))


def _renew(authenticator: Authenticator) -> int:
    stale = [key for key in SECRET_KEYS if key in authenticator.data and not crypto.is_current(authenticator.data[key])]
    if not stale:
        return 0
    for key in stale:
        authenticator.data[key] = crypto.renew(authenticator.data[key])
    authenticator.save(update_fields=["data"])
    return 1
