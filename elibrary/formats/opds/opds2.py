"""OPDS 2.0: publications of a JSON feed → records, with the licences that a library may buy or has bought (ODL 1.0)."""

import re
from collections.abc import Iterator

from elibrary.formats import json_stream
from elibrary.formats.opds import acquisition
from elibrary.formats.opds.acquisition import Link
from elibrary.formats.records import (
    Carrier,
    Contributor,
    Extent,
    Extracted,
    Identifier,
    Licence,
    Price,
    Problem,
    ProductRecord,
    Subject,
    Supply,
)
from elibrary.formats.values import dates, languages, people
from elibrary.formats.values.carriers import Carried
from elibrary.formats.values.errors import NotUnderstood
from elibrary.formats.values.prose import one_line, paragraphs

_PEOPLE = {
    "author": people.AUTHOR,
    "translator": people.TRANSLATOR,
    "editor": people.EDITOR,
    "illustrator": people.ILLUSTRATOR,
    "narrator": "E03",
    "contributor": people.OTHER,
}
_SCHEMES = (("bisac", "bisac"), ("bisg", "bisac"), ("thema", "thema"), ("ddc", "ddc"), ("dewey", "ddc"), ("lcsh", "lcsh"))
_TERMS = ("concurrency", "checkouts", "expires", "length")
_NAMES = re.compile(r'"(title|identifier)"\s*:\s*"([^"\\\n]+)"')
_MAIN_PAGES, _DURATION, _IN_PAGES, _IN_SECONDS = "00", "09", "03", "06"


def records(path: str, *, base: str = "") -> Iterator[Extracted]:
    """A verdict for every publication, also of those in groups. ``base``: the feed's own address, for relative links."""
    for found in json_stream.objects(path, {"publications"}):
        if found.value is None:
            yield Extracted(found.line, None, (_refusal(found),))
        else:
            yield _Publication(found.value, found.line, base).verdict()


def next_page(path: str, *, base: str = "") -> str:
    """The address behind the feed's own ``next`` link; empty on the last page."""
    for found in json_stream.objects(path, {"publications", "links"}):
        if found.value is not None and found.inside == ("", "links") and "next" in _strings(found.value.get("rel")):
            return acquisition.web_address(found.value.get("href"), base)
    return ""


def _refusal(found: json_stream.Found) -> Problem:
    """Named by what could still be read of the publication."""
    value = {key: one_line(text) for key, text in _NAMES.findall(found.begun)}
    name = value.get("title") or value.get("identifier") or f"Baris {found.line}"
    return Problem(found.line, name[:200], found.fault, found.advice, is_refusal=True)


class _Publication:
    def __init__(self, publication: dict[str, object], line: int, base: str) -> None:
        self.publication, self.line, self.base = publication, line, base
        self.metadata = _object(publication.get("metadata"))
        self.title = _words(self.metadata.get("title"))
        self.identifier = next(iter(_strings(self.metadata.get("identifier"))), "")
        self.problems: list[Problem] = []

    def verdict(self) -> Extracted:
        if not self.title:
            self._tell("Judul (metadata.title) kosong.", "Minta penerbit mengisi judul buku ini.", is_refusal=True)
            return Extracted(self.line, None, tuple(self.problems))
        record = self._record()
        return Extracted(self.line, record, tuple(self.problems))

    def _tell(self, message: str, advice: str = "", *, is_refusal: bool = False) -> None:
        name = self.title or self.identifier or f"Baris {self.line}"
        self.problems.append(Problem(self.line, name[:200], message, advice, is_refusal))

    def _record(self) -> ProductRecord:
        numbers, faults = acquisition.numbers([self.identifier, *self._other_identifiers()])
        for fault in faults:
            self._tell(fault.message, fault.advice)
        licences = _objects(self.publication.get("licenses"))
        way = acquisition.of(self._links(self.publication, licences))
        carried = self._carried(way.carried, licences)
        return ProductRecord(
            reference=(self.identifier or (numbers[0].value if numbers else self.title))[:200],
            title=self.title[:500],
            subtitle=_words(self.metadata.get("subtitle"))[:500],
            series=self._series(),
            carrier=carried.carrier,
            product_form=carried.product_form,
            file_format=carried.file_format,
            identifiers=numbers + self._own_identifier(),
            contributors=self._contributors(),
            languages=self._languages(),
            publisher_name=self._named("publisher"),
            imprint=self._named("imprint"),
            publication_date=self._date(),
            subjects=tuple(one for value in _listed(self.metadata.get("subject")) if (one := _subject(value)))[:100],
            extents=self._extents(),
            description=paragraphs(_text(self.metadata.get("description"))),
            cover_url=self._cover(),
            supplies=(Supply(prices=way.prices),) if way.prices else (),
            protection=way.protection,
            licences=tuple(_licence(one) for one in licences)[:100],
            acquisition_url=way.address,
            extra=tuple(("rights", one[:1000]) for one in [_words(self.metadata.get("rights"))] if one),
        )

    def _other_identifiers(self) -> list[str]:
        others = _listed(self.metadata.get("altIdentifier")) + _listed(self.metadata.get("isbn"))
        return [text for one in others if (text := _text(one.get("value") if isinstance(one, dict) else one))]

    def _own_identifier(self) -> tuple[Identifier, ...]:
        if not self.identifier or acquisition.is_number_of_a_book(self.identifier):
            return ()
        return (Identifier("proprietary", self.identifier[:200], "metadata.identifier"),)

    def _links(self, publication: dict[str, object], licences: list[dict[str, object]]) -> list[Link]:
        """A licence's price counts like that of a link to buy by: ``metadata.price`` in ODL."""
        own = [self._link(one) for one in _objects(publication.get("links"))]
        for licence in licences:
            price = _price(_object(licence.get("metadata")).get("price"))
            for one in _objects(licence.get("links")):
                link = self._link(one)
                own.append(Link(link.relations, link.address, link.media_types, (price,) if price else link.prices))
            if price and not licence.get("links"):
                own.append(Link((f"{acquisition.ACQUISITION}/buy",), "", (), (price,)))
        return own

    def _link(self, link: dict[str, object]) -> Link:
        properties = _object(link.get("properties"))
        price = _price(properties.get("price"))
        media_types = [_text(link.get("type")), *_indirect(properties.get("indirectAcquisition"))]
        return Link(
            tuple(_strings(link.get("rel"))),
            acquisition.web_address(link.get("href"), self.base),
            tuple(one.casefold() for one in media_types if one),
            (price,) if price else (),
        )

    def _carried(self, by_links: Carried, licences: list[dict[str, object]]) -> Carried:
        formats = [one for licence in licences for one in _strings(_object(licence.get("metadata")).get("format"))]
        ways = [by_links, *(Link((), "", (one.casefold(),)).carried for one in formats)]
        found = next((one for one in ways if one.file_format), Carried())
        if "audiobook" in _text(self.metadata.get("@type")).casefold():
            return Carried(Carrier.AUDIO, "AJ", found.file_format)
        return found

    def _contributors(self) -> tuple[Contributor, ...]:
        found = []
        for key, role in _PEOPLE.items():
            for one in _listed(self.metadata.get(key)):
                told = one if isinstance(one, dict) else {"name": one}
                roles = [people.role_of(word, role) for word in _strings(told.get("role"))] or [role]
                sort_name = _words(told.get("sortAs"))[:200]
                found += [
                    people.person(_words(told.get("name"))[:200], role=each, sort_name=sort_name) for each in roles[:3]
                ]
        return tuple(dict.fromkeys(one for one in found if one))[:100]

    def _languages(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(code for one in _strings(self.metadata.get("language")) if (code := languages.of_code(one)))
        )

    def _named(self, key: str) -> str:
        named = next(iter(_listed(self.metadata.get(key))), "")
        return _words(named.get("name") if isinstance(named, dict) else named)[:200]

    def _series(self) -> str:
        belongs = _object(self.metadata.get("belongsTo") or self.metadata.get("belongs_to"))
        series = next(iter(_listed(belongs.get("series"))), "")
        return _words(series.get("name") if isinstance(series, dict) else series)[:300]

    def _date(self) -> str:
        """Some programs write the year 1 for an unknown one."""
        written = _text(self.metadata.get("published"))
        if written.startswith("0001"):
            return ""
        try:
            return dates.read(written)
        except NotUnderstood as error:
            self._tell(str(error))
            return error.instead

    def _extents(self) -> tuple[Extent, ...]:
        found = (("numberOfPages", _MAIN_PAGES, _IN_PAGES), ("duration", _DURATION, _IN_SECONDS))
        return tuple(
            Extent(kind, f"{value:.0f}", unit) for key, kind, unit in found if (value := _count(self.metadata.get(key)))
        )

    def _cover(self) -> str:
        """The largest picture that isn't drawn."""
        images = [one for one in _objects(self.publication.get("images")) if "svg" not in _text(one.get("type"))]
        images.sort(key=lambda one: -(_count(one.get("height")) or 0))
        addresses = (acquisition.web_address(one.get("href"), self.base) for one in images)
        return next((one for one in addresses if one.startswith("http")), "")


def _subject(value: object) -> Subject | None:
    told = value if isinstance(value, dict) else {"name": value}
    scheme, code, text = (_words(told.get(key))[:200] for key in ("scheme", "code", "name"))
    named = next((name for word, name in _SCHEMES if word in scheme.casefold()), "category")
    return Subject(named, code=code[:100], text=text) if code or text else None


def _licence(licence: dict[str, object]) -> Licence:
    said = _object(licence.get("metadata"))
    terms = _object(said.get("terms"))
    stored = ((key, _text(terms.get(key))[:100]) for key in _TERMS)
    return Licence(_text(said.get("identifier"))[:200], tuple((key, value) for key, value in stored if value))


def _price(value: object) -> Price | None:
    told = _object(value)
    return acquisition.price(told.get("value"), told.get("currency"))


def _indirect(value: object, depth: int = 0) -> list[str]:
    if depth > 5:
        return []
    return [kind for one in _objects(value) for kind in (_text(one.get("type")), *_indirect(one.get("child"), depth + 1))]


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: object) -> list[dict[str, object]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _strings(value: object) -> list[str]:
    return [text for one in _listed(value) if isinstance(one, str) and (text := one_line(one))]


def _text(value: object) -> str:
    """Of a text in several languages, the Indonesian one or else the first."""
    if isinstance(value, dict):
        value = value.get("id") or next((one for one in value.values() if isinstance(one, str)), "")
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _words(value: object) -> str:
    return one_line(_text(value))


def _count(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    return float(value) if 0 < value < 10**9 else 0.0
