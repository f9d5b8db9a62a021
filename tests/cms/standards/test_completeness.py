"""A component is complete when its content is visible."""

from collections.abc import Callable

import pytest

from cms.standards.completeness import COMPONENTS, missing_components
from cms.standards.models.service import ServicePage
from core.pages.blank import is_blank, is_blank_html

EMPTY: dict[str, Callable[[ServicePage], None]] = {
    "persyaratan": lambda page: setattr(page, "requirements", [("group", {"title": "UMKM", "items": [" ", "\u200b"]})]),
    "prosedur": lambda page: setattr(page, "procedure", [("step", {"text": "\u00a0", "actor": "Pemohon"})]),
    "waktu": lambda page: setattr(
        page, "durations", [("span", {"label": "Pendaftaran", "minimum": 1, "maximum": 2, "unit": "", "words": " "})]
    ),
    "biaya": lambda page: setattr(page, "fee_amount", None),
    "produk": lambda page: setattr(page, "product", "\n\t"),
    "pengaduan": lambda page: setattr(page, "complaint_channels", [("channel", {"name": " ", "url": "/pengaduan/"})]),
    "dasar-hukum": lambda page: setattr(page, "legal_basis_links", []),
    "sarana": lambda page: setattr(page, "facilities", [("item", " ")]),
    "kompetensi": lambda page: setattr(page, "competence", []),
    "pengawasan": lambda page: setattr(page, "supervision", ""),
    "pelaksana": lambda page: setattr(page, "staff_roles", [("item", "\ufeff")]),
    "jaminan": lambda page: setattr(page, "service_guarantee", " "),
    "keamanan": lambda page: setattr(page, "safety_guarantee", []),
    "evaluasi": lambda page: setattr(page, "evaluation", [("item", "")]),
}


def test_the_fourteen_components_of_the_regulation_are_numbered_in_its_order() -> None:
    assert [component.number for component in COMPONENTS] == list(range(1, 15))
    assert [component.key for component in COMPONENTS if component.is_delivery] == list(EMPTY)[:6]


def test_a_seeded_service_lacks_nothing(service: ServicePage) -> None:
    assert missing_components(service) == ()
    assert missing_components(service.get_latest_revision_as_object()) == ()


def test_an_empty_draft_lacks_all_fourteen(db: None) -> None:
    assert missing_components(ServicePage(title="Draf")) == COMPONENTS


@pytest.mark.parametrize("key", EMPTY)
def test_a_component_that_shows_nothing_is_missing(service: ServicePage, key: str) -> None:
    EMPTY[key](service)
    assert [component.key for component in missing_components(service)] == [key]


def test_a_fee_above_zero_needs_its_basis(service: ServicePage) -> None:
    service.fee_amount = 50_000
    assert [component.key for component in missing_components(service)] == ["biaya"]
    service.fee_basis = "dokumen"
    assert missing_components(service) == ()


@pytest.mark.parametrize("markup", ["", "<p></p>", "<p>&nbsp;</p>", "<p> \u200b<br/></p>", "<ul><li></li></ul>"])
def test_markup_around_nothing_is_blank(markup: str) -> None:
    assert is_blank_html(markup)


@pytest.mark.parametrize("markup", ["<p>a</p>", '<p><embed embedtype="image" id="1"/></p>', "<p>&lt;</p>"])
def test_markup_around_something_is_not(markup: str) -> None:
    assert not is_blank_html(markup)


def test_a_number_is_never_blank() -> None:
    assert not is_blank(0)
    assert is_blank([None, "", {"a": " "}])
