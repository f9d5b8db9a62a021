"""A paper that we print says the same whenever it is printed, in letters that every name needs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.conf import settings
from PIL import ImageChops

from core.documents.pdf import Colour, new_document

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def _paper(created_at=AT, *, landscape=False):
    pdf = new_document(title="Sertifikat — contoh", created_at=created_at, landscape=landscape)
    pdf.add_page()
    pdf.heading("Judul “besar”")
    pdf.paragraph("Nama: Ḥasan Ālī Ŝuryo – ≥ 75 • Rp25.000")
    pdf.listing([("1.", "Pertama"), ("2.", "Kedua")])
    pdf.qr("https://contoh.id/sertifikat/A1/", x=20, y=200, size=30)
    return pdf


def test_the_same_input_gives_the_same_bytes_at_any_time(monkeypatch):
    first = bytes(_paper().output())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert bytes(_paper().output()) == first


def test_slanted_type_comes_in_with_its_first_use():
    upright, slanted, marked = _paper(), _paper(), _paper()
    slanted.set_font("Source Sans Pro", "I", 11)
    marked.paragraph("Sangat __penting__", markdown=True)
    assert [len(paper.fonts) for paper in (upright, slanted, marked)] == [2, 4, 4]
    assert len(upright.output()) < len(slanted.output())
    assert "penting" in pdfium.PdfDocument(bytes(marked.output()))[0].get_textpage().get_text_range()


def test_another_creation_date_is_written_into_the_file():
    assert bytes(_paper(AT + timedelta(days=1)).output()) != bytes(_paper().output())


def test_text_can_be_read_back_with_dashes_quotes_and_letters_with_marks():
    page = pdfium.PdfDocument(bytes(_paper().output()))[0]
    text = page.get_textpage().get_text_range()
    for expected in ("Judul “besar”", "Ḥasan Ālī Ŝuryo – ≥ 75 • Rp25.000", "1.", "Kedua"):
        assert expected in text


def test_title_and_language_are_told_to_reading_software():
    data = bytes(_paper().output())
    assert pdfium.PdfDocument(data).get_metadata_value("Title") == "Sertifikat — contoh"
    assert b"/Lang (id)" in data


@pytest.mark.parametrize(("landscape", "size"), [(False, (595, 842)), (True, (842, 595))])
def test_paper_is_a4_either_way(landscape, size):
    page = pdfium.PdfDocument(bytes(_paper(landscape=landscape).output()))[0]
    assert tuple(round(side) for side in page.get_size()) == size


def test_headings_stand_in_the_outline():
    document = pdfium.PdfDocument(bytes(_paper().output()))
    assert [item.get_title() for item in document.get_toc()] == ["Judul “besar”"]


def test_the_qr_of_a_paper_is_drawn_where_it_was_put():
    page = pdfium.PdfDocument(bytes(_paper().output()))[0]
    picture = page.render(scale=4).to_pil().convert("L")
    box = [round(value * 72 / 25.4 * 4) for value in (20, 200, 50, 230)]
    dark = sum(1 for pixel in picture.crop(box).tobytes() if pixel < 128)
    assert 0.15 < dark / ((box[2] - box[0]) * (box[3] - box[1])) < 0.5


def test_a_tile_looks_the_same_wherever_it_stands_as_if_drawn_there():
    drawing = Path(settings.BASE_DIR) / "static" / "img" / "kawung.svg"
    places = [(10.0, 20.0), (60.0, 20.0), (35.5, 200.25)]
    tiled, drawn = (new_document(title="Ubin", created_at=AT) for _ in range(2))
    for document in (tiled, drawn):
        document.add_page()
        document.set_fill_color(*Colour.BAND.value)
        document.rect(0, 0, document.w, document.h, style="F")
    tiled.tiles(drawing, at=places, w=30)
    for x, y in places:
        drawn.image(drawing, x=x, y=y, w=30)
    one, other = (pdfium.PdfDocument(bytes(each.output()))[0].render().to_pil().convert("RGB") for each in (tiled, drawn))
    assert max(most for _, most in ImageChops.difference(one, other).getextrema()) <= 4
    assert len(one.crop((10, 10, 560, 830)).getcolors(1 << 20)) > 10, "something is drawn"
