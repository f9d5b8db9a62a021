"""Finished public pages, kept in the cache that all processes share and dropped everywhere at once.

Every stored page belongs to a *generation*: a random token that lies in the shared cache. A request reads the token
before it renders and stores under that token; a change removes the token after its commit, and the next request makes
another. So a page that was being rendered while an editor published is stored where nobody looks any more, and no process
keeps a copy of the token. A removal also succeeds on a full disk; one that fails stays owed (``core.pages.shared_cache``).
"""

import gzip
import hashlib
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

GENERATION_KEY = "pagecache:generation"
LIFETIME = 600
"""Seconds. Invalidation doesn't need it; it bounds how long a page lives when the process that published lost the cache."""

PAGE_NUMBER = "page"
_page_number = re.compile(r"[1-9][0-9]{0,3}")
_tracking = re.compile(r"utm_[a-z]+|fbclid|gclid|igshid")
_not_kept = {"content-length", "date", "set-cookie", "x-request-id"}
_personal_cookies = (settings.SESSION_COOKIE_NAME, "messages")
P = ParamSpec("P")
_reading: ContextVar[list[str] | None] = ContextVar("reading", default=None)
"""Inside a request that only reads: the token, once it was asked for."""


@dataclass(frozen=True)
class StoredPage:
    """A response ready to send. The body lies compressed: phones ask for nothing else, and the cache stays small."""

    headers: tuple[tuple[str, str], ...]
    compressed: bytes
    stored_at: float


@dataclass(frozen=True)
class Slot:
    """Where a request's page lies. Not ``storable`` when the address carries words that the page might repeat."""

    key: str
    storable: bool


def public_page(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Let the page cache keep what ``view`` answers to people without a session. Wagtail's pages need no such mark."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.is_public_page = True  # type: ignore[attr-defined]
        return response

    return marked


def invalidate() -> None:
    """Drop every stored page in every process, once the running transaction has committed."""
    transaction.on_commit(_new_generation, robust=True)


def invalidate_on_change(*changing: type[models.Model]) -> None:
    """Drop the stored pages whenever a row of these models is saved or removed (not by ``QuerySet.update``)."""
    for model in changing:
        post_save.connect(_on_change, sender=model, dispatch_uid=f"pagecache-{model._meta.label}")
        post_delete.connect(_on_change, sender=model, dispatch_uid=f"pagecache-{model._meta.label}")


class PageCacheMiddleware:
    """Stands before sessions, so that a stored page costs two reads of the cache and nothing else.

    Answers only GETs without a session; keeps only what is the same for all of them. ``X-Page-Cache`` says hit or miss.
    A cache that is down makes pages slower, never unavailable.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reading = _reading.set([] if request.method in {"GET", "HEAD"} else None)
        try:
            return self._answer(request)
        finally:
            _reading.reset(reading)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        slot = _slot(request)
        if slot is None:
            return self.get_response(request)
        stored = _read(slot.key)
        if stored is not None:
            return _send(request, stored, "hit")
        response = self.get_response(request)
        if not _same_for_everyone(request, response):
            return response
        stored = _freeze(response)
        if slot.storable:
            cache.set(slot.key, stored, timeout=LIFETIME)
        return _send(request, stored, "miss")


def _slot(request: HttpRequest) -> Slot | None:
    """The place of this request's page in the current generation; None when it goes past the cache.

    The manifest of static files is part of the place: a page of the last release never asks for its style sheets.
    """
    if not settings.PAGE_CACHE or request.method != "GET" or getattr(request, "is_dummy", False):
        return None
    if any(name in request.COOKIES for name in _personal_cookies) or "Authorization" in request.headers:
        return None
    query = _known_query(request.META.get("QUERY_STRING", ""))
    if query is None:
        return None
    number, has_tracking = query
    address = f"{request.scheme}://{request.get_host()}{request.path}?{number}"
    if (current := generation()) is None:
        return None
    release = getattr(staticfiles_storage, "manifest_hash", "")
    digest = hashlib.sha256(f"{release} {address}".encode()).hexdigest()
    return Slot(f"pagecache:{current}:{digest}", storable=not has_tracking)


def _known_query(query: str) -> tuple[str, bool] | None:
    """The page number and whether tracking words were left out; None for any query that pages aren't known to take."""
    if not query:
        return "", False
    if len(query) > 1000:
        return None
    number, has_tracking = "", False
    for name, value in parse_qsl(query, keep_blank_values=True):
        if _tracking.fullmatch(name):
            has_tracking = True
        elif name == PAGE_NUMBER and not number and _page_number.fullmatch(value):
            number = value
        else:
            return None
    return number, has_tracking


def _same_for_everyone(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether nothing in this answer belongs to one visitor: no cookie set or read, no token, no private directive."""
    match = request.resolver_match
    is_public = getattr(response, "is_public_page", False) or (match is not None and match.url_name == "wagtail_serve")
    return (
        is_public
        and isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not response.has_header("Content-Encoding")
        and "cookie" not in response.get("Vary", "").lower()
        and not re.search("private|no-store", response.get("Cache-Control", "").lower())
    )


def _freeze(response: HttpResponseBase) -> StoredPage:
    """Compress once. Public pages hold no secret beside a visitor's words, so BREACH finds nothing to measure."""
    assert isinstance(response, HttpResponse)
    body = response.content
    response["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    kept = tuple((name, value) for name, value in response.items() if name.lower() not in _not_kept)
    return StoredPage(kept, gzip.compress(body, compresslevel=6, mtime=0), time.time())


def _send(request: HttpRequest, stored: StoredPage, how: str) -> HttpResponseBase:
    """The stored page as this client can read it, or 304 when it has it already."""
    if _accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(stored.compressed, headers=dict(stored.headers))
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(stored.compressed), headers=dict(stored.headers))
    response["Content-Length"] = str(len(response.content))
    response["X-Page-Cache"] = how
    response["Age"] = str(max(0, int(time.time() - stored.stored_at)))
    return get_conditional_response(request, etag=dict(stored.headers)["ETag"], response=response) or response


def _accepts_gzip(accepted: str) -> bool:
    return any(
        part.split(";")[0].strip().lower() == "gzip" and not re.search(r";\s*q=0(\.0*)?\s*$", part)
        for part in accepted.split(",")
    )


def generation() -> str | None:
    """The current token, None from a cache that is down. Processes that find none agree on the first one stored.

    A request that only reads has the one token with which it began: what it keeps belongs to that generation or to an
    older one, and nothing that it shows is newer than another part of it.
    """
    reading = _reading.get()
    if reading:
        return reading[0]
    found = cache.get(GENERATION_KEY)
    if found is None:
        cache.add(GENERATION_KEY, secrets.token_hex(8), timeout=None)
        found = cache.get(GENERATION_KEY)
    if found is None:
        return None
    if reading is not None:
        reading.append(str(found))
    return str(found)


def _new_generation() -> None:
    cache.delete(GENERATION_KEY)
    if reading := _reading.get():
        reading.clear()


def _read(key: str) -> StoredPage | None:
    found = cache.get(key)
    return found if isinstance(found, StoredPage) else None


def _on_change(**kwargs: Any) -> None:
    invalidate()
