"""One row of a table → one product. A value that can't be parsed is reported and left out; a title is required."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from elibrary.formats.decoding import LOST
from elibrary.formats.records import (
    Carrier,
    Contributor,
    Extent,
    Extracted,
    Identifier,
    Price,
    Problem,
    ProductRecord,
    RelatedProduct,
    Subject,
    Supply,
)
from elibrary.formats.tables.cells import Cell, Row, text
from elibrary.formats.tables.headings import IGNORED, LABELS, SEVERAL, Mapping
from elibrary.formats.values import carriers, dates, extents, isbn, languages, money, people
from elibrary.formats.values.errors import NotUnderstood
from elibrary.formats.values.prose import one_line, paragraphs

LONGEST_TITLE = 500
_BASED_ON = "13"
"""ONIX list 51: this e-publication is based on the print product."""
_PEOPLE = {
    "authors": people.AUTHOR,
    "editors": people.EDITOR,
    "translators": people.TRANSLATOR,
    "illustrators": people.ILLUSTRATOR,
}


def extracted(row: Row, mapping: Mapping, *, currency: str = money.RUPIAH, place: str = "") -> Extracted:
    """The row's verdict. ``place`` names the sheet where a file has several."""
    reader = _Reader(row, mapping, currency)
    name = f"{place}{reader.name}"
    if row.fault:
        return Extracted(row.line, None, (Problem(row.line, name, row.fault, "Perbaiki barisnya.", is_refusal=True),))
    if not reader.get("title"):
        return Extracted(row.line, None, (Problem(row.line, name, *_NO_TITLE, is_refusal=True),))
    record = reader.record()
    problems = tuple(replace(one, record=name) for one in reader.problems)
    return Extracted(row.line, record, problems)


_NO_TITLE = (
    "Kolom judul kosong.",
    "Isi judulnya. Jika selnya berisi rumus, buka di Excel lalu simpan ulang, supaya hasil rumusnya ikut tersimpan.",
)
_PARTED = "Pisahkan beberapa orang dengan titik koma. Satu orang: tulis seperti Andrea Hirata."


class _Reader:
    """Reads a row field by field and collects the problems for the publisher."""

    def __init__(self, row: Row, mapping: Mapping, currency: str) -> None:
        self.line, self.mapping, self.currency = row.line, mapping, currency
        self.problems: list[Problem] = []
        self.cells: dict[str, Cell] = {}
        self.extra: list[tuple[str, str]] = []
        for at, cell in enumerate(row.cells):
            self._sort_in(at, cell, mapping)

    def _sort_in(self, at: int, cell: Cell, mapping: Mapping) -> None:
        written = one_line(text(cell))
        if not written:
            return
        name = mapping.fields[at] if at < len(mapping.fields) else ""
        heading = mapping.headings[at] if at < len(mapping.headings) else ""
        if name in SEVERAL and name in self.cells:
            self.cells[name] = f"{text(self.cells[name])}; {text(cell)}"
        elif name and name != IGNORED:
            self.cells[name] = cell
        elif name != IGNORED and heading:
            self.extra.append((heading[:100], written[:1000]))
        elif name != IGNORED:
            self.tell("Baris ini memuat isi di luar kolom berjudul.", "Periksa apakah ada tanda pemisah di dalam isinya.")

    def get(self, name: str) -> str:
        return one_line(text(self.cells.get(name, "")))

    def tell(self, message: str, advice: str = "") -> None:
        if all(one.message != message for one in self.problems):
            self.problems.append(Problem(self.line, "", message, advice))

    def keep(self, name: str) -> None:
        self.extra.append((LABELS[name], self.get(name)[:1000]))

    @property
    def name(self) -> str:
        return (self.get("title") or self.get("isbn") or self.get("reference") or f"Baris {self.line}")[:200]

    def understood(self, name: str, read: Callable[[], Any]) -> Any:
        """The parsed cell; for an unreadable one None or what is certain, with a problem reported and the text retained."""
        if not self.get(name):
            return None
        try:
            return read()
        except NotUnderstood as error:
            self.tell(f"{LABELS[name]}: {error}")
            self.keep(name)
            return error.instead or None

    def record(self) -> ProductRecord:
        numbers, related = self._identifiers()
        carried = self._carried(is_digital=bool(related))
        title = self.get("title")
        if len(title) > LONGEST_TITLE:
            self.tell(f"Judul terlalu panjang ({len(title)} huruf) dan dipotong.")
        people_named = self._people()
        record = ProductRecord(
            reference=self._reference(numbers, people_named, carried),
            title=title[:LONGEST_TITLE],
            carrier=carried.carrier,
            product_form=carried.product_form,
            file_format=carried.file_format,
            subtitle=self.get("subtitle")[:LONGEST_TITLE],
            series=self.get("series")[:300],
            edition=self.get("edition")[:200],
            identifiers=numbers,
            contributors=people_named,
            languages=self._languages(),
            publisher_name=self.get("publisher")[:200],
            imprint=self.get("imprint")[:200],
            publication_date=self.understood("date", lambda: dates.read(self.get("date"))) or "",
            subjects=self._subjects(),
            extents=self._extents(),
            description=paragraphs(text(self.cells.get("description", ""))),
            cover_url=self._address("cover"),
            supplies=self._supplies(carried.carrier),
            related=related,
            acquisition_url=self._address("url"),
            call_number=self.get("call_number")[:100],
        )
        if self.get("place"):
            self.keep("place")
        if any(LOST in text(cell) for cell in self.cells.values()):
            self.tell("Ada huruf yang rusak di baris ini.", "Simpan ulang berkasnya dengan pengodean UTF-8.")
        return replace(record, extra=tuple(self.extra))

    def _identifiers(self) -> tuple[tuple[Identifier, ...], tuple[RelatedProduct, ...]]:
        """With an ISBN for the e-book beside another one, the row is about the e-book, and the other book is related."""
        own, printed = self._numbers("isbn_digital"), self._numbers("isbn_print")
        plain = self._numbers("isbn")
        if own:
            return own, tuple(RelatedProduct(_BASED_ON, (one,)) for one in dict.fromkeys(plain + printed) if one not in own)
        return plain or printed, ()

    def _numbers(self, name: str) -> tuple[Identifier, ...]:
        found, faults = isbn.read(text(self.cells.get(name, "")))
        for fault in faults:
            self.tell(fault.message, fault.advice)
        return found

    def _carried(self, *, is_digital: bool) -> carriers.Carried:
        written = self.get("format")
        carried = carriers.read(written)
        if written and carried.carrier is Carrier.OTHER:
            self.keep("format")
        if carried.carrier is Carrier.OTHER and (is_digital or self.get("isbn_digital") or self.get("price_digital")):
            return replace(carried, carrier=Carrier.DIGITAL, product_form="EA")
        return carried

    def _reference(self, numbers: tuple[Identifier, ...], named: tuple[Contributor, ...], carried: carriers.Carried) -> str:
        """The publisher's code, else the ISBN, else the row's identity: title, first author and format."""
        if code := self.get("reference"):
            return code[:200]
        if numbers:
            return numbers[0].value
        parts = [self.get("title"), named[0].name if named else "", self.get("edition"), carried.file_format]
        return " / ".join(part.casefold()[:80] for part in parts if part)[:200]

    def _people(self) -> tuple[Contributor, ...]:
        found: list[Contributor] = []
        for name, role in _PEOPLE.items():
            persons, unclear = people.read(text(self.cells.get(name, "")), role=role)
            found += persons
            for one in unclear:
                self.tell(
                    f"{LABELS[name]}: “{one[:100]}” dapat berarti satu orang atau dua; dibiarkan seperti tertulis.", _PARTED
                )
        return tuple(dict.fromkeys(found))[:100]

    def _languages(self) -> tuple[str, ...]:
        codes, unknown = languages.read(self.get("language"))
        if unknown:
            self.tell(f"Bahasa “{'; '.join(unknown)}” tidak dikenali.", "Tulis namanya, seperti Indonesia atau Inggris.")
            self.keep("language")
        return codes

    def _subjects(self) -> tuple[Subject, ...]:
        coded = [Subject(name, code=self.get(name)[:100]) for name in ("ddc", "thema", "bisac") if self.get(name)]
        return (*coded, *self._words("category"), *self._words("keyword", "keywords"))

    def _words(self, scheme: str, name: str = "") -> list[Subject]:
        written = text(self.cells.get(name or scheme, "")).replace("><", ";").strip("<> ")
        for mark in ("|", "\n", ">") + ((",",) if scheme == "keyword" and ";" not in written else ()):
            written = written.replace(mark, ";")
        words = dict.fromkeys(one_line(word)[:200] for word in written.split(";"))
        return [Subject(scheme, text=word) for word in words if word][:100]

    def _extents(self) -> tuple[Extent, ...]:
        pages = self.understood("pages", lambda: extents.pages(self.get("pages")))
        size = self.understood("size", lambda: extents.size(self.get("size")))
        return tuple(one for one in (pages, size) if one)

    def _address(self, name: str) -> str:
        """Nothing but a web address; a file's name is returned unchanged."""
        address = self.get(name)
        if address.startswith(("http://", "https://")) and len(address) <= 1000:
            return address
        if address:
            self.keep(name)
        return ""

    def _supplies(self, carrier: Carrier) -> tuple[Supply, ...]:
        """The price of what the row is about; the price of the other kind stays beside it."""
        own, other = ("price_print", "price_digital") if carrier is Carrier.PRINT else ("price_digital", "price_print")
        name = own if self.get(own) else "price"
        if self.get(other) and self.get(name):
            self.keep(other)
        elif self.get(other):
            name = other if carrier is Carrier.OTHER else name
            if name != other:
                self.keep(other)
        if name != "price" and self.get("price"):
            self.keep("price")
        price = self.understood(name, lambda: self._price(name))
        return (Supply(prices=(price,)),) if price else ()

    def _price(self, name: str) -> Price | None:
        cell, written, unit = self.cells[name], self.get("currency"), self.mapping.unit_of(name)
        if unit.fault:
            raise NotUnderstood(unit.fault)
        currency = money.currency_of(written) if written else unit.currency or self.currency
        read = money.read(cell if isinstance(cell, Decimal) else self.get(name), currency=currency, times=unit.times)
        if read is None:
            return None
        amount, currency = read
        if currency == money.RUPIAH and 0 < amount < money.LOW_IN_RUPIAH:
            self.tell(
                f"Harga Rp{amount:f} tampak terlalu rendah.", "Mungkin tiga nol di belakangnya hilang. Periksa harganya."
            )
        if currency == money.RUPIAH and unit.times > 1 and amount >= money.HIGH_IN_RUPIAH:
            self.tell(
                f"Harga Rp{amount:f} tampak terlalu tinggi.",
                "Judul kolomnya mengatakan ribuan atau jutaan. Periksa apakah angkanya sudah ditulis lengkap.",
            )
        return Price(amount, currency)
