"""What publishers type into cells is understood as they meant it; what isn't is told in a sentence."""

from decimal import Decimal

import pytest

from elibrary.formats.values import carriers, dates, extents, isbn, languages, money, people, prose
from elibrary.formats.values.errors import NotUnderstood


def _numbers(text):
    return [(one.scheme, one.value) for one in isbn.read(text)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "978-602-03-3295-6",
        "978 602 03 3295 6",
        "ISBN: 978-602-03-3295-6 (jil. 1)",
        "9786020332956.0",
        "9.786020332956E+12",
        "urn:isbn:9786020332956",
        "978–602–03–3295–6",
    ],
)
def test_an_isbn_is_read_however_it_is_written(text):
    assert _numbers(text) == [("isbn13", "9786020332956")]


def test_a_lost_leading_zero_comes_back():
    assert _numbers("306406152") == [("isbn10", "0306406152")]


def test_several_numbers_in_a_cell_are_all_read():
    assert _numbers("978-602-03-3295-6 (pbk.); 978-602-03-3296-3 (PDF) / 1693-1629") == [
        ("isbn13", "9786020332956"),
        ("isbn13", "9786020332963"),
        ("issn", "16931629"),
    ]


def test_a_wrong_check_digit_is_told_with_the_right_one():
    numbers, (fault,) = isbn.read("978-602-03-3295-7")
    assert numbers == ()
    assert "9786020332957" in fault.message
    assert "9786020332956" in fault.advice


def test_digits_that_a_spreadsheet_lost_are_not_made_up():
    numbers, (fault,) = isbn.read("9.78602E+12")
    assert numbers == ()
    assert "hilang" in fault.message
    assert "Teks" in fault.advice


@pytest.mark.parametrize("text", ["", "-", "Belum ada", "dalam proses", "n/a"])
def test_no_number_yet_is_no_fault(text):
    assert isbn.read(text) == ((), ())


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("Rp 45.000,00", "45000", "IDR"),
        ("Rp45.000,-", "45000", "IDR"),
        ("Rp45.000,00-", "45000", "IDR"),
        ("45000", "45000", "IDR"),
        ("45.000", "45000", "IDR"),
        ("45,000.00", "45000", "IDR"),
        ("1.250.000", "1250000", "IDR"),
        ("IDR 45000", "45000", "IDR"),
        ("99 ribu", "99000", "IDR"),
        ("$12.50", "12.5", "USD"),
        ("EUR 9,99", "9.99", "EUR"),
        ("gratis", "0", "IDR"),
    ],
)
def test_prices_are_read_as_people_write_them(text, amount, currency):
    assert money.read(text) == (Decimal(amount), currency)


def test_a_number_of_a_spreadsheet_needs_no_guessing():
    assert money.read(Decimal("45.125"), currency="USD") == (Decimal("45.12"), "USD")
    assert money.read("-") is None


@pytest.mark.parametrize("text", ["-5", "abc", "1.2.3", "12 gulden emas", "9" * 20])
def test_what_is_no_price_is_told(text):
    with pytest.raises(NotUnderstood):
        money.read(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("25/11/2026", "2026-11-25"),
        ("04/25/2026", "2026-04-25"),
        ("03/04/2026", "2026-04-03"),
        ("25 Nop. 2026", "2026-11-25"),
        ("Peb 2020", "2020-02"),
        ("Senin, 3 Agustus 2026", "2026-08-03"),
        ("November 25th, 2026", "2026-11-25"),
        ("20261125", "2026-11-25"),
        ("2026-11-25T00:00:00Z", "2026-11-25"),
        ("2026年11月25日", "2026-11-25"),
        ("٢٠٢٦", "2026"),
        ("2569", "2026"),
        ("1442 H/2021 M", "2021"),
        ("Cet. 2, 2019", "2019"),
        ("[c2019?]", "2019"),
        ("44197", "2021-01-01"),
        ("t.t.", ""),
    ],
)
def test_dates_of_every_culture_are_read(text, read):
    assert dates.read(text) == read


@pytest.mark.parametrize(
    "text", ["31/02/2026", "31 Februari 2026", "2026-02-31", "2026-02-30T00:00:00Z", "45/67/2026", "13/2026", "Feb 30, 2026"]
)
def test_a_day_that_no_calendar_has_is_told_and_only_its_year_is_certain(text):
    with pytest.raises(NotUnderstood, match="tidak ada di kalender") as told:
        dates.read(text)
    assert told.value.instead == "2026"


@pytest.mark.parametrize(("text", "read"), [("2024/25", "2024"), ("2026-00-00", "2026"), ("2026-11-00", "2026-11")])
def test_years_of_two_and_zeros_for_what_is_unknown_are_no_wrong_days(text, read):
    assert dates.read(text) == read


@pytest.mark.parametrize("text", ["besok", "25/11/26", "1447 H", "123456789"])
def test_what_is_no_date_is_told(text):
    with pytest.raises(NotUnderstood, match="tidak dikenali"):
        dates.read(text)


def test_roles_and_offices_are_recognised():
    (editor, illustrator, office), _ = people.read("Andrea Hirata (editor); Ilustrator: Budi; Dinas Koperasi dan UKM")
    assert (editor.role, illustrator.role, illustrator.name) == ("B01", "A12", "Budi")
    assert (office.name, office.is_corporate) == ("Dinas Koperasi dan UKM", True)


def test_languages_become_codes_and_the_others_are_named():
    assert languages.read("Bahasa Indonesia dan Inggris; Klingon") == (("ind", "eng"), ("klingon",))
    assert [languages.of_code(code) for code in ("id", "id-ID", "deu", "und", "x")] == ["ind", "ind", "ger", "", ""]


@pytest.mark.parametrize(
    ("text", "form", "file_format"),
    [("E-book (PDF)", "EA", "pdf"), ("buku digital", "EA", ""), ("Softcover", "BC", ""), ("Text", "BA", ""), ("?", "", "")],
)
def test_carriers_are_told_by_their_words(text, form, file_format):
    carried = carriers.read(text)
    assert (carried.product_form, carried.file_format) == (form, file_format)


@pytest.mark.parametrize(
    ("text", "pages"),
    [("xii + 245 hlm", "245"), ("xiv, 529 p. ; 20 cm", "529"), ("245", "245"), ("1 CD-ROM ; 12 cm", None)],
)
def test_pages_are_counted_without_the_preface(text, pages):
    found = extents.pages(text)
    assert (found.value if found else None) == pages


def test_a_size_has_a_unit():
    assert extents.size("12,5 MB").value == "12.5"
    assert extents.size("1 GB").value == "1024"
    with pytest.raises(NotUnderstood):
        extents.size("besar")


def test_markup_is_read_and_never_kept():
    said = prose.paragraphs(
        "&lt;p&gt;Satu &amp;amp; dua&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;tiga&lt;/p&gt;"
    )
    assert said == "Satu & dua\n\ntiga"
    assert prose.paragraphs("a < b\n\n\nc") == "a < b\n\nc"
    assert prose.one_line("Judul\u202e\x00  buku") == "Judul buku"
