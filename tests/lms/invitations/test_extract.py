"""What is read out of a spreadsheet, and what is refused before anybody looks at a person."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from core.sandbox.verdict import Refused
from lms.invitations.imports import extract
from lms.invitations.imports.columns import column_of
from lms.invitations.imports.records import PersonRecord, record_of
from tests.lms.invitations.sheets import BUDI, HEADINGS, SRI, saved, sheet

TODAY = date(2026, 11, 25)


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def from_bytes(content: bytes) -> dict[str, Any]:
        path = tmp_path / "peserta.xlsx"
        path.write_bytes(content)
        found: dict[str, Any] = json.loads(json.dumps(extract.read(str(path))))
        return found

    return from_bytes


def one(heading: str, value: Any) -> PersonRecord:
    """The record of a row with this one cell beside name and address."""
    workbook = Workbook()
    page: Any = workbook.active
    page.append(["Nama", "E-mail", heading])
    page.append(["Sri", "sri@example.id", value])
    file: Any = BytesIO(saved(workbook))
    row = extract.read(file)["rows"][0]
    return record_of(row, today=TODAY)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("NAMA", "full_name"),
        (" Nama  Lengkap* ", "full_name"),
        ("Surel", "email"),
        ("E-Mail (aktif)", "email"),
        ("N I K", "nik"),
        ("No. KTP", "nik"),
        ("Kab/Kota", "regency"),
        ("KABUPATEN / KOTA", "regency"),
        ("No. HP/WA", "phone"),
        ("Nomor Telepon", "phone"),
        ("L/P", "gender"),
        ("Tempat, Tgl. Lahir", "birth_date"),
        ("Nama Usaha", "business_name"),
        ("Nama Koperasi", "cooperative"),
        ("Alamat", None),
        ("No", None),
    ],
)
def test_headings_are_known_however_they_are_written(heading: str, name: str | None) -> None:
    assert column_of(heading) == name


def test_columns_are_in_any_order_below_a_title_and_between_blank_rows(read: Any) -> None:
    above = [["DAFTAR PESERTA PELATIHAN"], [], ["Tahun 2026"]]
    rows = [[None, BUDI[1], "x", BUDI[0]], [], [None, None, "", None], [9, SRI[1], None, SRI[0]]]
    found = read(sheet(rows, ["No", "Surel", "Keterangan", "Nama Peserta"], above=above))
    assert [row["row"] for row in found["rows"]] == [5, 8]
    assert found["rows"][1]["cells"] == {"email": ["text", SRI[1]], "full_name": ["text", SRI[0]]}
    assert found["ignored"] == ["No", "Keterangan"]


def test_the_first_visible_sheet_with_headings_is_read_and_the_others_are_named(read: Any) -> None:
    workbook = Workbook()
    workbook.active.title = "Sampul"
    hidden = workbook.create_sheet("Lama")
    hidden.append(list(HEADINGS))
    hidden.sheet_state = "hidden"
    people = workbook.create_sheet("Peserta")
    people.append(list(HEADINGS))
    people.append(list(SRI))
    found = read(saved(workbook))
    assert (found["sheet"], found["other_sheets"], len(found["rows"])) == ("Peserta", ["Sampul"], 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (sheet([], ["Nama", "E-mail"]), "tidak ada isinya"),
        (sheet([["Sri", "x"]], ["Nama", "Alamat"]), "Perlu kolom Nama, dan E-mail atau NIK"),
        (sheet([["Sri", "a", "b"]], ["Nama", "E-mail", "Surel"]), "Kolom E-mail ada lebih dari satu: B, C"),
        (sheet([SRI], above=[["x"]] * 30), "tidak ditemukan di 30 baris pertama"),
    ],
)
def test_a_file_without_a_usable_table_is_refused_in_a_sentence(read: Any, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(content)


def test_more_than_ten_thousand_people_are_refused_and_ten_thousand_are_not(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "MOST_ROWS", 3)
    assert len(read(sheet([SRI] * 3))["rows"]) == 3
    with pytest.raises(Refused, match="lebih dari"):
        read(sheet([SRI] * 4))


def test_rows_of_merged_cells_are_marked_and_a_merged_title_is_not(read: Any) -> None:
    workbook = Workbook()
    page: Any = workbook.active
    for row in (["DAFTAR"], HEADINGS, SRI, BUDI, BUDI):
        page.append(list(row))
    page.merge_cells("A1:E1")
    page.merge_cells("D4:D5")
    rows = read(saved(workbook))["rows"]
    assert [row["merged"] for row in rows] == [False, True, True]
    assert "sel gabungan" in record_of(rows[1], today=TODAY).problems[0]


# --- cells ---------------------------------------------------------------------


@pytest.mark.parametrize("value", [3515015708900000, 3.51501570890000e15, 3.5e15, 35150157089])
def test_a_nik_that_a_spreadsheet_has_cut_keeps_the_row_out_and_says_what_to_do(value: Any) -> None:
    (problem,) = one("NIK", value).problems
    assert "angka terakhirnya hilang" in problem
    assert "Teks" in problem


@pytest.mark.parametrize("value", ["3515015708900001", "'3515 0157 0890 0001", 3515015708900001, "3515.0157.0890.0001"])
def test_a_whole_nik_is_taken(value: Any) -> None:
    assert one("NIK", value).nik == "3515015708900001"


def test_a_nik_that_cannot_be_keeps_the_row_out() -> None:
    assert "16 angka" in one("NIK", "123").problems[0]


@pytest.mark.parametrize("value", ["0812-3456-7890", 81234567890, 81234567890.0, "81234567890", "+62 812 3456 7890"])
def test_a_telephone_number_gets_its_leading_zero_back(value: Any) -> None:
    assert one("No. HP", value).details["phone"] == "+6281234567890"


@pytest.mark.parametrize(
    "value",
    [
        datetime(1990, 8, 17),
        "17-08-1990",
        "17/8/1990",
        "17.08.1990",
        "1990-08-17",
        "17 Agustus 1990",
        "17 Agt 1990",
        "Surabaya, 17 Agustus 1990",
        33102,
    ],
)
def test_a_birth_date_is_read_however_it_is_written(value: Any) -> None:
    assert one("Tanggal lahir", value).details["birth_date"] == date(1990, 8, 17)


@pytest.mark.parametrize("value", ["17-08-90", "08/17/1990", "31-02-1990", "besok", "17-08-1890", "17-08-2025", 12])
def test_an_ambiguous_birth_date_is_left_out_with_a_note(value: Any) -> None:
    record = one("Tanggal lahir", value)
    assert "birth_date" not in record.details
    assert record.problems == ()
    assert record.notes[0].startswith("Tanggal lahir: ")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Sidoarjo", "35.15"),
        ("KAB. SIDOARJO", "35.15"),
        ("Kabupaten  Malang", "35.07"),
        ("Kota Malang", "35.73"),
        ("surabaya", "35.78"),
        ("35.78", "35.78"),
        ("Kodya Batu", "35.79"),
    ],
)
def test_a_regency_is_known_by_its_usual_names(value: str, code: str) -> None:
    assert one("Kab/Kota", value).regency == code


def test_a_name_that_two_regencies_share_asks_which() -> None:
    assert "Kabupaten Malang atau Kota Malang" in one("Kab/Kota", "Malang").notes[0]


@pytest.mark.parametrize(("value", "gender"), [("P", "female"), ("laki-laki", "male"), ("Wanita", "female"), ("L", "male")])
def test_a_gender_is_known_by_its_usual_words(value: str, gender: str) -> None:
    assert one("JK", value).details["gender"] == gender


@pytest.mark.parametrize(("value", "sector"), [("Kuliner", "food"), ("Batik", "clothing"), ("Jasa", "services")])
def test_a_sector_is_known_by_its_usual_words(value: str, sector: str) -> None:
    assert one("Bidang usaha", value).details["business_sector"] == sector


@pytest.mark.parametrize(
    ("heading", "value", "sentence"),
    [
        ("Bidang usaha", "Tambang emas", "Pilihan: Makanan dan minuman"),
        ("NIB", "123", "13 angka"),
        ("No. HP", "abc", "satu nomor"),
        ("Jenis kelamin", "?", "Tulis L atau P"),
        ("Koperasi", "x" * 151, "151 huruf"),
        ("Koperasi", "=A1", "berisi rumus"),
    ],
)
def test_a_detail_that_is_not_understood_is_a_note_and_no_block(heading: str, value: Any, sentence: str) -> None:
    record = one(heading, value)
    assert record.problems == ()
    assert sentence in record.notes[0]


def test_an_nib_gets_its_leading_zeros_back() -> None:
    assert one("NIB", 220001234567).details["nib"] == "0220001234567"


@pytest.mark.parametrize("value", ["sri@", "a@example.id; b@example.id", "=HYPERLINK(1)", 5])
def test_an_address_that_cannot_be_keeps_the_row_out(value: Any) -> None:
    row = {"row": 2, "merged": False, "cells": {"full_name": ("text", "Sri"), "email": ("text", str(value))}}
    assert record_of(row, today=TODAY).problems


def test_a_record_shows_nothing_of_the_person_in_a_log() -> None:
    assert repr(one("NIK", "3515015708900001")) == "PersonRecord(row=2)"
