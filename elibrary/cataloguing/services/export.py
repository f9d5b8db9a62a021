"""Descriptions, offers and books on their way out: MARC in either form, SLiMS's CSV, spreadsheets.

Written to a temporary file first, so that a record that doesn't fit is reported before anything is sent.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Prefetch, QuerySet

from core.audit.services import audit_log
from core.documents.xlsx import Column, Sheet, write_workbook
from elibrary.books.models import Book
from elibrary.catalogue.marc_corrections import columns_of, corrected
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.description import Description, Named, SlimsCells, slims_cells
from elibrary.cataloguing.marc import added, built
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.selectors import description_of
from elibrary.cataloguing.services.bibliographic import values_from_book, values_from_offer
from elibrary.cataloguing.slims import rows as slims
from elibrary.formats.marc.record import WholeRecord
from elibrary.formats.marc.writer import XML_FOOT, XML_HEAD, TooLong, iso2709, marcxml
from elibrary.formats.values.people import is_corporate

CHUNK = 200
_MOST_TITLES = 5
_HEADINGS = (
    *("Judul", "Bentuk bahan", "Edisi", "ISBN/ISSN", "Penerbit", "Tahun terbit", "Deskripsi fisik", "Seri", "Nomor panggil"),
    *("Bahasa", "Kota terbit", "Nomor kelas", "Catatan", "Gambar", "Tanggung jawab", "Pengarang", "Subjek", "Nomor induk"),
)
"""Those of slims.COLUMNS in Indonesian."""
Row = BibliographicRecord | Offer | Book
RowSet = QuerySet[BibliographicRecord] | QuerySet[Offer] | QuerySet[Book]


@dataclass(frozen=True)
class Format:
    suffix: str
    content_type: str
    label: str


FORMATS = {
    "marc": Format("mrc", "application/marc", "MARC (ISO 2709)"),
    "marcxml": Format("xml", "application/marcxml+xml", "MARCXML"),
    "slims": Format("csv", "text/csv; charset=utf-8", "CSV untuk SLiMS"),
    "buku": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
}


class DoesNotFit(Exception):
    """``count`` records are too long for ISO 2709, the first few by ``titles``. MARCXML takes them."""

    def __init__(self, titles: list[str], count: int) -> None:
        super().__init__(count)
        self.titles, self.count = titles, count


def catalogue_export(*, rows: RowSet, format: str, by: AbstractBaseUser) -> IO[bytes]:
    """A file, opened at its start, with ``rows`` (descriptions, offers or books) in one of FORMATS; one audit row.

    Raises DoesNotFit and core.documents.xlsx.TooManyRows; nothing is left then.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        _WRITERS[format](target, _fetched(rows))
        count = rows.count()
    except BaseException:
        target.close()
        raise
    target.seek(0)
    audit_log.record(
        actor=by, action="elibrary.catalogue.exported", subject=rows.model(), after={"format": format, "rows": count}
    )
    return target


def whole_of(row: Row) -> WholeRecord:
    """The stored MARC record with corrections and descriptions of staff, else one made from the description."""
    record = _record_of(row)
    offer = row if isinstance(row, Offer) else record.offer if record is not None else None
    kept = getattr(offer, "marc_record", None)
    if kept is None:
        return built(_description(row))
    columns = columns_of(kept.whole)
    whole = corrected(kept.whole, {name: getattr(offer, name) for name in columns})
    return added(whole, description_of(record)) if record is not None else whole


def _record_of(row: Row) -> BibliographicRecord | None:
    return row if isinstance(row, BibliographicRecord) else getattr(row, "bibliographic", None)


def _description(row: Row) -> Description:
    """The library's description where there is one, else one built from offer or book."""
    record = _record_of(row)
    if record is not None:
        return description_of(record)
    is_offer = isinstance(row, Offer)
    words = values_from_offer(row) if isinstance(row, Offer) else values_from_book(row)  # type: ignore[arg-type]
    creators = [Named(name, "corporate" if is_corporate(name) else "person") for name in words.pop("creators")]
    subjects = [Named(name, "subject") for name in words.pop("subjects", [])]
    control = row.reference if is_offer else f"PSJ-B{row.pk}"  # type: ignore[union-attr]
    return Description(control, words, creators, subjects)


def _fetched(rows: RowSet) -> Iterator[Row]:
    """A chunk at a time, each with a fixed number of queries."""
    related = {
        BibliographicRecord: ["offer__publisher", "offer__marc_record"],
        Offer: ["publisher", "marc_record", "bibliographic"],
        Book: ["bibliographic__offer__marc_record", "bibliographic__offer__publisher"],
    }[rows.model]
    path = "" if rows.model is BibliographicRecord else "bibliographic__"
    uses = Prefetch(f"{path}uses", Heading.objects.select_related("authority"))
    return rows.select_related(*related).prefetch_related(uses, f"{path}accessions").iterator(chunk_size=CHUNK)


def _marc(target: IO[bytes], rows: Iterator[Row]) -> None:
    titles: list[str] = []
    for row in rows:
        try:
            target.write(iso2709(whole_of(row)))
        except TooLong:
            titles.append(str(row))
    if titles:
        raise DoesNotFit(titles[:_MOST_TITLES], len(titles))


def _marcxml(target: IO[bytes], rows: Iterator[Row]) -> None:
    target.write(XML_HEAD)
    for row in rows:
        target.write(marcxml(whole_of(row)))
    target.write(XML_FOOT)


def _slims(target: IO[bytes], rows: Iterator[Row]) -> None:
    for line in slims.lines(slims_cells(_description(row)) for row in rows):
        target.write(line.encode())


def _xlsx(target: IO[bytes], rows: Iterator[Row]) -> None:
    columns = [Column(heading, wrap=heading in {"Judul", "Catatan"}) for heading in _HEADINGS]
    cells = (_joined_cells(slims_cells(_description(row))) for row in rows)
    write_workbook(target, [Sheet("Katalog", columns, cells)])


def _joined_cells(cells: SlimsCells) -> list[str]:
    return ["; ".join(cells[name]) if name in slims.MANY else cells[name] for name in slims.COLUMNS]


_WRITERS: dict[str, Callable[[IO[bytes], Iterator[Row]], None]] = {
    "marc": _marc,
    "marcxml": _marcxml,
    "slims": _slims,
    "buku": _xlsx,
}
