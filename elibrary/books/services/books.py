"""What a librarian does with a book: take it in, correct its record, publish it, withdraw it."""

import hashlib
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from core.audit.services import audit_log
from core.files.models.site_media import private_storage
from core.files.uploads.checks import check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import PDF
from core.jobs.services import enqueue
from core.search.services.indexing import index_subject
from elibrary.books.conditions import publishing_conditions
from elibrary.books.models import Book
from elibrary.books.signals import book_published, book_state_changed

MOST_BYTES = 200 * 1024 * 1024


NOT_FOR_BOOKS = {"usulan", "judul"}  # addresses below /perpustakaan/ that mean something else


EDITABLE = ("title", "creators", "publisher_name", "year", "language", "description")


class BookExists(Exception):
    """This very file is in the library already, as ``book``."""

    def __init__(self, book: Book) -> None:
        super().__init__(book.pk)
        self.book = book


class WrongState(Exception):
    """The book isn't in a state that allows this step."""


def book_create(*, by: AbstractBaseUser | None, file: File, title: str, log: bool = False, **details: Any) -> Book:
    """Keep ``file`` and have its pages read in the background. ``details`` are further EDITABLE fields.

    Raises UploadRefused for a file we don't take and BookExists for one that we have.
    """
    size = check_upload(file, allowed=[PDF], most_bytes=MOST_BYTES).size
    sha256 = _hash(file)
    _refuse_known(sha256)
    name = _store(file, sha256, size)
    try:
        with transaction.atomic():
            book = Book.objects.create(
                title=title, slug=_free_slug(title), sha256=sha256, file=name, file_size=size, **_only_editable(details)
            )
            after = {"title": title, "sha256": sha256}
            audit_log.record(actor=by, action="elibrary.book.created", subject=book, after=after, log=log)
            _enqueue_intake(book, by)
    except IntegrityError:
        _refuse_known(sha256)  # two uploads of one file at once: the other one won
        raise
    return book


@transaction.atomic
def book_edit(*, by: AbstractBaseUser, book: Book, **changes: Any) -> Book:
    """Correct the record. The address stays: readers have it in their bookmarks."""
    kept = _locked(book)
    wanted = _only_editable(changes)
    before = {field: getattr(kept, field) for field, value in wanted.items() if getattr(kept, field) != value}
    if not before:
        audit_log.log_unchanged(actor=by, subject=kept)
        return kept
    for field in before:
        setattr(kept, field, wanted[field])
    kept.save(update_fields=list(before))
    audit_log.record(
        actor=by,
        action="elibrary.book.edited",
        subject=kept,
        before=before,
        after={field: wanted[field] for field in before},
        log=True,
    )
    if kept.is_published:
        index_subject(kind=SEARCH_KIND, ref=str(kept.pk), requested_by=by)
    return kept


@transaction.atomic
def book_publish(*, by: AbstractBaseUser | None, book: Book, log: bool = False) -> Book:
    """Show the book to readers and search. Raises WrongState and PublishingRefused.

    Publishing a published book changes nothing.
    """
    kept = _locked(book)
    if kept.is_published:
        return kept
    if not kept.may_be_published:
        raise WrongState(kept.state)
    for check in publishing_conditions:
        check(kept)
    published = _move(
        kept,
        Book.State.PUBLISHED,
        by=by,
        action="elibrary.book.published",
        log="wagtail.publish" if log else False,
        published_at=timezone.now(),
    )
    book_published.send(sender=Book, book=published, by=by)
    return published


@transaction.atomic
def book_withdraw(*, by: AbstractBaseUser, book: Book) -> Book:
    """Take the book from readers and search; its pages are kept. Raises WrongState for one that never was published."""
    kept = _locked(book)
    if kept.state == Book.State.WITHDRAWN:
        return kept
    if not kept.is_published:
        raise WrongState(kept.state)
    return _move(kept, Book.State.WITHDRAWN, by=by, action="elibrary.book.withdrawn", log="wagtail.unpublish")


@transaction.atomic
def book_check_again(*, by: AbstractBaseUser, book: Book) -> Book:
    """Read a refused file once more, for a cause that lay in the machine. Raises WrongState."""
    kept = _locked(book)
    if kept.state == Book.State.CHECKING:
        return kept
    if kept.state != Book.State.REFUSED:
        raise WrongState(kept.state)
    kept.state, kept.problem = Book.State.CHECKING, ""
    kept.save(update_fields=["state", "problem"])
    audit_log.record(
        actor=by,
        action="elibrary.book.checked_again",
        subject=kept,
        before={"state": Book.State.REFUSED},
        log=audit_log.EDIT,
        content_changed=False,
    )
    _enqueue_intake(kept, by)
    return kept


def intake_subject(book: Book) -> str:
    return f"book:{book.pk}"


def _enqueue_intake(book: Book, by: AbstractBaseUser | None) -> None:
    enqueue(kind="elibrary.intake", subject=intake_subject(book), payload={"book": book.pk}, requested_by=by)


def _move(
    book: Book, state: Book.State, *, by: AbstractBaseUser | None, action: str, log: audit_log.LogAction, **fields: Any
) -> Book:
    before = book.state
    book.state = state
    for name, value in fields.items():
        setattr(book, name, value)
    book.save(update_fields=["state", *fields])
    audit_log.record(actor=by, action=action, subject=book, before={"state": before}, after={"state": state}, log=log)
    index_subject(kind=SEARCH_KIND, ref=str(book.pk), requested_by=by)
    book_state_changed.send(sender=Book, book=book, by=by)
    return book


def _locked(book: Book) -> Book:
    return Book.objects.select_for_update().get(pk=book.pk)


def _only_editable(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not fields of a book's record: {', '.join(sorted(unknown))}")
    return fields


def _refuse_known(sha256: str) -> None:
    known = Book.objects.filter(sha256=sha256).first()
    if known is not None:
        raise BookExists(known)


def _hash(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _store(file: File, sha256: str, size: int) -> str:
    """Keep the file under its hash, before the transaction: writing 200 MB must not hold the database's lock.

    A whole file from an attempt that failed later is used as it is; a part of one is replaced.
    """
    storage = private_storage()
    name = f"books/{sha256}.pdf"
    if storage.exists(name):
        if storage.size(name) == size:
            return name
        storage.delete(name)
    with refuse_when_disk_is_full():
        return storage.save(name, file)


def _free_slug(title: str) -> str:
    stem = slugify(title)[:100].strip("-") or "buku"
    taken = NOT_FOR_BOOKS | set(Book.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


SEARCH_KIND = "buku"
