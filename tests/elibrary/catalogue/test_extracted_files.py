"""Records cross from the sandbox to the database as lines of JSON, and what was read before a file breaks is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.sandbox.verdict import Refused
from elibrary.catalogue.facts import facts_of
from elibrary.formats import extraction
from elibrary.formats.records import (
    AccessibilityFeature,
    Extent,
    Extracted,
    Identifier,
    Licence,
    Notice,
    Price,
    Problem,
    ProductRecord,
    RelatedProduct,
    Subject,
    Supply,
    Territory,
    UsageConstraint,
)
from elibrary.formats.values.isbn import isbn13_of
from tests.factories.catalogue import KOPI, book

TODAY = date(2026, 11, 25)
FULL = replace(
    KOPI,
    notice=Notice.DELETE,
    subjects=(Subject("ddc", "633.73", is_main=True), Subject("keyword", text="kopi")),
    extents=(Extent("00", "120", "03"),),
    constraints=(UsageConstraint("02", "02", "10", "07"),),
    related=(RelatedProduct("13", (Identifier("isbn10", "0306406152"),)),),
    accessibility=(AccessibilityFeature("10", "Indeks"),),
    licences=(Licence("l-1", (("concurrency", "1"), ("expires", "2027"))),),
    extra=(("Rak", "B2"),),
)


def there_and_back(one: Extracted) -> Extracted:
    return extraction.extracted_of(extraction.line_of(one))


def test_a_record_comes_back_as_it_went() -> None:
    one = Extracted(7, FULL, (Problem(7, "K-1", "Kode 99 tidak dikenal.", "Perbaiki."),))
    assert there_and_back(one) == one
    refused = Extracted(8, None, (Problem(8, "K-2", "Tanpa judul.", is_refusal=True),))
    assert there_and_back(refused) == refused


def test_nothing_that_a_database_refuses_comes_through() -> None:
    record = there_and_back(Extracted(1, replace(KOPI, title="Ko\x00pi \ud83d"))).record
    assert record is not None
    assert record.title == "Kopi ?"


def test_a_file_that_breaks_in_the_middle_keeps_what_was_read(tmp_path: Path) -> None:
    def broken() -> Iterator[Extracted]:
        yield Extracted(2, KOPI)
        raise ValueError("cut off")

    out = tmp_path / "out.jsonl"
    assert extraction.write(broken(), str(out)) == 2
    with out.open("rb") as lines:
        first, last = extraction.read(lines)
    assert first.record == KOPI
    assert last.record is None
    assert last.problems[0].is_refusal


def test_a_file_that_can_not_be_read_at_all_is_not_called_whole(tmp_path: Path) -> None:
    def broken() -> Iterator[Extracted]:
        raise ValueError("not a catalogue")
        yield

    with pytest.raises(ValueError, match="not a catalogue"):
        extraction.write(broken(), str(tmp_path / "out.jsonl"))


@pytest.mark.parametrize(
    ("scheme", "value", "isbn"),
    [
        ("isbn13", "9780306406157", "9780306406157"),
        ("isbn13", "978-0-306-40615-7", "9780306406157"),
        ("gtin13", "9780306406157", "9780306406157"),
        ("isbn10", "0306406152", "9780306406157"),
        ("isbn10", "080442957x", "9780804429573"),
        ("isbn13", "9780306406158", ""),
        ("gtin13", "8991234567890", ""),
        ("isbn10", "0306406153", ""),
    ],
)
def test_an_isbn_counts_in_thirteen_digits_and_only_with_its_check_digit(scheme: str, value: str, isbn: str) -> None:
    assert isbn13_of([Identifier(scheme, value)]) == isbn


def test_the_price_is_in_rupiah_for_indonesia_and_holds_today() -> None:
    prices = (
        Price(Decimal("9.99"), "USD"),
        Price(Decimal("50000"), "IDR", "02", valid_until="2026-10"),
        Price(Decimal("59999.5"), "IDR", "02", valid_from="2026-11"),
        Price(Decimal("54000"), "IDR", "01"),
        Price(Decimal("1"), "IDR", "02", territory=Territory(excluded=("ID",))),
    )
    facts = facts_of(replace(KOPI, supplies=(Supply(prices=prices),)), today=TODAY)
    assert (facts["price_idr"], facts["is_tax_included"]) == (60000, True)


def facts_with(*prices: Price) -> tuple[int | None, str]:
    facts = facts_of(replace(KOPI, supplies=(Supply(prices=prices),)), today=TODAY)
    return facts["price_idr"], facts["price_note"]


def rupiah(amount: int, qualifier: str = "", **said: str) -> Price:
    return Price(Decimal(amount), "IDR", "02", qualifier=qualifier, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"valid_until": "2026-11-24"}, "IDR 50000 (sampai 2026-11-24)"),
        ({"valid_until": "2026-10"}, "IDR 50000 (sampai 2026-10)"),
        ({"valid_from": "2026-11-26"}, "IDR 50000 (mulai 2026-11-26)"),
        ({"valid_from": "2027", "valid_until": "2028"}, "IDR 50000 (mulai 2027; sampai 2028)"),
        ({"qualifier": "01", "constraint_note": "harga anggota"}, "IDR 50000 (harga anggota)"),
    ],
    ids=["over", "month over", "from tomorrow", "next year", "for members"],
)
def test_a_price_that_does_not_hold_is_noted_and_not_taken(said: dict[str, str], note: str) -> None:
    assert facts_with(rupiah(50_000, **said)) == (None, note)
    assert facts_with(rupiah(50_000, **said), rupiah(70_000)) == (70_000, note)


@pytest.mark.parametrize("dates", [{"valid_from": "2026-11-25"}, {"valid_until": "2026-11-25"}, {"valid_until": "2026-11"}])
def test_a_price_holds_on_its_first_and_last_day(dates: dict[str, str]) -> None:
    assert facts_with(rupiah(50_000, **dates)) == (50_000, "")


@pytest.mark.parametrize("others", [("05",), ("", "05"), ("06", "00", "05"), ("12", "01"), ("10", "06", "05", "")])
def test_the_price_for_libraries_comes_before_others_and_that_for_consumers_last(others: tuple[str, ...]) -> None:
    """List 59: the nearest to a public library wins, wherever it stands; a single buyer's price is better than none."""
    nearest = ["16", "10", "06", "12", "", "00", "05"]
    prices = [rupiah(10_000 + int(code or 90), code) for code in others]
    expected = min((code for code in others if code in nearest), key=nearest.index)
    assert facts_with(*prices)[0] == 10_000 + int(expected or 90)
    assert facts_with(*reversed(prices))[0] == 10_000 + int(expected or 90)


def test_what_is_noted_beside_a_price_does_not_change_with_the_day() -> None:
    """Or each day's import would find other offers changed."""
    prices = (rupiah(70_000), rupiah(90_000, valid_from="2027-01-01"), rupiah(1, "05", valid_until="2026-12"))
    record = replace(KOPI, supplies=(Supply(prices=prices),))
    by_day = [facts_of(record, today=date(2026, 12, day)) for day in (1, 31)]
    assert by_day[0] == by_day[1]
    assert by_day[0]["price_idr"] == 70_000
    assert by_day[0]["price_note"] == "IDR 90000 (mulai 2027-01-01), IDR 1 (sampai 2026-12)"


def test_the_price_that_began_last_replaces_the_one_before() -> None:
    older, newer = rupiah(60_000, valid_from="2025"), rupiah(80_000, valid_from="2026-11")
    for prices in ((rupiah(70_000), older, newer), (newer, older, rupiah(70_000))):
        assert facts_with(*prices)[0] == 80_000


def test_a_price_in_other_money_is_told_and_not_converted() -> None:
    facts = facts_of(replace(KOPI, supplies=(Supply(prices=(Price(Decimal("9.99"), "USD"),)),)), today=TODAY)
    assert (facts["price_idr"], facts["price_note"]) == (None, "USD 9.99")
    for absurd in (Decimal(10) ** 15, Decimal("NaN"), Decimal("Infinity"), Decimal(-1)):
        prices = (Price(absurd, "IDR", "02"),)
        assert facts_of(replace(KOPI, supplies=(Supply(prices=prices),)), today=TODAY)["price_idr"] is None


@pytest.mark.parametrize(
    ("territory", "availability", "answer"),
    [
        (Territory(included=("ID",)), "20", True),
        (Territory(is_world=True, excluded=("ID",)), "20", False),
        (Territory(is_world=True), "40", False),
        (Territory(), "20", True),
        (Territory(), "", None),
        (Territory(included=("MY",)), "", False),
    ],
)
def test_whether_a_book_is_to_be_had_in_indonesia(territory: Territory, availability: str, answer: bool | None) -> None:
    record: ProductRecord = replace(KOPI, sales_territory=territory, supplies=(Supply(availability=availability),))
    assert facts_of(record, today=TODAY)["available_in_indonesia"] is answer


def test_what_is_too_long_for_a_column_is_cut_and_stays_whole_in_the_record() -> None:
    record = book(1, title="a" * 9000, publication_date="kemarin", extents=(Extent("00", "9" * 40, "03"),))
    facts = facts_of(record, today=TODAY)
    assert (len(facts["title"]), facts["year"]) == (500, None)
    assert facts["page_count"] == 100_000


def test_a_format_that_nobody_reads_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="tidak dikenali"):
        extraction.extract(str(tmp_path / "in"), str(tmp_path / "out"), format="pdf")
