"""Acquisition links, which OPDS 1.2 and 2.0 share: how to get a publication, in which file and for how much.

OPDS 1.2, section 5.2: relations start with ``http://opds-spec.org/acquisition``; a link may lead to another kind of file
first (indirect acquisition), the innermost one is what readers get.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import urljoin, urlsplit

from elibrary.formats.records import Identifier, Price
from elibrary.formats.values import carriers, isbn
from elibrary.formats.values.carriers import Carried
from elibrary.formats.values.isbn import Fault

ACQUISITION = "http://opds-spec.org/acquisition"
IMAGE = "http://opds-spec.org/image"
_SAMPLES = (f"{ACQUISITION}/sample", "preview")
_BEST = {f"{ACQUISITION}/open-access": 0, f"{ACQUISITION}/buy": 1, f"{ACQUISITION}/borrow": 2, ACQUISITION: 3}
_PROTECTIONS = {
    "application/vnd.adobe.adept+xml": "03",
    "application/vnd.readium.lcp.license.v1.0+json": "06",
    "application/vnd.readium.lcp.license-1.0+json": "06",
}
"""ONIX list 144: 03 Adobe DRM, 06 Readium LCP, 00 none."""
MOST_CHARACTERS = 2000
_BARE_NUMBER = re.compile(r"97[89]\d{6,}|\d{9}[\dx]|\d{13}", re.ASCII)


_UNKNOWN = Carried()


@dataclass(frozen=True)
class Link:
    """``media_types``: the link's own, then those of its indirect acquisitions from the outside in."""

    relations: tuple[str, ...]
    address: str
    media_types: tuple[str, ...] = ()
    prices: tuple[Price, ...] = ()

    @property
    def is_acquisition(self) -> bool:
        return any(one.startswith(ACQUISITION) for one in self.relations) and not set(_SAMPLES) & set(self.relations)

    @property
    def rank(self) -> int:
        return min((_BEST.get(one, 4) for one in self.relations), default=4)

    @property
    def carried(self) -> Carried:
        kinds = (carriers.of_media_type(one) for one in reversed(self.media_types))
        return next((kind for kind in kinds if kind.file_format), Carried())


@dataclass(frozen=True)
class Acquisition:
    """The combined data of all acquisition links of a publication."""

    address: str = ""
    carried: Carried = _UNKNOWN
    prices: tuple[Price, ...] = ()
    protection: str = ""


def of(links: Iterable[Link]) -> Acquisition:
    """The best way to get it: open access, then buying, then borrowing; EPUB before other files."""
    ways = sorted(
        (link for link in links if link.is_acquisition), key=lambda link: (link.rank, link.carried.file_format != "epub")
    )
    if not ways:
        return Acquisition()
    is_open = ways[0].rank == 0
    prices = tuple(dict.fromkeys(price for way in ways for price in way.prices))
    return Acquisition(
        address=ways[0].address,
        carried=next((way.carried for way in ways if way.carried.file_format), Carried()),
        prices=prices,
        protection="00" if is_open else next((code for way in ways if (code := _protection(way))), ""),
    )


def _protection(link: Link) -> str:
    return next(
        (_PROTECTIONS[kind] for one in link.media_types if (kind := one.partition(";")[0].strip()) in _PROTECTIONS), ""
    )


def web_address(address: object, base: str) -> str:
    """Absolute where ``base`` is known; empty for other schemes. URI templates end at their first expression."""
    if not isinstance(address, str):
        return ""
    try:
        whole = urljoin(base, address.strip().partition("{")[0])
        is_web = urlsplit(whole).scheme in ("http", "https", "")
    except ValueError:
        return ""
    return whole if is_web and whole and len(whole) <= MOST_CHARACTERS else ""


def price(amount: object, currency: object) -> Price | None:
    """Plain numbers with a dot, by both specifications; None for what is none."""
    try:
        value = Decimal(str(amount).strip())
    except InvalidOperation:
        return None
    code = str(currency or "").strip().upper()
    if not value.is_finite() or not 0 <= value < Decimal(10) ** 12 or len(code) != 3:
        return None
    return Price(value, code)


def is_number_of_a_book(identifier: str) -> bool:
    """It is declared as one, or has as many digits as an ISBN; serial numbers of a database are none."""
    lowered = identifier.casefold()
    return lowered.startswith(("urn:isbn:", "isbn")) or bool(_BARE_NUMBER.fullmatch(lowered.replace("-", "")))


def numbers(identifiers: Iterable[str]) -> tuple[tuple[Identifier, ...], list[Fault]]:
    """ISBNs among ``identifiers``, and what is wrong with the others that claim to be one."""
    found: dict[Identifier, None] = {}
    faults: list[Fault] = []
    for one in identifiers:
        if is_number_of_a_book(one):
            good, bad = isbn.read(one)
            found.update(dict.fromkeys(good))
            faults.extend(bad)
    return tuple(found), faults
