"""Spreadsheets: typed cells that people can filter, and nothing that a spreadsheet could run."""

import datetime as dt
import tracemalloc
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from core.documents import xlsx
from core.documents.xlsx import Column, Sheet, workbook_bytes, workbook_response, write_workbook

COLUMNS = [Column("Layanan", width=40), Column("Isi")]


def read(content):
    return load_workbook(BytesIO(content))


def only_cell(value):
    return read(workbook_bytes([Sheet("Data", [Column("Isi")], [[value]])])).active["A2"]


def test_a_sheet_has_its_header_rows_widths_frozen_panes_and_filter():
    sheet = Sheet("Papan", COLUMNS, ([f"layanan {n}", n] for n in range(3)), frozen_columns=1)
    page = read(workbook_bytes([sheet]))["Papan"]
    assert [[cell.value for cell in row] for row in page] == [
        ["Layanan", "Isi"],
        ["layanan 0", 0],
        ["layanan 1", 1],
        ["layanan 2", 2],
    ]
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width == 40
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:B4"


def test_totals_stand_below_what_the_filter_sorts():
    page = read(workbook_bytes([Sheet("Data", COLUMNS, [["a", 1], ["b", 2]], footer=["Jumlah", 3])])).active
    assert [cell.value for cell in page[4]] == ["Jumlah", 3]
    assert page["B4"].font.bold
    assert page.auto_filter.ref == "A1:B3"


def test_a_sheet_without_rows_is_a_header():
    page = read(workbook_bytes([Sheet("Kosong", COLUMNS, [])])).active
    assert page.max_row == 1
    assert page.auto_filter.ref == "A1:B1"


@pytest.mark.parametrize(
    ("given", "found", "number_format"),
    [
        (25_000, 25_000, "General"),
        (Decimal("3.25"), 3.25, "General"),
        (dt.date(2026, 11, 24), dt.datetime(2026, 11, 24), "dd-mm-yyyy"),
        # 23.30 UTC is the next morning in Surabaya
        (dt.datetime(2026, 11, 24, 23, 30, tzinfo=dt.UTC), dt.datetime(2026, 11, 25, 6, 30), "dd-mm-yyyy hh:mm"),
        (None, None, "General"),
        (True, "ya", "General"),
        (gettext_lazy("teks"), "teks", "General"),
        (3578010101900001, "3578010101900001", "General"),  # a NIK would lose its last digit as a number
        (float("nan"), "nan", "General"),
        (dt.date(1850, 1, 1), "1850-01-01", "General"),
    ],
)
def test_values_keep_their_type(given, found, number_format):
    cell = only_cell(given)
    assert (cell.value, cell.number_format) == (found, number_format)


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a")'])
def test_text_that_looks_like_a_formula_stays_the_text_it_was(text):
    content = workbook_bytes([Sheet("Data", [Column(text)], [[text]])])
    for name in ("A1", "A2"):
        cell = read(content).active[name]
        assert (cell.value.replace("\n", "\r"), cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    assert only_cell("a\x00b\x0bc").value == "abc"
    assert len(only_cell("x" * 40_000).value) == 32_767


def test_sheet_titles_are_made_fit_and_unlike():
    title = "Standar pelayanan: syarat/waktu [semua layanan]"
    names = read(workbook_bytes([Sheet(title, COLUMNS, []) for _ in range(3)])).sheetnames
    assert all(len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == 3


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        workbook_bytes([Sheet("Data", COLUMNS, [["hanya satu"]])])


def test_a_list_of_any_length_needs_little_memory(tmp_path: Path):
    rows = ([f"baris nomor {n}", n] for n in range(10_000))
    tracemalloc.start()
    write_workbook(tmp_path / "besar.xlsx", [Sheet("Data", COLUMNS, rows)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * 2**20
    assert sum(1 for _ in load_workbook(tmp_path / "besar.xlsx", read_only=True).active) == 10_001


def test_more_rows_than_a_sheet_holds_are_refused_and_leave_no_file(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(xlsx.TooManyRows):
        workbook_response([Sheet("Data", COLUMNS, [["a", 1]] * 3)], filename="data")
    assert list(tmp_path.iterdir()) == []


def test_a_download_has_a_safe_name_and_no_cache_keeps_it():
    response = workbook_response([Sheet("Data", COLUMNS, [["a", 1]])], filename='papan "layanan"/2026.xlsx')
    assert response["Content-Disposition"] == 'attachment; filename="papan-layanan-2026.xlsx"'
    assert response["Content-Type"] == xlsx.CONTENT_TYPE
    assert response["Cache-Control"] == "private, no-store"
    assert read(b"".join(response.streaming_content)).active["A2"].value == "a"
