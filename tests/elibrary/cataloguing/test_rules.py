"""Class numbers, call numbers and when two names are one."""

import pytest

from elibrary.cataloguing import ddc
from elibrary.cataloguing.call_numbers import call_number, entry_word
from elibrary.cataloguing.folding import folded, tidy


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("338.642", "338.642"),
        ("899.221/3", "899.2213"),
        ("899.221 3", "899.2213"),
        ("338,6", "338.6"),
        ("2x7.3", "2X7.3"),
        ("", ""),
    ],
)
def test_a_class_number_is_read_as_libraries_write_it(written: str, number: str) -> None:
    assert ddc.read(written) == number


@pytest.mark.parametrize("written", ["33", "R 338", "338.", "NONE", "3386", "338.6.4"])
def test_what_is_no_class_number_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(ddc.NotDdc, match="bukan nomor DDC"):
        ddc.read(written)


@pytest.mark.parametrize(
    ("number", "name"), [("899.2", "Kesusastraan"), ("2X7", "Islam"), ("297", "Agama"), ("004", None), ("", "")]
)
def test_a_number_names_its_main_class(number: str, name: str | None) -> None:
    assert ddc.main_class(number) == (ddc.MAIN_CLASSES["0"] if name is None else name)


@pytest.mark.parametrize(
    ("heading", "is_person", "title", "made"),
    [
        ("Toer, Pramoedya Ananta", True, "Bumi manusia", "899.2213 TOE b"),
        ("Pramoedya Ananta Toer", True, "Bumi manusia", "899.2213 TOE b"),
        ("Dr. Siti Aminah, M.Si.", True, "Kopi", "899.2213 AMI k"),
        ("Al-Ghazali", True, "Ihya", "899.2213 GHA i"),
        ("Dinas Koperasi Jawa Timur", False, "Laporan", "899.2213 DIN l"),
        ("", False, "Kopi nusantara", "899.2213 KOP"),
        ("Tolkien, J.R.R.", True, "The Hobbit", "899.2213 TOL h"),
        ("Éluard, Paul", True, "“Capitale”", "899.2213 ELU c"),
    ],
)
def test_a_call_number_is_made_by_custom(heading: str, is_person: bool, title: str, made: str) -> None:
    assert call_number(ddc="899.2213", heading=heading, is_person=is_person, title=title) == made


def test_without_a_class_there_is_no_call_number() -> None:
    assert call_number(ddc="", heading="Toer", is_person=True, title="Bumi") == ""


def test_a_single_name_is_entered_under_itself() -> None:
    assert entry_word("Hamka") == "Hamka"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Toer, Pramoedya Ananta", "toer  pramoedya ananta.", True),
        ("Café", "CAFE", True),
        ("C++", "C#", False),
        ("C++", "C", False),
        ("日本", "中国", False),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


def test_the_marks_that_part_names_in_slims_are_taken_out() -> None:
    assert tidy(" a<b> \n c") == "a‹b› c"
