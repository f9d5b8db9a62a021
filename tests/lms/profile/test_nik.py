"""Syntax of a NIK and what it encodes; cases that python-stdnum doesn't cover."""

from datetime import date

import pytest
from stdnum.id import nik as stdnum_nik

from lms.profile.business import InvalidNib, parse_nib
from lms.profile.nik import FEMALE, MALE, InvalidNik, masked, parse

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["3578011708900001", " 3578 0117 0890 0001 ", "35.78.01.170890.0001", "357801-170890-0001"]
)
def test_every_usual_way_of_writing_gives_the_same_sixteen_digits(typed):
    assert parse(typed).number == "3578011708900001"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "16 angka"),
        ("357801170890000", "16 angka"),
        ("35780117089000011", "16 angka"),
        ("357801170890000A", "16 angka"),
        ("٣٥٧٨٠١١٧٠٨٩٠٠٠٠١", "16 angka"),
        ("3578013208900001", "bukan tanggal"),  # day 32
        ("3578014008900001", "bukan tanggal"),  # day 40: neither a man's nor a woman's
        ("3578017208900001", "bukan tanggal"),  # a woman's day 32
        ("3578018108900001", "bukan tanggal"),  # python-stdnum reads day 1
        ("3578010008900001", "bukan tanggal"),
        ("3578011713900001", "bukan tanggal"),  # month 13
        ("3578012902010001", "bukan tanggal"),  # 29 February in no century
        ("0978011708900001", "kode wilayah"),
        ("3500011708900001", "kode wilayah"),
        ("3578001708900001", "kode wilayah"),
        ("3578011708900000", "0000"),
    ],
)
def test_an_impossible_shape_is_refused_with_the_reason_and_without_the_number(typed, words):
    with pytest.raises(InvalidNik, match=words) as refusal:
        parse(typed)
    assert not typed or typed not in str(refusal.value)


def test_a_birth_of_2003_is_not_one_of_1903():
    number = "3578011708030001"
    assert stdnum_nik.get_birth_date(number) == date(1903, 8, 17)
    assert parse(number).birth_date(today=TODAY) == date(2003, 8, 17)


@pytest.mark.parametrize(
    ("yy", "year"),
    [("90", 1990), ("26", 1926), ("27", 1927), ("20", 2020), ("22", 2022), ("45", 1945), ("00", 2000), ("99", 1999)],
)
def test_the_century_is_the_one_in_which_a_person_could_be_our_participant(yy, year):
    assert parse(f"35780117 08{yy} 0001").birth_date(today=TODAY).year == year


def test_a_leap_day_of_2000_exists_though_1900_had_none():
    assert parse("3578012902000001").birth_date(today=TODAY) == date(2000, 2, 29)


def test_a_womans_day_is_forty_more():
    woman, man = parse("3578015708900001"), parse("3578011708900001")
    assert (woman.gender, man.gender) == (FEMALE, MALE)
    assert woman.birth_date(today=TODAY) == man.birth_date(today=TODAY) == date(1990, 8, 17)


@pytest.mark.parametrize("province", ["65", "92", "93", "95", "96", "97"])
def test_provinces_newer_than_the_library_are_accepted(province):
    number = f"{province}01011708900001"
    assert not stdnum_nik.is_valid(number)
    assert parse(number).number == number
    assert not parse(number).is_of_east_java


def test_a_day_fits_whichever_the_century():
    nik = parse("3578011708030001")
    assert nik.may_be_born_on(date(2003, 8, 17))
    assert nik.may_be_born_on(date(1903, 8, 17))
    assert not nik.may_be_born_on(date(2003, 8, 18))


def test_neither_mask_nor_representation_shows_birth_date_or_serial_number():
    assert masked("3578011708900001") == "3578••••••••••01"
    assert "170890" not in repr(parse("3578011708900001"))


@pytest.mark.parametrize("typed", ["9120001234567", "9120 0012 34567", "91.2000.1234567"])
def test_an_nib_has_thirteen_digits(typed):
    assert parse_nib(typed) == "9120001234567"


@pytest.mark.parametrize("typed", ["912000123456", "91200012345678", "912000123456X", "0000000000000"])
def test_anything_else_is_no_nib(typed):
    with pytest.raises(InvalidNib):
        parse_nib(typed)
