"""Fields of a MARC record → a product. Punctuation of ISBD, which closes fields, is taken off.

MARC 21 Format for Bibliographic Data (Library of Congress); INDOMARC has the same fields (Perpustakaan Nasional).
"""

import re

from pymarc import Field, Indicators, Leader, Record, Subfield

from elibrary.formats.marc.names import contributors
from elibrary.formats.marc.record import WholeField, WholeRecord
from elibrary.formats.records import (
    Carrier,
    Extent,
    Identifier,
    Notice,
    Price,
    Problem,
    ProductRecord,
    RelatedProduct,
    Subject,
    Supply,
)
from elibrary.formats.values import carriers, dates, extents, isbn, languages, money
from elibrary.formats.values.carriers import Carried
from elibrary.formats.values.errors import NotUnderstood
from elibrary.formats.values.prose import one_line, paragraphs

_ISBD = re.compile(r"[\s/:;=,]+$")
_ELECTRONIC = set("oqs")
_ALTERNATIVE, _BASED_ON = "06", "13"
"""ONIX list 51: another format of the same book; the print product that an e-publication is based on."""
_AUTHORITIES, _HOLDINGS = "z", "uvxy"


def product(whole: WholeRecord, line: int) -> tuple[ProductRecord | None, tuple[Problem, ...]]:
    """None, with a refusal among the problems, for what is no book or has no title."""
    return _Reader(as_pymarc(whole), line).product(whole.fingerprint())


def as_pymarc(whole: WholeRecord) -> Record:
    record = Record()
    record.leader = Leader(whole.leader)
    for one in whole.fields:
        record.add_field(_as_field(one))
    return record


def _as_field(one: WholeField) -> Field:
    if one.is_control:
        return Field(one.tag, data=one.data)
    return Field(one.tag, Indicators(*one.indicators), [Subfield(code, value) for code, value in one.subfields])


class _Reader:
    def __init__(self, record: Record, line: int) -> None:
        self.record, self.line = record, line
        self.problems: list[Problem] = []
        self.title = self._title()

    def product(self, whole: str) -> tuple[ProductRecord | None, tuple[Problem, ...]]:
        kind = str(self.record.leader)[6]
        if kind == _AUTHORITIES or kind in _HOLDINGS:
            self._tell(
                "Ini rekaman otoritas atau kepemilikan, bukan rekaman buku.",
                "Abaikan, atau minta ekspor yang hanya memuat rekaman bibliografi.",
                is_refusal=True,
            )
            return None, tuple(self.problems)
        if not self.title:
            self._tell("Judul (ruas 245) kosong.", "Isi ruas 245 subruas a.", is_refusal=True)
            return None, tuple(self.problems)
        return self._record(whole), tuple(self.problems)

    def _tell(self, message: str, advice: str = "", *, is_refusal: bool = False) -> None:
        self.problems.append(Problem(self.line, self.title[:200] or f"Rekaman {self.line}", message, advice, is_refusal))

    def _record(self, whole: str) -> ProductRecord:
        numbers = self._numbers()
        carried = self._carried()
        return ProductRecord(
            reference=self._reference(numbers),
            title=self.title[:500],
            notice=Notice.DELETE if str(self.record.leader)[5] == "d" else Notice.OFFER,
            carrier=carried.carrier,
            product_form=carried.product_form,
            file_format=carried.file_format,
            subtitle=_ended(self._first("245", "b"))[:500],
            series=_closed(self._first("490", "a") or self._first("440", "a") or self._first("830", "a"))[:300],
            edition=_closed(" ".join(self._all("250", "ab")))[:200],
            identifiers=numbers,
            contributors=contributors(self.record),
            languages=self._languages(),
            publisher_name=_closed(self._published("b")).strip("[]")[:200],
            publication_date=self._date(),
            subjects=self._subjects(),
            extents=self._extents(),
            description=paragraphs("\n\n".join(self._all("520", "a"))),
            cover_url=self._address(is_cover=True),
            supplies=self._supplies(),
            related=self._related(carried.carrier),
            acquisition_url=self._address(is_cover=False),
            call_number=self._call_number(),
            marc=whole,
            extra=tuple(("Kota terbit", one[:200]) for one in [_closed(self._published("a")).strip("[]")] if one),
        )

    def _fields(self, *tags: str) -> list[Field]:
        return [field for field in self.record.get_fields(*tags) if not field.control_field]

    def _all(self, tag: str, codes: str) -> list[str]:
        return [text for field in self._fields(tag) for one in field.get_subfields(*codes) if (text := one_line(one))]

    def _first(self, tag: str, code: str) -> str:
        return next(iter(self._all(tag, code)), "")

    def _control(self, tag: str) -> str:
        return next((field.data or "" for field in self.record.get_fields(tag) if field.control_field), "")

    def _title(self) -> str:
        """``a. n, p``: the title, the part's number and its name."""
        title = _ended(self._first("245", "a"))
        number, name = _closed(" ".join(self._all("245", "n"))), _ended(" ".join(self._all("245", "p")))
        part = ", ".join(one for one in (number, name) if one)
        return f"{title.rstrip('.')}. {part}" if title and part else title or part

    def _reference(self, numbers: tuple[Identifier, ...]) -> str:
        own = one_line(self._control("001"))
        return (own or (numbers[0].value if numbers else self.title.casefold()))[:200]

    def _numbers(self) -> tuple[Identifier, ...]:
        found: dict[Identifier, None] = {}
        for written in self._all("020", "a") + self._all("022", "a"):
            good, faults = isbn.read(written)
            found.update(dict.fromkeys(good))
            for fault in faults:
                self._tell(fault.message, fault.advice)
        for field in self._fields("024"):
            if (field.get("2") or "").casefold() == "doi" and (doi := one_line(field.get("a") or "")):
                found[Identifier("doi", doi[:200])] = None
        return tuple(found)

    def _carried(self) -> Carried:
        """The form of item (008/23), the kinds in 006 and 007, the carrier type (338) and the old [electronic resource]."""
        named = carriers.read(" ".join(self._all("245", "h") + self._all("338", "a")))
        files = [carriers.of_media_type(one) for one in self._all("856", "q")] + [
            carriers.read(one) for one in self._all("856", "q") + self._all("347", "b")
        ]
        file_format = next((one.file_format for one in files if one.file_format), "")
        if named.carrier is Carrier.AUDIO or str(self.record.leader)[6] == "i":
            return Carried(Carrier.AUDIO, "AJ", file_format)
        if self._is_electronic() or named.carrier is Carrier.DIGITAL:
            return Carried(Carrier.DIGITAL, "EA", file_format)
        return Carried(Carrier.PRINT, "BA") if str(self.record.leader)[6] in "at" else named

    def _is_electronic(self) -> bool:
        return (
            self._control("008")[23:24] in _ELECTRONIC
            or self._control("007")[:1] == "c"
            or self._control("006")[:1] == "m"
            or "cr" in self._all("338", "b")
        )

    def _languages(self) -> tuple[str, ...]:
        """Old records write several codes into one subfield."""
        codes = [code for one in self._all("041", "a") for code in re.findall(r"[a-z]{3}", one.casefold())]
        found = dict.fromkeys(languages.of_code(one) for one in codes or [self._control("008")[35:38]])
        return tuple(one for one in found if one and one != "zxx")

    def _published(self, code: str) -> str:
        """264 with second indicator 1 is publication, 260 the older field for it."""
        newer = [field for field in self._fields("264") if field.indicators and field.indicators[1] == "1"]
        found = (one_line(field.get(code) or "") for field in newer + self._fields("260"))
        return next((one for one in found if one), "")

    def _date(self) -> str:
        written = self._published("c").strip(" .,[]")
        try:
            if found := dates.read(written):
                return found
        except NotUnderstood as error:
            self._tell(str(error))
            if error.instead:
                return error.instead
        year = self._control("008")[7:11]
        return year if re.fullmatch(r"(?:1[5-9]|20)\d\d", year) else ""

    def _extents(self) -> tuple[Extent, ...]:
        try:
            found = [extents.pages(one) for one in self._all("300", "a")]
        except NotUnderstood:
            return ()
        return tuple(one for one in found if one)[:5]

    def _subjects(self) -> tuple[Subject, ...]:
        found = [Subject("ddc", code=one.replace("/", "")[:100]) for one in self._all("082", "a")]
        found += [Subject("udc", code=one[:100]) for one in self._all("080", "a")]
        for field in self._fields("600", "610", "611", "630", "650", "651"):
            words = [_closed(one).rstrip(".") for one in field.get_subfields("a", "b", "t", "v", "x", "y", "z")]
            is_lcsh = field.indicators is not None and field.indicators[1] == "0"
            found.append(Subject("lcsh" if is_lcsh else "keyword", text=" -- ".join(one for one in words if one)[:300]))
        found += [Subject("keyword", text=_closed(one).rstrip(".")[:300]) for one in self._all("653", "a")]
        found += [Subject("category", text=_closed(one).rstrip(".")[:300]) for one in self._all("655", "a")]
        return tuple(dict.fromkeys(one for one in found if one.code or one.text))[:100]

    def _supplies(self) -> tuple[Supply, ...]:
        """020$c as people wrote it; 365$b with the currency in $c."""
        written = [(one, money.RUPIAH) for one in self._all("020", "c")]
        written += [(field.get("b") or "", (field.get("c") or money.RUPIAH)[:3]) for field in self._fields("365")]
        prices: dict[Price, None] = {}
        for text, currency in written:
            try:
                if read := money.read(text, currency=currency):
                    prices[Price(*read)] = None
            except NotUnderstood as error:
                self._tell(str(error))
        return (Supply(prices=tuple(prices)),) if prices else ()

    def _related(self, carrier: Carrier) -> tuple[RelatedProduct, ...]:
        """776: the same work in another form."""
        relation = _BASED_ON if carrier is Carrier.DIGITAL else _ALTERNATIVE
        found = (isbn.read(one)[0] for one in self._all("776", "z"))
        return tuple(RelatedProduct(relation, numbers) for numbers in dict.fromkeys(found) if numbers)[:20]

    def _address(self, *, is_cover: bool) -> str:
        for field in self._fields("856"):
            said = " ".join(field.get_subfields("3", "y", "z")).casefold()
            address = one_line(field.get("u") or "")
            is_picture = any(word in said for word in ("cover", "sampul", "gambar"))
            if is_picture is is_cover and address.startswith(("http://", "https://")) and len(address) <= 1000:
                return address
        return ""

    def _call_number(self) -> str:
        for tag, codes in (("090", "ab"), ("099", "a"), ("852", "hi"), ("084", "ab")):
            if found := self._all(tag, codes):
                return " ".join(found)[:100]
        return ""


def _closed(text: str) -> str:
    return _ISBD.sub("", text).strip()


def _ended(text: str) -> str:
    """Without the full stop that ends the field; one after a short word, or three of them, belong to the title."""
    text = _closed(text)
    return text if re.search(r"(?:\b\w{1,3}|\.\.)\.$", text) else text.removesuffix(".")
