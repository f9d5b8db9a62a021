"""A letter that a person finishes: one A4 page, what is known in it, the same words as DOCX and as PDF."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from django.http import Http404
from docx import Document

from core.documents.blank_letter import BlankLetter, as_docx, as_pdf, letter_response

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LETTER = BlankLetter(
    subject="Permohonan " + "Penyuluhan Pembentukan dan Pendirian Koperasi " * 3,
    addressee=("Yth. Kepala Dinas Koperasi", "u.p. UPT Pelatihan KUKM", "Jl. Raya Bandara Juanda No. 22", "Sidoarjo 61254"),
    sender=(("Nama", "Ḥasan Ālī"), ("Alamat", ""), ("", ""), ("Telepon atau WhatsApp", "")),
    request="Dengan ini saya mengajukan permohonan.",
    enclosures=("Identitas Diri", "Proposal", "Daftar hadir", "Foto produk"),
)


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(content)]


def test_the_pdf_is_one_page_with_everything_that_is_known_and_always_the_same() -> None:
    content = as_pdf(LETTER, created_at=AT)
    (page,) = pages_of(content)
    for words in (
        "Nomor :",
        *LETTER.addressee,
        "Nama : Ḥasan Ālī",
        "Telepon atau WhatsApp :",
        *LETTER.enclosures,
        "Hormat saya,",
    ):
        assert words in page
    assert page.count(":") == 9  # no colon where a line goes on without a label
    assert content == as_pdf(LETTER, created_at=AT)


def test_the_docx_says_the_same_on_a4_in_indonesian() -> None:
    paper = Document(BytesIO(as_docx(LETTER)))
    words = [" ".join(paragraph.text.split()) for paragraph in paper.paragraphs]
    for line in (
        *LETTER.addressee,
        f"Perihal : {LETTER.subject.strip()}",
        "Nama : Ḥasan Ālī",
        "☐ Identitas Diri",
        "Hormat saya,",
    ):
        assert line in words
    assert (round(paper.sections[0].page_width.mm), round(paper.sections[0].page_height.mm)) == (210, 297)
    assert paper.core_properties.language == "id-ID"


def test_without_enclosures_nothing_is_said_of_them() -> None:
    assert "lampirkan" in pages_of(as_pdf(LETTER, created_at=AT))[0]
    assert "lampirkan" not in pages_of(as_pdf(replace(LETTER, enclosures=()), created_at=AT))[0]


def test_another_kind_of_file_is_not_there() -> None:
    with pytest.raises(Http404):
        letter_response(LETTER, "odt", created_at=AT)
