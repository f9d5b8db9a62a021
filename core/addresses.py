"""Addresses by name, worked out once: the same few stand in every page of a class, whoever reads it."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

MOST = 5_000


def address(name: str, *args: Any, current_app: str | None = None, **kwargs: Any) -> str:
    """What ``django.urls.reverse`` gives. Raises NoReverseMatch."""
    if not all(isinstance(value, Hashable) for value in (*args, *kwargs.values())):
        return reverse(name, args=args, kwargs=kwargs, current_app=current_app)
    kinds = tuple(map(type, (*args, *kwargs.values())))  # 1 and True are the same key and not the same address
    where = (get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), current_app)
    return _worked_out(name, where, args, tuple(kwargs.items()), kinds)


@lru_cache(maxsize=MOST)
def _worked_out(
    name: str,
    where: tuple[Any, str, str | None],
    args: tuple[Any, ...],
    kwargs: tuple[tuple[str, Any], ...],
    kinds: tuple[type, ...],
) -> str:
    urlconf, _, current_app = where
    return reverse(name, urlconf, args, dict(kwargs), current_app)
