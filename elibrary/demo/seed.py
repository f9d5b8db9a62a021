"""The demo's book: the decree that this site serves, through the same intake as any other file."""

from django.core.files.base import ContentFile

from core.jobs import services as jobs
from core.jobs.services import latest_job
from elibrary.books.models import Book
from elibrary.books.services.books import SEARCH_KIND, BookExists, book_create, book_publish, intake_subject
from elibrary.demo import book as decree

_CREATORS = "Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur"
_DESCRIPTION = (
    "Keputusan Kepala Dinas tentang standar pelayanan: 23 layanan dengan persyaratan, prosedur, jangka waktu, biaya, "
    "produk, penanganan pengaduan, dasar hukum, dan jaminannya. Disusun ulang dari naskah keputusan supaya mudah dibaca di "
    "layar dan dicari isinya."
)


def seed() -> list[str]:
    """Take in and publish the book; what an interrupted run left is carried on, a finished one is left alone."""
    book = Book.objects.filter(title=decree.TITLE).first() or _create()
    if book.state == Book.State.CHECKING:
        _run_now("elibrary.intake", intake_subject(book))
        book.refresh_from_db()
    if book.state == Book.State.READY:
        book_publish(by=None, book=book)
        _run_now("core.index_subject", f"{SEARCH_KIND}:{book.pk}")
    return [f"Buku contoh: {book.get_absolute_url()}"]


def _create() -> Book:
    file = ContentFile(decree.render(), name="standar-pelayanan-2024.pdf")
    try:
        return book_create(
            by=None,
            file=file,
            title=decree.TITLE,
            creators=_CREATORS,
            publisher_name=_CREATORS,
            year=2024,
            description=_DESCRIPTION,
        )
    except BookExists as known:
        return known.book


def _run_now(kind: str, subject: str) -> None:
    """Do the job in this process: the demo must not wait for a worker that isn't up yet."""
    job = latest_job(kind=kind, subject=subject)
    if job is not None and job.is_open:
        jobs.run(job.pk)
