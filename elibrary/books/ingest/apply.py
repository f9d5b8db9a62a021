"""Puts extracted pages where readers find them. Doing it again changes nothing: names come from the file's hash and page."""

from collections.abc import Iterable

from django.core.files.base import ContentFile

from core.audit.services import audit_log
from core.files.models.site_media import private_storage
from core.files.uploads.checks import refuse_when_disk_is_full
from elibrary.books.ingest.records import ExtractedPage, StoredPage
from elibrary.books.models import Book, BookPage


def store_pictures(book: Book, pages: Iterable[ExtractedPage]) -> list[StoredPage]:
    """Write the pictures, over what a killed attempt may have left half written. Outside any transaction."""
    return [_store(book, page) for page in pages]


def apply_pages(book: Book, pages: list[StoredPage]) -> None:
    """Make ``pages`` the book's pages and the book ready for the librarian's decision. Inside the job's transaction."""
    BookPage.objects.filter(book=book).delete()
    BookPage.objects.bulk_create(
        [
            BookPage(
                book=book, number=page.number, text=page.text, picture=page.picture, width=page.width, height=page.height
            )
            for page in pages
        ],
        batch_size=200,
    )
    book.page_count = len(pages)
    book.textless_count = sum(1 for page in pages if not page.text)
    book.state = Book.State.READY
    book.problem = ""
    book.save(update_fields=["page_count", "textless_count", "state", "problem"])
    audit_log.record(
        actor=None,
        action="elibrary.book.read",
        subject=book,
        before={"state": Book.State.CHECKING},
        after={"state": book.state, "page_count": book.page_count, "textless_count": book.textless_count},
    )


def _store(book: Book, page: ExtractedPage) -> StoredPage:
    storage = private_storage()
    name = f"books/{book.sha256}/{page.number:05}.webp"
    storage.delete(name)
    with refuse_when_disk_is_full():
        name = storage.save(name, ContentFile(page.picture.read_bytes()))
    return StoredPage(number=page.number, text=page.text, picture=name, width=page.width, height=page.height)
