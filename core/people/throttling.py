"""Slows down whoever sends a form again and again. Who that is gets forgotten: only a keyed hash counts, for a while."""

import hashlib
import hmac
import logging
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def is_too_often(request: HttpRequest, *, action: str, most: int, seconds: int, who: str = "") -> bool:
    """Count it; True from the one after ``most`` in this stretch of ``seconds``. A cache that is down stops no one.

    Counts by address, and then the limit must be generous: a village may share one. ``who`` (the key of an account) counts
    one person instead, wherever they are.
    """
    stretch = int(time.time() // seconds)
    key = f"throttle:{action}:{stretch}:{_caller(request, who)}"
    try:
        cache.add(key, 0, timeout=seconds)
        count = cache.incr(key)
        cache.touch(key, seconds)  # a cache of files forgets the time when it counts
        return int(count) > most
    except ValueError:  # the count ran out between the calls
        return False
    except Exception:  # each cache client has errors of its own
        logger.exception("The cache can't count requests; nobody is slowed down.")
        return False


def _caller(request: HttpRequest, who: str) -> str:
    caller = f"account {who}" if who else get_adapter().get_client_ip(request)
    return hmac.new(settings.SECRET_KEY.encode(), f"throttle {caller}".encode(), hashlib.sha256).hexdigest()[:32]
