"""A requirement "Surat Permohonan" offers the letter itself, made from the service's own data."""

import html
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from cms.pages.models.contact import OfficeContact
from cms.standards.letter import asks_for_letter, letter_of
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from tests.cms.builders import publish

pytestmark = pytest.mark.django_db


def groups(*lists: list[str]) -> Any:
    return [("group", {"title": "", "items": items}) for items in lists]


@pytest.mark.parametrize(
    ("requirement", "is_letter"),
    [
        ("Surat Permohonan", True),
        ("Surat / Form Permohonan", True),
        ("surat permohonan kepada Kepala Dinas", True),
        ("Surat Pengantar dari Kampus", False),
        ("Mengisi formulir pendaftaran online", False),
        ("Fotokopi Surat Permohonan", False),
    ],
)
def test_which_requirement_is_the_applicants_own_letter(requirement: str, is_letter: bool) -> None:
    assert asks_for_letter(requirement) is is_letter


def test_the_letter_is_addressed_to_the_office_for_the_unit_and_lists_what_else_is_asked() -> None:
    page = ServicePage(title="Bimbingan", requirements=groups(["Surat Permohonan", "Identitas Diri"]))
    office = OfficeContact(name="Dinas Koperasi", street="Jl. Juanda 22", city="Sidoarjo", postal_code="61254")
    letter = letter_of(page, unit=WorkUnitPage(title="UPT Pelatihan", live=True), office=office)
    assert letter is not None
    assert letter.subject == "Permohonan Bimbingan"
    assert letter.addressee == ("Yth. Kepala Dinas Koperasi", "u.p. UPT Pelatihan", "Jl. Juanda 22", "Sidoarjo 61254")
    assert letter.enclosures == ("Identitas Diri",)


def test_a_hidden_unit_is_not_named_and_lists_that_differ_by_person_are_left_out() -> None:
    page = ServicePage(title="Bimbingan", requirements=groups(["Surat Permohonan", "KTP"], ["Surat Permohonan", "NIB"]))
    letter = letter_of(page, unit=WorkUnitPage(title="UPT", live=False), office=OfficeContact())
    assert letter is not None
    assert letter.addressee == ("Yth. Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",)
    assert letter.enclosures == ()


def test_the_page_offers_both_files_beside_the_requirement(client: Client, service: ServicePage) -> None:
    page = client.get(service.url).text
    for kind in ("docx", "pdf"):
        assert page.count(f'href="/surat-permohonan/{service.pk}.{kind}"') == 2  # the card, and the requirement
    part = re.sub(r"<[^>]+>", "", page[page.index('id="persyaratan"') : page.index('id="prosedur"')])
    assert "Surat Permohonan Surat siap isi: Word (DOCX) atau PDF untuk dicetak" in " ".join(part.split()).replace(
        "PermohonanSurat", "Permohonan Surat"
    )
    response = client.get(f"/surat-permohonan/{service.pk}.docx")
    assert service.title in "\n".join(line.text for line in Document(BytesIO(response.content)).paragraphs)
    assert response["Content-Disposition"].startswith("attachment; filename=")


def test_a_service_without_the_requirement_offers_none(client: Client, service: ServicePage) -> None:
    service.requirements = groups(["Surat Pengantar dari Kampus"])
    publish(service)
    assert "surat siap isi" not in html.unescape(client.get(service.url).text).lower()
    assert client.get(f"/surat-permohonan/{service.pk}.pdf").status_code == 404
