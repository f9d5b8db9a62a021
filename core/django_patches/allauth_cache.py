"""allauth's rate limits and used TOTP codes are kept by the cache ``exact``.

So a lost cache refuses no log-in and lets no code be used twice.
"""

import allauth.core.internal.ratelimit as rate_limits
import allauth.mfa.totp.internal.auth as totp
from django.core.cache import caches
from django.utils.connection import ConnectionProxy


def install() -> None:
    exact = ConnectionProxy(caches, "exact")
    for module in (rate_limits, totp):
        if not hasattr(module, "cache"):
            raise RuntimeError(f"{module.__name__} no longer keeps its counts in the default cache")
        module.cache = exact  # type: ignore[assignment]
