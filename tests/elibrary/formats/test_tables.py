"""Tables of publishers and libraries: every row below the headings has a verdict, wherever the headings stand."""

import base64
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.sandbox.verdict import Refused
from elibrary.formats.records import Carrier
from elibrary.formats.tables import reader as tables

FIXTURES = Path(__file__).parent / "fixtures"
ISBN = "978-602-03-3295-6"


@pytest.fixture
def read(tmp_path):
    """Reads ``content``, text or bytes, as a file and lists the verdicts."""

    def _read(content, **options):
        path = tmp_path / "katalog"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(tables.records(str(path), **options))

    return _read


@pytest.fixture
def read_sheet(tmp_path):
    def _read(rows, merged=(), **options):
        workbook = Workbook()
        sheet = workbook.active
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
        workbook.save(tmp_path / "katalog")
        return list(tables.records(str(tmp_path / "katalog"), **options))

    return _read


def _price(record):
    return record.supplies[0].prices[0]


def test_headings_of_publishers_stand_for_fields(read):
    (found,) = read(
        "No;Judul Buku;Nama Penulis;Penerbit;ISBN;Thn. Terbit;Harga (Rp);Kategori;Jml. Halaman;Bahasa;Sinopsis;"
        "Format;Warna\n"
        f"1;Koperasi Modern;Siti;Contoh Pustaka;{ISBN};2024;45.000;Ekonomi;xii + 245 hlm;Indonesia;<p>Isi</p>;PDF;biru\n"
    )
    record = found.record
    assert found.problems == ()
    assert (record.title, record.publisher_name, record.publication_date) == ("Koperasi Modern", "Contoh Pustaka", "2024")
    assert (record.identifier("isbn13"), record.reference) == ("9786020332956", "9786020332956")
    assert (_price(record).amount, _price(record).currency) == (Decimal(45000), "IDR")
    assert (record.extents[0].value, record.languages, record.description) == ("245", ("ind",), "Isi")
    assert (record.carrier, record.file_format) == (Carrier.DIGITAL, "pdf")
    assert record.extra == (("Warna", "biru"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding_is_read(read, delimiter, encoding):
    rows = [["Judul", "Penulis", "Harga"], ["Café “Kopi”", "André", "1.000"], ["Dua, tiga; empat", "Budi", "2.000"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    first, second = read(text.encode(encoding))
    assert (first.record.title, first.record.contributors[0].name) == ("Café “Kopi”", "André")
    assert (second.line, second.record.title) == (3, "Dua, tiga; empat")


def test_two_encodings_in_one_file_are_both_read(read):
    first, second = read("Judul;Harga\nCafé;1.000\n".encode() + "Résumé;2.000\n".encode("cp1252"))
    assert (first.record.title, second.record.title) == ("Café", "Résumé")


def test_excels_own_word_on_the_delimiter_counts(read):
    (found,) = read("sep=|\nJudul|Harga\nA, B; C|5.000\n")
    assert (found.line, found.record.title) == (3, "A, B; C")


def test_a_letterhead_blank_rows_and_repeated_headings_are_no_books(read):
    found = read("CV Contoh;;\nKatalog 2026;;\n\nJudul;Penulis;Harga\nA;Budi;1.000\n;;\nJudul;Penulis;Harga\nB;Cici;2.000\n")
    assert [(one.line, one.record.title) for one in found] == [(5, "A"), (8, "B")]


def test_a_heading_in_two_rows_is_put_together(read):
    (found,) = read("Judul;Harga;;ISBN\n;Cetak;Digital;\nA;10.000;5.000;\n")
    assert _price(found.record).amount == Decimal(5000)
    assert found.record.carrier is Carrier.DIGITAL
    assert ("Harga cetak", "10.000") in found.record.extra


def test_a_row_without_a_title_is_refused_and_the_next_one_read(read):
    refused, good = read(f"Judul;ISBN;Harga\n;{ISBN};1.000\nB;;2.000\n")
    assert refused.record is None
    assert refused.problems[0].is_refusal
    assert (refused.problems[0].line, refused.problems[0].record) == (2, ISBN)
    assert good.record.title == "B"


def test_a_cell_that_cannot_be_read_stays_beside_the_record(read):
    (found,) = read("Judul;ISBN;Tahun;Harga;Bahasa\nA;978-602-03-3295-7;besok;murah;Klingon\n")
    told = " ".join(one.message + one.advice for one in found.problems)
    assert "9786020332956" in told
    assert all(word in told for word in ("besok", "murah", "klingon"))
    assert found.record.identifiers == ()
    assert ("Tahun terbit", "besok") in found.record.extra


def test_a_day_that_does_not_exist_is_told_and_its_year_kept(read):
    (found,) = read("Judul;Tanggal Terbit;Harga\nA;31/02/2026;1.000\n")
    assert found.record.publication_date == "2026"
    assert "tidak ada di kalender" in found.problems[0].message
    assert "31/02/2026" in dict(found.record.extra).values()


def test_a_price_that_lost_its_thousands_is_pointed_out(read_sheet):
    (found,) = read_sheet([["Judul", "Harga"], ["A", 45.0]])
    assert "terlalu rendah" in found.problems[0].message


def test_an_unclosed_quote_costs_one_row(read):
    rows = "".join(f"{number};Buku {number};1.000\n" for number in range(300))
    found = read(f'No;Judul;Harga\n0;"Lupa;1.000\n{rows}')
    assert (found[0].record, found[0].line) == (None, 2)
    assert "kutip" in found[0].problems[0].message
    assert len([one for one in found if one.record]) == 300


def test_an_unclosed_quote_near_the_end_costs_one_row_too(read):
    first, second = read('Judul;Harga\n"Lupa;1.000\nB;2.000\n')
    assert first.record is None
    assert (second.line, second.record.title) == (3, "B")


def test_a_cell_may_hold_line_breaks(read):
    first, second = read('Judul,Sinopsis\nA,"satu\n\ndua"\nB,tiga\n')
    assert first.record.description == "satu\n\ndua"
    assert second.line == 5


def test_an_isbn_of_the_e_book_beside_another_makes_the_e_book_the_product(read):
    (found,) = read(f"Judul;ISBN;E-ISBN\nA;{ISBN};978-602-03-3296-3\n")
    assert found.record.identifier("isbn13") == "9786020332963"
    assert found.record.carrier is Carrier.DIGITAL
    assert found.record.related[0].identifiers[0].value == "9786020332956"


def test_what_staff_decided_counts_more_than_the_heading(read):
    content = "Nama Barang;Banderol;Judul\nKoperasi;5.000;rak 3\n"
    (found,) = read(content, mapping={"Nama Barang": "title", "banderol": "price", "Judul": ""})
    assert (found.record.title, _price(found.record).amount) == ("Koperasi", Decimal(5000))
    assert found.record.extra == (("Judul", "rak 3"),)


def test_staff_see_what_the_columns_were_taken_for(tmp_path):
    path = tmp_path / "katalog.csv"
    path.write_text("No;Judul;Banderol;Penulis\n1;A;5.000;B\n")
    assert tables.read_mapping(str(path)).by_heading == {"No": "-", "Judul": "title", "Banderol": "", "Penulis": "authors"}


def test_unknown_headings_are_named_in_the_refusal(read):
    with pytest.raises(Refused, match="“Nama Barang”, “Banderol”"):
        read("Nama Barang;Banderol\nKoperasi;5.000\n")


SLIMS = (
    '"title","gmd_name","edition","isbn_issn","publisher_name","publish_year","collation","series_title","call_number",'
    '"language_name","place_name","classification","notes","image","sor","authors","topics","item_code",\n'
)
SLIMS_ROW = (
    '"Laskar "Pelangi", cetak ulang","Text","Cet.1","9789793062792","Bentang","2005","xiv, 529 p. ; 20 cm","",'
    '"813 HIR l","Indonesia","Yogyakarta","813","","","Andrea Hirata","<Hirata, Andrea><Budi>","<Novel><Fiksi>","<B1><B2>"\n'
)


@pytest.mark.parametrize("content", [SLIMS + SLIMS_ROW, SLIMS_ROW])
def test_an_export_of_slims_is_read_with_and_without_its_headings(read, content):
    """SLiMS leaves quotes inside of quotes alone and ends the headings with one comma too many."""
    (found,) = read(content)
    record = found.record
    assert found.problems == ()
    assert (record.title, record.call_number, record.publication_date) == (
        'Laskar "Pelangi", cetak ulang',
        "813 HIR l",
        "2005",
    )
    assert [one.name for one in record.contributors] == ["Andrea Hirata", "Budi"]
    assert [(one.scheme, one.code or one.text) for one in record.subjects] == [
        ("ddc", "813"),
        ("keyword", "Novel"),
        ("keyword", "Fiksi"),
    ]
    assert record.extents[0].value == "529"
    assert ("item_code", "<B1><B2>") in record.extra


def test_a_kbart_list_of_other_software_is_read():
    first, second = tables.records(str(FIXTURES / "kbart_thoth.tsv"))
    assert (first.problems, second.problems) == ((), ())
    assert (first.record.reference, first.record.identifier("isbn13")) == ("10.00001/BOOK.0001", "9781566199094")
    assert (first.record.carrier, first.record.publication_date) == (Carrier.DIGITAL, "1999")
    assert first.record.related[0].identifiers[0].value == "9783161484100"
    assert first.record.acquisition_url == "https://www.book.com"
    assert ("access_type", "F") in first.record.extra
    assert [(one.name, one.role) for one in second.record.contributors] == [("FirstEd", "B01")]


SHEET = (
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:dimension ref="A1"/><x:sheetData>'
    '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Judul</x:t></x:is></x:c>'
    '<x:c r="B1" t="inlineStr"><x:is><x:t>Harga</x:t></x:is></x:c></x:row>'
    '<x:row r="2"><x:c r="A2" t="str"><x:f>"A"&amp;"B"</x:f><x:v>AB</x:v></x:c>'
    '<x:c r="B2"><x:f>1000*45</x:f><x:v>45000</x:v></x:c></x:row>'
    '<x:row r="3"><x:c r="A3" t="str"><x:f>A2</x:f><x:v>C</x:v></x:c>'
    '<x:c r="B3" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
)


def test_formulas_count_with_the_values_that_were_kept(tmp_path):
    """Written by hand: prefixes, texts in their cells and a wrong size, as some programs other than Excel write them."""
    plain = tmp_path / "plain.xlsx"
    Workbook().save(plain)
    path = tmp_path / "katalog"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, SHEET if name == "xl/worksheets/sheet1.xml" else source.read(name))
    first, second = tables.records(str(path))
    assert (first.record.title, _price(first.record).amount) == ("AB", Decimal(45000))
    assert (second.record.title, second.record.supplies) == ("C", ())


def test_numbers_and_dates_of_a_sheet_are_read_as_such(read_sheet):
    (found,) = read_sheet([["Judul", "ISBN", "Harga", "Tanggal Terbit"], ["A", 9786020332956, 45000, date(2026, 1, 2)]])
    assert found.problems == ()
    assert found.record.identifier("isbn13") == "9786020332956"
    assert (_price(found.record).amount, found.record.publication_date) == (Decimal(45000), "2026-01-02")


def test_merged_cells_hold_for_their_rows_and_bands_are_no_books(read_sheet):
    rows = [["Judul", "Penerbit", "Harga"], ["A", "Contoh", 1000], ["B", None, 2000], ["NOVEL"], ["C", "Lain", 3000]]
    found = read_sheet(rows, merged=["B2:B3", "A4:C4"])
    assert [(one.line, one.record.title, one.record.publisher_name) for one in found] == [
        (2, "A", "Contoh"),
        (3, "B", "Contoh"),
        (5, "C", "Lain"),
    ]


def test_a_formula_without_a_kept_value_is_explained(read_sheet):
    (found,) = read_sheet([["Judul", "Harga"], ['="A"&"B"', 1000]])
    assert found.record is None
    assert "rumus" in found.problems[0].advice


def test_every_visible_sheet_with_headings_is_read(tmp_path):
    workbook = Workbook()
    workbook.active.append(["Surat pengantar"])
    for title, state in (("Novel", "visible"), ("Lama", "hidden"), ("Anak", "visible")):
        sheet = workbook.create_sheet(title)
        sheet.sheet_state = state
        sheet.append(["Judul", "Harga"])
        sheet.append([f"Buku {title}", "murah"])
    workbook.save(tmp_path / "katalog")
    found = list(tables.records(str(tmp_path / "katalog")))
    assert [one.record.title for one in found] == ["Buku Novel", "Buku Anak"]
    assert [one.problems[0].record for one in found] == ["Buku Novel", "Anak: Buku Anak"]


def test_a_broken_workbook_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "katalog").write_bytes(b"PK\x03\x04" + base64.b64decode("AAAA" * 20))
    with pytest.raises(Refused, match="rusak"):
        list(tables.records(str(tmp_path / "katalog")))


def test_a_price_list_of_other_software_is_read():
    first, second = tables.records(str(FIXTURES / "xlsxwriter.xlsx"))
    assert (first.record.title, first.record.publication_date, _price(first.record).amount) == (
        "Koperasi Tangguh",
        "2026-01-02",
        Decimal(45000),
    )
    assert [one.name for one in first.record.contributors] == ["Siti Aminah", "Budi Santoso"]
    assert (second.record.identifier("isbn13"), second.record.publication_date) == ("9786020312347", "2025-03")
    assert _price(second.record).amount == Decimal(90000)
