"""Currency and scale of a price stand in its heading: a dollar never becomes a rupiah, nor a thousand one."""

from decimal import Decimal
from pathlib import Path

import pytest

from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.formats.records import Extracted
from elibrary.formats.tables import headings, preview, profile
from elibrary.formats.tables import reader as tables
from tests.elibrary.catalogue.outcomes import counts
from tests.factories.catalogue import applied, checked


@pytest.fixture
def row(tmp_path: Path):
    """The verdict on one row with these columns beside its title."""

    def _row(**columns: str) -> Extracted:
        path = tmp_path / "katalog.csv"
        path.write_text(f"Judul;{';'.join(columns)}\nKopi;{';'.join(columns.values())}\n")
        (found,) = tables.records(str(path))
        return found

    return _row


def price_of(found: Extracted) -> tuple[Decimal, str] | None:
    prices = found.record.supplies[0].prices if found.record.supplies else ()
    return (prices[0].amount, prices[0].currency) if prices else None


@pytest.mark.parametrize(
    ("heading", "cell", "amount", "currency"),
    [
        ("Harga (USD)", "12", "12", "USD"),
        ("Harga (JPY)", "1500", "1500", "JPY"),
        ("Harga (US$)", "12.50", "12.5", "USD"),
        ("Harga (dolar AS)", "12", "12", "USD"),
        ("Harga (dolar Singapura)", "12", "12", "SGD"),
        ("Harga [€]", "9,99", "9.99", "EUR"),
        ("Harga (RM)", "30", "30", "MYR"),
        ("Price USD", "12", "12", "USD"),
        ("USD Price", "12", "12", "USD"),
        ("Harga e-book (USD)", "12", "12", "USD"),
        ("Harga Rp", "45.000", "45000", "IDR"),
        ("Harga Rp.", "45000", "45000", "IDR"),
        ("HARGA (Rp)*", "45000", "45000", "IDR"),
        ("Harga (dalam ribuan)", "1250", "1250000", "IDR"),
        ("Harga (Rp ribu)", "45,5", "45500", "IDR"),
        ("Harga (Rp.000)", "45", "45000", "IDR"),
        ("Harga (x1.000)", "45", "45000", "IDR"),
        ("Harga dalam ribuan rupiah", "45", "45000", "IDR"),
        ("Harga (Rp juta)", "1,2", "1200000", "IDR"),
        ("Harga (dalam ribuan)", "45 ribu", "45000", "IDR"),
        ("Harga (Rp)", "$12", "12", "USD"),
        ("Harga (termasuk PPN 11%)", "45000", "45000", "IDR"),
        ("Harga (P. Jawa, 2026)", "45000", "45000", "IDR"),
        ("Harga (nett per eksemplar)", "45000", "45000", "IDR"),
    ],
)
def test_a_heading_says_currency_and_scale(row, heading: str, cell: str, amount: str, currency: str) -> None:
    found = row(**{heading: cell})
    assert price_of(found) == (Decimal(amount), currency)
    assert found.problems == ()


@pytest.mark.parametrize("heading", ["Harga (gulden)", "Harga (XYZ)", "Harga (dalam ratusan)", "Harga (Rp/USD)"])
def test_a_unit_that_nobody_knows_leaves_the_price_out_and_says_why(row, heading: str) -> None:
    found = row(**{heading: "12"})
    assert price_of(found) is None
    (problem,) = found.problems
    assert not problem.is_refusal
    assert f"“{heading}”" in problem.message
    assert "harganya tidak dipakai. Tulis seperti Harga (Rp)" in problem.message
    assert found.record.extra == (("Harga", "12"),)


def test_a_column_of_currencies_goes_before_the_heading(row) -> None:
    assert price_of(row(**{"Harga (Rp)": "12", "Mata uang": "USD"})) == (Decimal(12), "USD")


def test_a_price_in_rupiah_goes_before_another(row) -> None:
    found = row(**{"Harga (USD)": "12", "Harga (Rp)": "180.000"})
    assert price_of(found) == (Decimal(180000), "IDR")
    assert found.record.extra == (("Harga (USD)", "12"),)


def test_whole_amounts_under_a_heading_of_thousands_are_told(row) -> None:
    found = row(**{"Harga (dalam ribuan)": "45.000"})
    assert price_of(found) == (Decimal(45_000_000), "IDR")
    assert "terlalu tinggi" in found.problems[0].message


def test_two_rows_of_headings_have_units_too(tmp_path: Path) -> None:
    path = tmp_path / "katalog.csv"
    path.write_text("Judul;ISBN;Harga;\n;;USD;Rp\nKopi;9786020332956;12;180000\n")
    (found,) = tables.records(str(path))
    assert price_of(found) == (Decimal(180000), "IDR")


@pytest.mark.parametrize("heading", ["Judul (USD)", "Kode USD", "Tahun (2026)"])
def test_only_prices_have_a_unit(heading: str) -> None:
    assert headings.read(["Nama buku", heading]).units[1] == headings.units.NONE


def test_staff_see_what_a_heading_says(tmp_path: Path) -> None:
    path = tmp_path / "katalog.csv"
    path.write_text("Judul;Harga (USD, ribuan);Banderol (gulden);Penulis\nKopi;12;3;Siti\n")
    assert [one["unit"] for one in preview.columns(str(path))] == ["", "USD, dalam ribuan", "", ""]
    told = preview.columns(str(path), {"Banderol": "price"})[2]
    assert (told["field"], told["unit"]) == ("price", "satuan tidak dikenali, harga tidak dipakai")


def test_staff_tell_two_currencies_apart() -> None:
    chosen = {"Judul": "title", "Harga (Rp)": "", "Harga (USD)": "price"}
    kept = profile.merged({}, chosen)
    assert dict(headings.read(list(chosen), kept).by_heading) == chosen
    assert list(profile.faults(kept)) == []


@pytest.mark.django_db
def test_a_second_import_changes_nothing() -> None:
    content = b"Kode;Judul;Harga (USD)\nA;Kopi;12\nB;Teh;9\n"
    first, second = (catalogue_summary(applied(checked(content, publisher="harga"))) for _ in range(2))
    assert (counts(first), counts(second)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert set(Offer.objects.values_list("price_idr", flat=True)) == {None}
