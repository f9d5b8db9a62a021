"""Slows down whoever sends a form again and again. Who that is gets forgotten: only a keyed hash counts, for a while."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from core.people.counters import Limit


def is_too_often(request: HttpRequest, *, action: str, most: int, seconds: int, who: str = "") -> bool:
    """Count it; True from the one after ``most`` within ``seconds`` of the first.

    Counts by address, and then the limit must be generous: a village may share one. ``who`` (the key of an account) counts
    one person instead, wherever they are.
    """
    limit = Limit(f"requests {action}", most, timedelta(seconds=seconds))
    return not limit.consume(f"account {who}" if who else get_adapter().get_client_ip(request))
