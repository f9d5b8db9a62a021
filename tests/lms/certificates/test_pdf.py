"""The certificate's PDF: names not cut, one page, deterministic bytes."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
import segno

from lms.certificates.certificate_pdf import CertificatePrint, render


def content(**changes: object) -> CertificatePrint:
    fields = {
        "title": "Sertifikat Pelatihan",
        "statement": "telah menyelesaikan pelatihan",
        "signatory": "Kepala Dinas",
        "holder_name": "Siti",
        "course_title": "Foto Produk",
        "duration_minutes": 25,
        "number": "SJW/00001/115.1/2026",
        "code": "SJW-7KQ2-9FHD-M3XT",
        "issued_at": datetime(2026, 11, 24, 3, tzinfo=UTC),
        "check_url": "https://example.id/sertifikat/SJW-7KQ2-9FHD-M3XT/",
    }
    return CertificatePrint(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    ["D'Souza", "Đặng Thị Ngọc Łukasz", "Abdurraḥmān al-Ḥusaynī", "Raden " * 20 + "Kartodihardjo, S.E., M.M."],
)
def test_every_letter_of_a_name_is_printed_on_the_one_page(name):
    document = pypdfium2.PdfDocument(BytesIO(render(content(holder_name=name))))
    assert len(document) == 1
    page = document[0]
    assert page.get_width() > page.get_height()
    assert "".join(name.split()) in "".join(page.get_textpage().get_text_range().split())


def test_the_same_certificate_has_the_same_bytes():
    assert render(content()) == render(content())


def test_the_longest_name_and_title_stay_above_the_foot():
    long = content(holder_name="W" * 75 + " " + "M" * 74, course_title=("Pengelolaan usaha " * 15)[:255])
    page = pypdfium2.PdfDocument(BytesIO(render(long)))[0]
    text = page.get_textpage()
    found = text.search("Lama belajar").get_next()
    bottom = text.get_charbox(found[0])[1]
    assert bottom > page.get_height() - 158 / 25.4 * 72


def test_a_phone_reads_the_checking_address_from_the_paper():
    """Each module of the QR code, sampled at its centre on the rendered page, matches the encoded URL."""
    wanted = [list(row) for row in segno.make(content().check_url, error="m", micro=False).matrix]
    dots = 12  # a millimetre
    page = pypdfium2.PdfDocument(BytesIO(render(content())))[0].render(scale=dots * 25.4 / 72).to_pil().convert("L")
    left, top, size = 239, 153, 38  # millimetres, with the white edge of four modules
    unit = size / (len(wanted) + 8)

    def is_dark(row: int, column: int) -> int:
        spot = (int((left + (column + 4.5) * unit) * dots), int((top + (row + 4.5) * unit) * dots))
        return int(page.getpixel(spot) < 128)

    sides = range(len(wanted))
    assert [[is_dark(row, column) for column in sides] for row in sides] == wanted
