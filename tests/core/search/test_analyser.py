"""The analyser decides what search can find; its word lists were agreed before its code."""

import time

import pytest

from core.search.language.analyser import analyse, terms
from tests.core.search.words import APART, MEET


@pytest.mark.parametrize("group", MEET)
def test_words_of_one_family_meet(group):
    found = {word: terms(word) for word in group.split()}
    assert len({tuple(each) for each in found.values()}) == 1, found
    assert len(terms(group.split()[0])) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_only_look_alike_stay_apart(one, other):
    assert not set(terms(one)) & set(terms(other))


def test_the_tables_are_as_large_as_agreed():
    assert len(MEET) >= 120
    assert len(APART) >= 40


def test_offsets_point_into_the_text_as_it_was_given():
    text = "Pelatihan  “Pemasaran” bagi KOPERASI-koperasi, é dan buku2."
    marked = [text[token.start : token.end] for token in analyse(text)]
    assert marked == ["Pelatihan", "Pemasaran", "KOPERASI-koperasi", "buku2"]
    assert [token.position for token in analyse(text)] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("UU 20/2008", "Undang-Undang Nomor 20 Tahun 2008"),
        ("UU No. 25 Tahun 2009", "Undang – Undang Nomor 25 Tahun 2009"),
        ("PP 7/2021", "Peraturan Pemerintah Nomor 7 Tahun 2021"),
        ("Rp25.000", "Rp 25000"),
        ("ISO9001", "ISO 9001"),
        ("Si-Jawara+", "sijawara"),
        ("hak - hak masyarakat", "hak masyarakat"),
        ("kerja sama", "kerjasama"),
        ("tanggung jawab", "tanggungjawab"),
        ("tanda tangan", "tandatangan"),
    ],
)
def test_short_and_long_ways_of_writing_meet(short, long):
    assert terms(short) == terms(long) != []


@pytest.mark.parametrize(
    "text",
    ["pela\u00adtihan", "pela-\ntihan", "pela-\r\ntihan", "pela\ufffetihan", "pela\ufffe\ntihan", "ＰＥＬＡＴＩＨＡＮ"],
)
def test_words_broken_by_a_line_of_print_are_whole(text):
    assert terms(text) == terms("pelatihan")
    assert (analyse(text)[0].start, analyse(text)[0].end) == (0, len(text))


def test_ligatures_and_accents_fold():
    assert terms("ﬁnansial café cafe\u0301") == terms("finansial cafe cafe")


def test_abbreviations_keep_their_digits():
    assert terms("SP4N-LAPOR! B2B K3") == ["sp4n", "lapor", "b2b", "k3"]


def test_stop_words_leave_no_term_and_no_gap():
    assert terms("yang di dan ke dari untuk dengan adalah") == []
    assert [token.position for token in analyse("standar dan pelayanan")] == [0, 1]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🙂🙂", "---", "''", "*", "\ud800", "'; DROP TABLE core_job; --", "ا ب", "a" * 100_000]
)
def test_nothing_that_can_be_typed_breaks_it(text):
    assert isinstance(terms(text), list)


def test_time_grows_with_the_text_alone():
    words = " ".join(f"kata{number}x-" * 3 for number in range(20_000))
    started = time.perf_counter()
    analyse(words)
    assert time.perf_counter() - started < 5
