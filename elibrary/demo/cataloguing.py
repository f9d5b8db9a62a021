"""What the demo's librarian did with what came: described, numbered, and one file made a book. And where lists come from."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.services import latest_job
from elibrary.books.models import Book
from elibrary.books.services.books import SEARCH_KIND, book_publish, intake_subject
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accessions_for_line
from elibrary.cataloguing.services.authorities import authorities_link, authority_save
from elibrary.cataloguing.services.bibliographic import record_for_offer, record_save
from elibrary.cataloguing.services.title_index import title_ref
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.services.deliveries import delivery_to_book
from elibrary.demo.catalogue_files import BOOKLET_ISBN
from elibrary.demo.catalogues import PUBLISHERS
from elibrary.demo.deliveries import BOOKLET_ORDER, OWNER
from elibrary.demo.orders import ORDERS
from elibrary.ordering.models.line import OrderLine
from elibrary.publishers.models import Publisher
from elibrary.reading.selectors import records_on_shelf
from elibrary.sources.models import CatalogueSource
from elibrary.sources.services.sources import source_save

Kind = CatalogueSource.Kind
SUBJECTS = [one.subject for one in ORDERS] + [BOOKLET_ORDER]
OPDS = "https://opds.samudra-digital.example/katalog.json"
AUTHORITIES: dict[str, tuple[str, ...]] = {
    "Koperasi": ("Perkoperasian", "Badan usaha koperasi"),
    "Rapat anggota tahunan": ("RAT", "Rapat anggota koperasi"),
    "Usaha mikro, kecil, dan menengah": ("UMKM", "Usaha kecil"),
    "Batik": ("Kain batik",),
}
SEE_ALSO = (("Koperasi", "Rapat anggota tahunan"), ("Koperasi", "Usaha mikro, kecil, dan menengah"))
DESCRIBED: dict[str, tuple[str, list[str]]] = {
    BOOKLET_ISBN: ("334", ["Koperasi", "Rapat anggota tahunan"]),
    "9789999900065": ("334", ["Koperasi"]),
    "9789999900126": ("651.5", ["Arsip", "Koperasi"]),
    "9789999901079": ("746.662", ["Batik"]),
    "9789999902090": ("658.421", ["Usaha mikro, kecil, dan menengah"]),
}
"""ISBN → class number and subjects."""


def seed_sources() -> list[str]:
    """A folder for each publisher, checked where the server has one (CATALOGUE_FOLDER), and a feed switched off."""
    for publisher in Publisher.objects.filter(slug__in=[one["slug"] for one in PUBLISHERS]):
        root = settings.CATALOGUE_FOLDER
        if root is not None:
            (root / publisher.slug).mkdir(parents=True, exist_ok=True)
        _source(publisher, Kind.FOLDER, "", is_active=root is not None)
    feed = Publisher.objects.filter(slug="samudra-digital").first()
    if feed is not None:
        _source(feed, Kind.OPDS, OPDS, is_active=False)
    return ["Sumber katalog contoh: /admin/sumber-katalog/"] if feed is not None else []


def seed_authorities() -> list[str]:
    """Before anything is delivered: a delivery begins a description, whose headings lead to these."""
    librarian = get_user_model().objects.filter(email=OWNER).first()
    if librarian is not None:
        _authorities(by=librarian)
    return []


def seed() -> list[str]:
    """Existing descriptions, numbers and books are unchanged. Nothing is done without the librarian's account."""
    librarian = get_user_model().objects.filter(email=OWNER).first()
    if librarian is None:
        return []
    for offer in Offer.objects.filter(isbn13__in=DESCRIBED).order_by("pk"):
        ddc, subjects = DESCRIBED[str(offer.isbn13)]
        record = record_for_offer(offer=offer, by=librarian)
        if not _was_corrected(record):
            record_save(record=record, answers={"ddc": ddc, "subjects": subjects}, by=librarian)
    ours = OrderLine.objects.filter(order__created_by=librarian, order__subject__in=SUBJECTS)
    for line in ours.filter(delivered_at__isnull=False, accessions__isnull=True).order_by("pk"):
        accessions_for_line(line=line, by=librarian)
    _book(by=librarian)
    for record in records_on_shelf():
        _run_now("core.index_subject", f"{SEARCH_KIND}:{title_ref(record.pk)}")
    return ["Katalogisasi contoh: /admin/katalogisasi/"] if BibliographicRecord.objects.exists() else []


def _was_corrected(record: BibliographicRecord) -> bool:
    """A delivery only creates a description; one that was edited since, also by this seed, is unchanged."""
    changes = AuditEntry.objects.filter(action="elibrary.bibliographic.changed", subject_id=str(record.pk))
    return changes.exists()


def _source(publisher: Publisher, kind: str, address: str, *, is_active: bool) -> None:
    if CatalogueSource.objects.filter(publisher=publisher, kind=kind).exists():
        return
    answers = {"publisher": publisher, "kind": kind, "address": address, "every": CatalogueSource.Every.DAY}
    answers |= {"applies_directly": False, "is_active": is_active}
    source_save(source=CatalogueSource(), answers=answers, by=None)


def _authorities(*, by: AbstractBaseUser) -> None:
    for preferred, variants in AUTHORITIES.items():
        if not Authority.objects.filter(kind=Authority.Kind.SUBJECT, preferred=preferred).exists():
            answers = {"kind": Authority.Kind.SUBJECT, "preferred": preferred, "variants": variants}
            authority_save(authority=Authority(), answers=answers, by=by)
            for pair in (pair for pair in SEE_ALSO if preferred == pair[1]):
                one, other = (Authority.objects.get(kind=Authority.Kind.SUBJECT, preferred=name) for name in pair)
                authorities_link(one=one, other=other, by=by)


def _book(*, by: AbstractBaseUser) -> None:
    """The booklet, through the intake and out to readers; what an interrupted run left is carried on."""
    delivery = Delivery.objects.filter(line__isbn13=BOOKLET_ISBN, line__order__created_by_id=by.pk, state="matched").first()
    if delivery is None:
        return
    book = Book.objects.filter(sha256=delivery.file.sha256).first()
    if book is None:
        book = delivery_to_book(delivery=delivery, by=by)
    if book.state == Book.State.CHECKING:
        _run_now("elibrary.intake", intake_subject(book))
        book.refresh_from_db()
    if book.state == Book.State.READY:
        book_publish(by=by, book=book)
        _run_now("core.index_subject", f"{SEARCH_KIND}:{book.pk}")


def _run_now(kind: str, subject: str) -> None:
    job = latest_job(kind=kind, subject=subject)
    if job is not None and job.is_open:
        jobs.run(job.pk)
