"""OPDS 1.2: Atom entries → records. A feed that only leads to other feeds has no record."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from elibrary.formats import xml_stream
from elibrary.formats.opds import acquisition
from elibrary.formats.opds.acquisition import Link
from elibrary.formats.records import (
    Contributor,
    Extent,
    Extracted,
    Identifier,
    Price,
    Problem,
    ProductRecord,
    Subject,
    Supply,
)
from elibrary.formats.values import dates, extents, languages, people
from elibrary.formats.values.errors import NotUnderstood
from elibrary.formats.values.prose import one_line, paragraphs

ATOM = "{http://www.w3.org/2005/Atom}"
_OPDS = "{http://opds-spec.org/2010/catalog}"
_DUBLIN_CORE = ("{http://purl.org/dc/terms/}", "{http://purl.org/dc/elements/1.1/}")
_SCHEMA = "{http://schema.org/}"
_SORT_NAME = "{http://librarysimplified.org/terms/}sort_name"
_SCHEMES = (("bisac", "bisac"), ("bisg", "bisac"), ("thema", "thema"), ("ddc", "ddc"), ("dewey", "ddc"), ("lcsh", "lcsh"))
_AUDIO = "audiobook"


def records(path: str, *, base: str = "") -> Iterator[Extracted]:
    """A verdict for every entry that is a publication. ``base``: the feed's own address, for relative acquisition."""
    for found in xml_stream.elements(path, {f"{ATOM}entry"}):
        if found.element is None:
            yield Extracted(found.line, None, (_refusal(found),))
        elif entry := _Entry(found.element, found.line, base).verdict():
            yield entry


def next_page(path: str, *, base: str = "") -> str:
    """The address behind the feed's own ``next`` link; empty on the last page."""
    for found in xml_stream.elements(path, {f"{ATOM}entry"}, outside={f"{ATOM}link"}):
        element = found.element
        if element is not None and element.tag == f"{ATOM}link" and "next" in element.get("rel", "").split():
            return acquisition.web_address(element.get("href"), base)
    return ""


def _refusal(found: xml_stream.Found) -> Problem:
    """Named by what could still be read of the entry."""
    begun = found.begun if found.begun is not None else Element("nothing")
    said = (one_line(begun.findtext(f"{ATOM}{tag}") or "") for tag in ("title", "id"))
    name = next(filter(None, said), f"Baris {found.line}")
    return Problem(found.line, name[:200], found.fault, found.advice, is_refusal=True)


class _Entry:
    def __init__(self, element: Element, line: int, base: str) -> None:
        self.element, self.line, self.base = element, line, base
        self.title = one_line(self._text(f"{ATOM}title"))
        self.identifier = one_line(self._text(f"{ATOM}id"))
        self.links = [self._link(one) for one in element.findall(f"{ATOM}link")]
        self.problems: list[Problem] = []

    def verdict(self) -> Extracted | None:
        """None for an entry that leads to another feed."""
        if not any(one.is_acquisition for one in self.links) and self._is_navigation():
            return None
        if not self.title:
            self._tell("Judul (title) kosong.", "Minta penerbit mengisi judul buku ini.", is_refusal=True)
            return Extracted(self.line, None, tuple(self.problems))
        record = self._record()
        return Extracted(self.line, record, tuple(self.problems))

    def _is_navigation(self) -> bool:
        kinds = [kind for one in self.links for kind in one.media_types]
        return any("opds-catalog" in kind or "atom+xml" in kind for kind in kinds if "type=entry" not in kind)

    def _tell(self, message: str, advice: str = "", *, is_refusal: bool = False) -> None:
        name = self.title or self.identifier or f"Baris {self.line}"
        self.problems.append(Problem(self.line, name[:200], message, advice, is_refusal))

    def _record(self) -> ProductRecord:
        numbers, faults = acquisition.numbers([self.identifier, *self._core("identifier")])
        for fault in faults:
            self._tell(fault.message, fault.advice)
        way = acquisition.of(self.links)
        series = self.element.find(f"{_SCHEMA}Series")
        return ProductRecord(
            reference=(self.identifier or (numbers[0].value if numbers else self.title))[:200],
            title=self.title[:500],
            subtitle=one_line(self._text(f"{_SCHEMA}alternativeHeadline"))[:500],
            series=one_line(series.get(f"{_SCHEMA}name", ""))[:300] if series is not None else "",
            carrier=way.carried.carrier,
            product_form=way.carried.product_form,
            file_format=way.carried.file_format,
            identifiers=numbers + self._own_identifier(),
            contributors=self._contributors(),
            languages=self._languages(),
            publisher_name=next(iter(self._core("publisher")), "")[:200],
            publication_date=self._date(),
            subjects=self._subjects(),
            extents=self._extents(),
            description=self._description(),
            cover_url=self._cover(),
            supplies=(Supply(prices=way.prices),) if way.prices else (),
            protection=way.protection,
            acquisition_url=way.address,
            extra=tuple(("rights", one[:1000]) for one in [one_line(self._text(f"{ATOM}rights"))] if one),
        )

    def _own_identifier(self) -> tuple[Identifier, ...]:
        if not self.identifier or acquisition.is_number_of_a_book(self.identifier):
            return ()
        return (Identifier("proprietary", self.identifier[:200], "atom:id"),)

    def _contributors(self) -> tuple[Contributor, ...]:
        found = []
        for tag, role in ((f"{ATOM}author", people.AUTHOR), (f"{ATOM}contributor", people.OTHER)):
            for one in self.element.findall(tag):
                sort_name = one_line(one.findtext(_SORT_NAME) or "")[:200]
                name = one_line(one.findtext(f"{ATOM}name") or "")[:200] or sort_name
                found.append(people.person(name, role=role, sort_name=sort_name))
        return tuple(dict.fromkeys(one for one in found if one))[:100]

    def _languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for one in self._core("language") if (code := languages.of_code(one))))

    def _date(self) -> str:
        for written in (*self._core("issued"), *self._core("date"), self._text(f"{ATOM}published")):
            try:
                return dates.read(written)
            except NotUnderstood as error:
                self._tell(str(error))
                if error.instead:
                    return error.instead
        return ""

    def _subjects(self) -> tuple[Subject, ...]:
        return tuple(_subject(one) for one in self.element.findall(f"{ATOM}category") if one.get("term"))[:100]

    def _extents(self) -> tuple[Extent, ...]:
        try:
            found = [extents.pages(one) for one in self._core("extent")]
        except NotUnderstood:
            return ()
        return tuple(one for one in found if one)

    def _description(self) -> str:
        for tag in ("content", "summary"):
            element = self.element.find(f"{ATOM}{tag}")
            if element is not None and (said := paragraphs(_readable(element))):
                return said
        return ""

    def _cover(self) -> str:
        images = [one for one in self.links if any(kind.startswith(acquisition.IMAGE) for kind in one.relations)]
        images.sort(key=lambda one: acquisition.IMAGE not in one.relations)
        return next((one.address for one in images if one.address.startswith("http")), "")

    def _link(self, element: Element) -> Link:
        media_types = [
            element.get("type", ""),
            *(one.get("type", "") for one in element.iter(f"{_OPDS}indirectAcquisition")),
        ]
        return Link(
            tuple(element.get("rel", "alternate").split()),
            acquisition.web_address(element.get("href"), self.base),
            tuple(one.casefold() for one in media_types if one),
            tuple(price for one in element.findall(f"{_OPDS}price") if (price := _price(one))),
        )

    def _text(self, tag: str) -> str:
        element = self.element.find(tag)
        return "".join(element.itertext()) if element is not None else ""

    def _core(self, name: str) -> list[str]:
        found = (one for space in _DUBLIN_CORE for one in self.element.findall(f"{space}{name}"))
        return [said for one in found if (said := one_line("".join(one.itertext())))]


def _price(element: Element) -> Price | None:
    return acquisition.price(element.text, element.get("currencycode"))


def _subject(category: Element) -> Subject:
    scheme, term = category.get("scheme", "").casefold(), one_line(category.get("term", ""))
    named = next((name for word, name in _SCHEMES if word in scheme), "category")
    label = one_line(category.get("label", ""))[:200]
    if named in ("lcsh", "category"):
        return Subject(named, text=label or term[:200])
    return Subject(named, code=term[:100], text=label)


def _readable(element: Element) -> str:
    """XHTML content stays markup, so that its blocks become paragraphs."""
    return _markup(element) if element.get("type") == "xhtml" else "".join(element.itertext())


def _markup(element: Element) -> str:
    parts = [_escaped(element.text)]
    for child in element:
        name = child.tag.rpartition("}")[2]
        parts.append(f"<{name}>{_markup(child)}</{name}>{_escaped(child.tail)}")
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")
