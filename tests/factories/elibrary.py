"""Books and the PDF files they come from."""

from datetime import UTC, datetime

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from core.documents.pdf import new_document
from core.files.models.site_media import private_storage
from elibrary.books.models import Book, BookPage


def pdf_bytes(*pages: str, title: str = "Contoh") -> bytes:
    """A PDF with one page a text; an empty text gives an empty page."""
    pdf = new_document(title=title, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    for text in pages:
        pdf.add_page()
        if text:
            pdf.paragraph(text)
    return bytes(pdf.output())


class BookFactory(factory.django.DjangoModelFactory):
    """A published book of one page; its files are not stored."""

    class Meta:
        model = Book

    title = factory.Sequence(lambda n: f"Buku {n}")
    slug = factory.Sequence(lambda n: f"buku-{n}")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    file = factory.LazyAttribute(lambda book: f"books/{book.sha256}.pdf")
    file_size = 1000
    state = Book.State.PUBLISHED
    page_count = 1
    published_at = factory.LazyFunction(timezone.now)


class BookPageFactory(factory.django.DjangoModelFactory):
    """A page with its picture in private storage."""

    class Meta:
        model = BookPage

    book = factory.SubFactory(BookFactory)
    number = 1
    text = "Izin usaha simpan pinjam diajukan oleh koperasi."
    width = 1000
    height = 1414

    @factory.lazy_attribute
    def picture(self) -> str:
        name = f"books/{self.book.sha256}/{self.number:05}.webp"
        return private_storage().save(name, ContentFile(b"RIFF0000WEBP"))
