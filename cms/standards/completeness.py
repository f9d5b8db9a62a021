"""Completeness: the 14 components of PermenPANRB 15/2014. Only a complete page can be published."""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from typing import Protocol

from wagtail.blocks import StreamValue

from core.pages.blank import is_blank


class LegalBasisLinks(Protocol):
    """A related manager, or its equivalent for a revision."""

    def all(self) -> Sized: ...


class StandardPage(Protocol):
    """The fields of a service page that completeness and texts read. The page model imports this module."""

    requirements: StreamValue
    procedure: StreamValue
    durations: StreamValue
    complaint_channels: StreamValue
    staff_roles: StreamValue
    fee_amount: int | None
    fee_words: str
    fee_basis: str
    staff_number: int | None

    @property
    def legal_basis_links(self) -> LegalBasisLinks: ...


@dataclass(frozen=True)
class Component:
    """One component: its number in the regulation's annex, printed name and completeness predicate.

    ``key`` is the anchor on the public page and the key in tables; ``field`` the form field for its errors.
    """

    number: int
    key: str
    label: str
    field: str
    is_filled: Callable[[StandardPage], bool]

    @property
    def is_delivery(self) -> bool:
        """Service delivery (components 1–6) against manufacturing (7–14)."""
        return self.number <= 6


def _filled(field: str) -> Callable[[StandardPage], bool]:
    return lambda page: not is_blank(getattr(page, field))


def _has_requirement(page: StandardPage) -> bool:
    return any(not is_blank(group.value["items"]) for group in page.requirements)


def _has_step(page: StandardPage) -> bool:
    return any(not is_blank(step.value["text"]) for step in page.procedure)


def _has_duration(page: StandardPage) -> bool:
    """A number with its unit, or the text of the decree."""
    spans = [span.value for span in page.durations]
    return any((span["maximum"] and span["unit"]) or not is_blank(span["words"]) for span in spans)


def _has_fee(page: StandardPage) -> bool:
    """An amount and the text of the decree; a fee above 0 also needs its basis ("per …")."""
    if page.fee_amount is None or is_blank(page.fee_words):
        return False
    return page.fee_amount == 0 or not is_blank(page.fee_basis)


def _has_channel(page: StandardPage) -> bool:
    return any(not is_blank(channel.value["name"]) for channel in page.complaint_channels)


def _has_legal_basis(page: StandardPage) -> bool:
    return bool(page.legal_basis_links.all())


def _has_staffing(page: StandardPage) -> bool:
    return page.staff_number is not None and not is_blank(page.staff_roles)


COMPONENTS: tuple[Component, ...] = (
    Component(1, "persyaratan", "Persyaratan", "requirements", _has_requirement),
    Component(2, "prosedur", "Sistem, mekanisme, dan prosedur", "procedure", _has_step),
    Component(3, "waktu", "Jangka waktu pelayanan", "durations", _has_duration),
    Component(4, "biaya", "Biaya/tarif", "fee_amount", _has_fee),
    Component(5, "produk", "Produk pelayanan", "product", _filled("product")),
    Component(6, "pengaduan", "Penanganan pengaduan", "complaint_channels", _has_channel),
    Component(7, "dasar-hukum", "Dasar hukum", "legal_basis_links", _has_legal_basis),
    Component(8, "sarana", "Sarana, prasarana, dan fasilitas", "facilities", _filled("facilities")),
    Component(9, "kompetensi", "Kompetensi pelaksana", "competence", _filled("competence")),
    Component(10, "pengawasan", "Pengawasan internal", "supervision", _filled("supervision")),
    Component(11, "pelaksana", "Jumlah pelaksana", "staff_number", _has_staffing),
    Component(12, "jaminan", "Jaminan pelayanan", "service_guarantee", _filled("service_guarantee")),
    Component(13, "keamanan", "Jaminan keamanan dan keselamatan pelayanan", "safety_guarantee", _filled("safety_guarantee")),
    Component(14, "evaluasi", "Evaluasi kinerja pelaksana", "evaluation", _filled("evaluation")),
)


def missing_components(page: StandardPage) -> tuple[Component, ...]:
    """Missing components of ``page`` (in memory; also an object of a revision), in the order of the regulation."""
    return tuple(component for component in COMPONENTS if not component.is_filled(page))
