"""Amounts in words."""

import pytest

from core.documents.amounts import LARGEST, terbilang


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (210, "dua ratus sepuluh"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (145_688, "seratus empat puluh lima ribu enam ratus delapan puluh delapan"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_000_000_001, "satu triliun satu"),
    ],
)
def test_a_number_is_written_out(number, words):
    assert terbilang(number) == words


def test_the_largest_number_has_a_word_for_each_of_its_places():
    assert terbilang(LARGEST).count("sembilan ratus sembilan puluh sembilan") == 5


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_no_letter_says_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        terbilang(number)
