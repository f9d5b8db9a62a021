"""A sentence in one column of a page is read and found as a sentence, even where the file draws line by line across."""

import sys
from textwrap import wrap

import pypdfium2 as pdfium
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from fpdf import FPDF

from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.services import latest_job
from core.search.selectors import search_site
from elibrary.books.ingest import layout, pdf
from elibrary.books.services.books import book_create, book_publish, intake_subject
from elibrary.demo.book import render
from tests.factories.elibrary import pdf_bytes

LEFT = (
    "Koperasi simpan pinjam wajib melaporkan kegiatan usahanya setiap enam bulan kepada dinas yang membina "
    "koperasi di daerah agar kesehatan keuangan tetap terjaga dan hak anggota terlindungi sepanjang tahun buku."
)
RIGHT = (
    "Pelaku usaha mikro memperoleh pendampingan gratis tentang kemasan, pemasaran, serta pencatatan keuangan "
    "sederhana dari penyuluh yang ditunjuk oleh dinas pada setiap kecamatan sesuai jadwal kunjungan bulanan."
)
# Of one column each, and broken over a line there.
SENTENCES = ("simpan pinjam wajib melaporkan kegiatan", "memperoleh pendampingan gratis tentang")


def _columns_pdf(left=LEFT, right=RIGHT):
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    for row, (one, other) in enumerate(zip(wrap(left, 34), wrap(right, 34), strict=False)):
        document.text(20, 30 + 6 * row, one)
        document.text(112, 30 + 6 * row, other)
    return bytes(document.output())


def _flat(text):
    return " ".join(text.split())


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "kolom.pdf"
    path.write_bytes(_columns_pdf())
    return path


def _drawn_order(path):
    return _flat(pdfium.PdfDocument(path)[0].get_textpage().get_text_range())


def _page(path):
    return _flat(pdf.read_pages(str(path), 1, 1, str(path.parent))[0]["text"])


def test_each_column_is_read_down_where_the_drawn_order_runs_across(path):
    for sentence in SENTENCES:
        assert sentence not in _drawn_order(path)
        assert sentence in _page(path)
    assert _page(path).startswith(LEFT)


@pytest.mark.django_db
def test_such_a_sentence_is_found_by_search(settings, tmp_path):
    settings.SEARCH_URL = f"whoosh://{tmp_path}/search"
    book = book_create(by=None, file=ContentFile(_columns_pdf(), name="kolom.pdf"), title="Dua Kolom")
    jobs.run(latest_job(kind="elibrary.intake", subject=intake_subject(book)).pk)
    book_publish(by=None, book=book)
    jobs.run(Job.objects.get(kind="core.index_subject").pk)
    hits = [_found_whole(sentence) for sentence in SENTENCES]
    assert hits == [[book.pages.get().get_absolute_url()]] * 2
    assert _found_whole("simpan pinjam wajib Pelaku usaha") == []


def _found_whole(sentence):
    """Addresses where the words stand in this order; pages that have some of them don't count."""
    found = search_site(text=f'"{sentence}"', person=AnonymousUser())
    return [] if found.partial else [hit.url for kind in found.kinds for subject in kind.subjects for hit in subject.hits]


def test_words_broken_at_a_columns_edge_are_whole_again_and_doubled_ones_keep_their_hyphen(tmp_path):
    path = tmp_path / "kolom.pdf"
    lines = [
        *wrap(LEFT, 34),
        "perlindungan bagi anggota kope-",
        "rasi menurut aturan undang-",
        "undang yang berlaku sekarang ini",
    ]
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    for row, line in enumerate(lines):
        document.text(20, 30 + 6 * row, line)
        document.text(112, 30 + 6 * row, "Kolom kanan selalu berisi kalimat ini")
    path.write_bytes(bytes(document.output()))
    assert "anggota koperasi menurut aturan undang-undang yang berlaku" in _page(path)


def test_ligatures_become_the_letters_that_people_type():
    assert pdf.tidy("ﬁnal aﬀair") == "final affair"


@pytest.fixture
def without_pdfminer(monkeypatch):
    """Importing it fails."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pdfminer"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pdfminer", None)


def test_a_file_without_columns_is_read_without_pdfminer(without_pdfminer, path, tmp_path):
    plain = tmp_path / "biasa.pdf"
    plain.write_bytes(pdf_bytes("Izin usaha", "Halaman kedua"))
    assert [page["text"] for page in pdf.read_pages(str(plain), 1, 2, str(tmp_path))] == ["Izin usaha", "Halaman kedua"]
    with pytest.raises(ImportError):
        pdf.read_pages(str(path), 1, 1, str(tmp_path))


def test_no_page_of_the_demo_book_needs_its_layout_read():
    book = pdfium.PdfDocument(render())
    assert len(book) >= 50
    assert not any(pdf._is_drawn_across(page, page.get_textpage()) for page in book)


def _broken(*args, **kwargs):
    raise ValueError


def _endless(*args, **kwargs):
    while True:
        pass


@pytest.mark.parametrize("reader", [_broken, _endless])
def test_a_file_that_pdfminer_can_not_read_keeps_the_drawn_order(monkeypatch, path, reader):
    monkeypatch.setattr(layout, "MOST_SECONDS", 0.05)
    monkeypatch.setattr("pdfminer.high_level.extract_pages", reader)
    assert _page(path) == _drawn_order(path)


@pytest.mark.parametrize("reading", ["", "Koperasi", LEFT + RIGHT + "(cid:12)" * 20])
def test_a_reading_that_lost_or_made_up_letters_is_not_taken(monkeypatch, path, reading):
    monkeypatch.setattr(layout, "read_columns", lambda path, numbers: {1: reading})
    assert _page(path) == _drawn_order(path)
