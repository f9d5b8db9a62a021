"""A file becomes one book, is read once, and is shown when a librarian says so."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from core.audit.models import AuditEntry
from core.files.uploads.checks import UploadRefused
from core.jobs.models import Job
from elibrary.books.models import Book, BookPage
from elibrary.books.services.books import (
    BookExists,
    WrongState,
    book_check_again,
    book_create,
    book_edit,
    book_publish,
    book_withdraw,
)
from tests.factories.elibrary import BookFactory, pdf_bytes

pytestmark = pytest.mark.django_db


def _upload(data=None, name="buku.pdf"):
    return ContentFile(pdf_bytes("Halo") if data is None else data, name=name)


def test_a_new_book_lies_in_private_storage_and_waits_for_its_check(librarian, private_files):
    book = book_create(by=librarian, file=_upload(), title="Kemasan yang Laku", year=2024)
    assert (book.state, book.slug, book.year) == ("checking", "kemasan-yang-laku", 2024)
    assert (private_files / book.file.name).read_bytes().startswith(b"%PDF-")
    assert Job.objects.get().kind == "elibrary.intake"
    assert AuditEntry.objects.get().action == "elibrary.book.created"


def test_one_file_under_two_names_is_one_book(librarian):
    first = book_create(by=librarian, file=_upload(), title="Satu")
    with pytest.raises(BookExists) as raised:
        book_create(by=librarian, file=_upload(name="lain.pdf"), title="Dua")
    assert raised.value.book == first
    assert Book.objects.count() == Job.objects.count() == AuditEntry.objects.count() == 1


def test_the_database_itself_refuses_a_second_book_of_the_same_file():
    first = BookFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BookFactory(sha256=first.sha256)


@pytest.mark.parametrize("fields", [{"page_count": 0}, {"published_at": None}])
def test_the_database_refuses_a_published_book_without_pages_or_date(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        BookFactory(**fields)


def test_two_books_of_one_title_get_two_addresses(librarian):
    first = book_create(by=librarian, file=_upload(), title="Modal")
    second = book_create(by=librarian, file=_upload(pdf_bytes("Lain")), title="Modal")
    assert (first.slug, second.slug) == ("modal", "modal-2")


@pytest.mark.parametrize(("data", "sentence"), [(b"", "kosong"), (b"PK\x03\x04 zip", "bukan PDF"), (b"<svg/>", "bukan PDF")])
def test_what_is_no_pdf_is_refused_before_anything_is_kept(librarian, private_files, data, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        book_create(by=librarian, file=SimpleUploadedFile("buku.pdf", data), title="Palsu")
    assert not Book.objects.exists()
    assert not private_files.exists()


def test_a_full_disk_is_told_and_leaves_no_book(librarian, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", full)
    with pytest.raises(UploadRefused, match="Ruang simpan server penuh"):
        book_create(by=librarian, file=_upload(), title="Penuh")
    assert not Book.objects.exists()


def test_a_half_written_file_of_a_killed_upload_is_replaced(librarian, private_files):
    data = pdf_bytes("Halo")
    book = book_create(by=librarian, file=_upload(data), title="Satu")
    (private_files / book.file.name).write_bytes(data[:100])
    Job.objects.all().delete()
    Book.objects.all().delete()
    again = book_create(by=librarian, file=_upload(data), title="Satu")
    assert (private_files / again.file.name).read_bytes() == data


def test_publishing_twice_publishes_once_and_has_search_told_once(librarian):
    book = BookFactory(state="ready", published_at=None)
    book_publish(by=librarian, book=book)
    shown = book_publish(by=librarian, book=book)
    assert shown.is_published
    assert shown.published_at is not None
    assert Job.objects.filter(kind="core.index_subject", subject=f"buku:{book.pk}").count() == 1
    assert AuditEntry.objects.filter(action="elibrary.book.published").count() == 1


@pytest.mark.parametrize("state", ["checking", "refused"])
def test_a_book_that_was_not_read_can_not_be_published(librarian, state):
    book = BookFactory(state=state, problem="Rusak.")
    with pytest.raises(WrongState):
        book_publish(by=librarian, book=book)


def test_a_withdrawn_book_keeps_its_pages_and_can_come_back(librarian):
    book = BookFactory()
    assert book_withdraw(by=librarian, book=book).state == "withdrawn"
    assert book_withdraw(by=librarian, book=book).state == "withdrawn"
    assert AuditEntry.objects.filter(action="elibrary.book.withdrawn").count() == 1
    assert book_publish(by=librarian, book=book).is_published


def test_a_book_never_published_can_not_be_withdrawn(librarian):
    with pytest.raises(WrongState):
        book_withdraw(by=librarian, book=BookFactory(state="ready"))


def test_a_correction_notes_old_and_new_and_keeps_the_address(librarian):
    book = BookFactory(title="Lama", slug="lama")
    book_edit(by=librarian, book=book, title="Baru", creators=book.creators)
    entry = AuditEntry.objects.get(action="elibrary.book.edited")
    assert (entry.before, entry.after) == ({"title": "Lama"}, {"title": "Baru"})
    assert Book.objects.get().slug == "lama"
    assert Job.objects.filter(kind="core.index_subject").count() == 1


def test_a_correction_that_changes_nothing_leaves_no_trace(librarian):
    book = BookFactory()
    book_edit(by=librarian, book=book, title=book.title)
    assert not AuditEntry.objects.exists()


def test_a_refused_file_can_be_checked_again(librarian):
    book = BookFactory(state="refused", problem="Terlalu lama dibaca.", page_count=0, published_at=None)
    assert book_check_again(by=librarian, book=book).state == "checking"
    assert Job.objects.get().kind == "elibrary.intake"
    with pytest.raises(WrongState):
        book_check_again(by=librarian, book=BookFactory())


def test_nothing_but_the_record_can_be_edited(librarian):
    with pytest.raises(TypeError, match="state"):
        book_edit(by=librarian, book=BookFactory(), state="published")
    assert not BookPage.objects.exists()
