"""An OPDS feed, page by page, becomes one import."""

import hashlib
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import File
from django.db import IntegrityError
from django.utils import timezone

from core.fetching.address import read_address
from core.fetching.client import Fetched, Limits, fetch
from core.fetching.errors import FetchError
from core.fetching.selectors import may_visit
from core.files.uploads.checks import UploadRefused
from core.imports import services as imports
from core.imports.models import ImportRun
from core.jobs.failpoints import failpoint
from core.jobs.run import JobRun
from core.sandbox import parent as sandbox
from elibrary.catalogue.services.imports import catalogue_upload
from elibrary.formats.opds import pages
from elibrary.sources.inbox.waiting import SourceError
from elibrary.sources.models import CatalogueSource, SourceFile
from elibrary.sources.services.files import Found, run_options

ACCEPT = "application/opds+json, application/atom+xml;profile=opds-catalog, application/atom+xml;q=0.9, */*;q=0.1"
MOST_PAGES = 500
MOST_SECONDS = 20 * 60
MOST_BYTES_A_PAGE = 32 * 1024 * 1024
FULL_READ_INTERVAL = timedelta(days=1)
"""Interval of reading all pages: later pages may change while the first one doesn't."""
MOST_BYTES = 140 * 1024 * 1024
"""Of all pages: the file that holds them is a third larger, and has to stay below the limit of an import."""


@dataclass
class _Feed:
    """What is known on the way: since when, where we have been, what was there, how much of it."""

    began: datetime
    addresses: set[str]
    contents: set[str]
    size: int = 0
    pages: int = 0
    has_books: bool = False
    first: Fetched | None = None
    note: str = ""


def feed_take(job: JobRun, source: CatalogueSource, *, whole: bool) -> Found:
    """``whole``: also read the feed when its server answers "not modified", as once a day. Raises SourceError."""
    whole = whole or _is_full_read_due(source)
    with tempfile.TemporaryDirectory(prefix="sijawara-") as folder:
        path = Path(folder, "halaman.json")
        with closing(pages.Bundle(path)) as bundle:
            feed = _Feed(began=timezone.now(), addresses=set(), contents=set())
            try:
                _walk(job, source, feed, bundle, Path(folder, "halaman"), whole=whole)
            except FetchError as error:
                raise SourceError(error.sentence) from error
        if feed.first is None:
            return Found()
        if not feed.has_books:
            raise SourceError("Umpan ini tidak memuat buku, hanya menunjuk ke umpan lain. Pakai alamat daftar bukunya.")
        return _opened(job, source, feed, path)


def _is_full_read_due(source: CatalogueSource) -> bool:
    return source.read_whole_at is None or timezone.now() - source.read_whole_at >= FULL_READ_INTERVAL


def _walk(job: JobRun, source: CatalogueSource, feed: _Feed, bundle: pages.Bundle, page: Path, *, whole: bool) -> None:
    """Every page until one has no next. Where the feed turns round or doesn't end, what came so far is taken."""
    address, started = source.address, time.monotonic()
    etag, modified = ("", "") if whole else (source.etag, source.modified)
    while address:
        if time.monotonic() - started > MOST_SECONDS:
            raise SourceError("Server penerbit terlalu lambat: halaman-halaman umpan tidak selesai dibaca.")
        beat = _sign_of_life(job, feed)
        with page.open("wb") as target:
            limits = Limits(bytes=max(1, min(MOST_BYTES_A_PAGE, MOST_BYTES - feed.size)))
            fetched = fetch(
                address,
                into=target,
                may_visit=may_visit,
                accept=ACCEPT,
                limits=limits,
                heartbeat=beat,
                etag=etag,
                modified=modified,
            )
        if fetched.is_unchanged:
            return
        etag = modified = ""
        address = _add(feed, bundle, page, fetched, beat)
        failpoint("source.page_kept")


def _add(feed: _Feed, bundle: pages.Bundle, page: Path, fetched: Fetched, beat: Callable[[], None]) -> str:
    """Store a page and return the address of the next; "" at the end."""
    verdict = sandbox.run("elibrary.formats.opds.pages.inspect_page", heartbeat=beat, path=str(page), base=fetched.address)
    if not verdict.ok:
        raise SourceError(verdict.sentence)
    with page.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest in feed.contents:
        feed.note = f"Umpan ini berputar: halaman {feed.pages + 1} sama dengan yang sebelumnya."
        return ""
    bundle.add(fetched.address, page)
    feed.first = feed.first or fetched
    feed.contents.add(digest)
    feed.addresses.add(fetched.address)
    feed.size += fetched.size
    feed.pages += 1
    feed.has_books = feed.has_books or verdict.value["has_books"]
    return _next(feed, verdict.value["next"])


def _next(feed: _Feed, address: str) -> str:
    if not address:
        return ""
    if str(read_address(address)) in feed.addresses:
        feed.note = f"Umpan ini berputar: sesudah halaman {feed.pages} kembali ke yang sebelumnya."
        return ""
    if feed.pages == MOST_PAGES:
        feed.note = f"Umpan ini tidak berakhir: hanya {MOST_PAGES} halaman pertama yang dibaca."
        return ""
    return address


def _opened(job: JobRun, source: CatalogueSource, feed: _Feed, path: Path) -> Found:
    """The run, the note that it was taken and the feed's validators are one transaction."""
    assert feed.first is not None
    said = {"etag": feed.first.etag, "modified": feed.first.modified, "read_whole_at": feed.began}
    found = Found(notes=[feed.note] if feed.note else [], changes=said)
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        latest = source.files.order_by("-taken_at", "-pk").first()
        if latest is not None and latest.sha256 == digest:
            return found

        def keep(run: ImportRun) -> None:
            SourceFile.objects.create(
                source=source, key=job.job.pk.hex, name=source.address[:300], sha256=digest, run=run, job=job.job.pk
            )
            CatalogueSource.objects.filter(pk=source.pk, address=source.address).update(**said)

        content.seek(0)
        try:
            catalogue_upload(
                file=File(content, name=f"opds-{source.publisher.slug}.json"),
                publisher=source.publisher.slug,
                format=pages.NAME,
                by=None,
                options=run_options(source),
                alongside=keep,
            )
        except UploadRefused as refusal:
            raise SourceError(str(refusal)) from refusal
        except imports.AlreadyChecking:
            found.again, found.changes = True, {}
        except IntegrityError:  # this very check, by a worker that lost its lease
            if not source.files.filter(key=job.job.pk.hex).exists():
                raise
    failpoint("source.taken")
    return found


def _sign_of_life(job: JobRun, feed: _Feed) -> Callable[[], None]:
    def beat() -> None:
        job.progress(feed.pages, 0, f"Membaca halaman {feed.pages + 1}.")

    beat()
    return beat
