"""The data of a catalogue about one product, independent of its format.

Frozen, and without Django, so that extraction runs in the sandbox. Codes are those of a format's own lists where one exists
(ONIX code lists by number); texts are plain, stripped, never None.
Dates may be partial and stay as ISO 8601 text: ``2026``, ``2026-11`` or ``2026-11-25``.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from elibrary.formats.marc.record import WholeRecord
from elibrary.formats.record_json import plain


class Notice(StrEnum):
    """ONIX list 1, as far as it makes a difference here."""

    OFFER = "offer"  # early, advance, confirmed, update: the product is or will be on offer
    DELETE = "delete"


class Carrier(StrEnum):
    """ONIX list 150 by its first letter; other formats use words."""

    DIGITAL = "digital"
    PRINT = "print"
    AUDIO = "audio"
    OTHER = "other"


@dataclass(frozen=True)
class Identifier:
    """``scheme``: isbn13, isbn10, gtin13, doi, proprietary …; ``value`` as printed, without hyphens for ISBN and GTIN."""

    scheme: str
    value: str
    type_name: str = ""


@dataclass(frozen=True)
class Contributor:
    """``role``: ONIX list 17 (A01 author, B01 editor, B06 translator). ``sort_name`` as "Family, Given"."""

    name: str
    role: str = "A01"
    sort_name: str = ""
    is_corporate: bool = False


@dataclass(frozen=True)
class Subject:
    """``scheme``: thema, bisac, ddc, udc, lcsh, keyword, category or the ONIX list 27 code; ``text`` as given."""

    scheme: str
    code: str = ""
    text: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class Extent:
    """``kind``: ONIX list 23 (00 main content pages, 09 duration, 22 file size); ``unit``: list 24 (03 pages, 19 MB)."""

    kind: str
    value: str
    unit: str


@dataclass(frozen=True)
class Territory:
    """ISO 3166-1 codes; ``is_world`` before exclusions. All empty: unknown."""

    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    is_world: bool = False

    def covers(self, country: str) -> bool | None:
        """None where the catalogue has no data. An exclusion takes precedence."""
        if country in self.excluded:
            return False
        if self.is_world or country in self.included:
            return True
        return False if self.included or self.excluded else None


@dataclass(frozen=True)
class Price:
    """``kind``: ONIX list 58 (01 RRP without tax, 02 with tax …); ``tax_percent`` None: unknown.

    ``qualifier``: ONIX list 59, whom it is for (05 consumers, 10 libraries …).
    """

    amount: Decimal
    currency: str
    kind: str = ""
    tax_percent: Decimal | None = None
    is_tax_included: bool | None = None
    valid_from: str = ""
    valid_until: str = ""
    territory: Territory = field(default_factory=Territory)
    qualifier: str = ""
    constraint_note: str = ""  # what the price holds for: "1 pengguna", "12 bulan"


@dataclass(frozen=True)
class Supply:
    """One ProductSupply. ``availability``: ONIX list 65 (20 available, 40 not available …)."""

    supplier: str = ""
    availability: str = ""
    market: Territory = field(default_factory=Territory)
    prices: tuple[Price, ...] = ()
    on_sale_from: str = ""


@dataclass(frozen=True)
class UsageConstraint:
    """``usage``: ONIX list 145 (01 preview, 02 print, 03 copy, 05 text-to-speech, 06 lend, 07 time-limited …).

    ``status``: list 146 (01 unlimited, 02 limited, 03 prohibited); ``limit`` in ``unit`` (list 147).
    """

    usage: str
    status: str
    limit: str = ""
    unit: str = ""


@dataclass(frozen=True)
class RelatedProduct:
    """``relation``: ONIX list 51 (06 alternative format, 13 epublication based on, 27 electronic version …)."""

    relation: str
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True)
class AccessibilityFeature:
    """ONIX list 196."""

    code: str
    text: str = ""


@dataclass(frozen=True)
class Licence:
    """A licence of OPDS 2: ``terms`` concurrency, checkouts, expires, as given."""

    identifier: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ProductRecord:
    """One product. ``reference`` is the publisher's own key for the record and names it in reports."""

    reference: str
    title: str
    notice: Notice = Notice.OFFER
    is_partial: bool = False  # has only the changes: an empty field is unchanged
    carrier: Carrier = Carrier.OTHER
    product_form: str = ""  # ONIX list 150
    file_format: str = ""  # epub, pdf, …
    subtitle: str = ""
    series: str = ""
    edition: str = ""
    identifiers: tuple[Identifier, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-2/B
    publisher_name: str = ""
    imprint: str = ""
    publication_date: str = ""
    publishing_status: str = ""  # ONIX list 64
    sales_territory: Territory = field(default_factory=Territory)
    subjects: tuple[Subject, ...] = ()
    extents: tuple[Extent, ...] = ()
    description: str = ""  # plain text, paragraphs by blank lines
    cover_url: str = ""
    supplies: tuple[Supply, ...] = ()
    constraints: tuple[UsageConstraint, ...] = ()
    protection: str = ""  # ONIX list 144
    related: tuple[RelatedProduct, ...] = ()
    accessibility: tuple[AccessibilityFeature, ...] = ()
    licences: tuple[Licence, ...] = ()
    acquisition_url: str = ""
    call_number: str = ""
    marc: str = ""  # fingerprint of the MARC record that this was read from; the record itself: Extracted.marc
    extra: tuple[tuple[str, str], ...] = ()  # columns without a field

    def identifier(self, scheme: str) -> str:
        return next((one.value for one in self.identifiers if one.scheme == scheme), "")

    def as_json(self) -> dict[str, object]:
        """As it crosses the pipe of the sandbox; Decimals as text."""
        return plain(self)


@dataclass(frozen=True)
class Problem:
    """A problem for the publisher; ``is_refusal``: the record is refused because of it. Sentences are Indonesian."""

    line: int
    record: str
    message: str
    advice: str = ""
    is_refusal: bool = False


@dataclass(frozen=True)
class Extracted:
    """One record's verdict from extraction: ``record`` is None where it was refused. ``marc``: what it was read from."""

    line: int
    record: ProductRecord | None
    problems: tuple[Problem, ...] = ()
    marc: WholeRecord | None = None
