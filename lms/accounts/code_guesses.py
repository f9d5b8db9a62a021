"""Guesses of one-time codes, counted in the database before a code is compared.

A session counts too (allauth's and ours), but parallel requests read the same session. Here each guess is one atomic update,
so that a code judges at most ``MOST_PER_CODE`` guesses and one address at most ``MOST_PER_DAY`` in 24 hours, over all
sessions. Addresses without an account count alike, so that the answers reveal nothing.
"""

from datetime import timedelta

from django.conf import settings

from core.people.counters import Limit

MOST_PER_CODE = settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS
MOST_PER_DAY = 60
"""Twelve codes of five guesses, as WhatsApp codes are limited: 1 in 16,000 a day to hit six digits."""

_PER_CODE = Limit("code", MOST_PER_CODE, timedelta(days=1))
_PER_DAY = Limit("codes of a day", MOST_PER_DAY, timedelta(days=1))


def may_be_judged(*, purpose: str, recipient: str, code: str, begun_at: float, user_id: object = None) -> bool:
    """Count one guess of the code that was sent to ``recipient``; False when it must not be compared any more.

    ``begun_at`` (UNIX time of the request for the code) keeps equal codes of two days apart. ``user_id`` is counted with the
    recipient, so that an account can't be tried by way of several addresses.
    """
    if not _PER_CODE.consume(f"{purpose}|{recipient}|{code}|{begun_at}"):
        return False
    subjects = [f"recipient {recipient}", *([f"account {user_id}"] if user_id else [])]
    return all(_PER_DAY.consume(subject) for subject in subjects)
