"""Which ordered title a file is: the rules, without a database."""

import pytest

from elibrary.deliveries.matching import METADATA, NAME, TEXT, TITLE, Clues, Wanted, likeness, match
from tests.factories.catalogue import isbn

KOPI = Wanted(line=1, offer=1, title="Kopi Lereng Ijen", isbns=frozenset({isbn(1), isbn(91)}))
TEH = Wanted(line=2, offer=2, title="Teh Kebun Wonosari", isbns=frozenset({isbn(2)}))
BATIK = Wanted(line=3, offer=3, title="Batik Jilid 1", isbns=frozenset())
BATIK_2 = Wanted(line=4, offer=4, title="Batik Jilid 2", isbns=frozenset())
ORDER = [KOPI, TEH, BATIK, BATIK_2]


def clues(*names: str, title: str = "", metadata: tuple[str, ...] = (), text: tuple[str, ...] = ()) -> Clues:
    return Clues(names=names or ("naskah.pdf",), title=title, isbns={"metadata": metadata, "text": text})


@pytest.mark.parametrize(
    ("said", "lines", "how"),
    [
        (clues(f"{isbn(1)}.pdf"), (1,), NAME),
        (clues(f"final_{isbn(91)}.pdf"), (1,), NAME),
        (clues(metadata=(isbn(2),)), (2,), METADATA),
        (clues(text=(isbn(50), isbn(2))), (2,), TEXT),
        (clues(f"{isbn(1)}.pdf", text=(isbn(1), isbn(2))), (1,), NAME),
        (clues("Teh_Kebun-Wonosari FINAL.pdf"), (2,), TITLE),
        (clues(title="Kopi Lereng Ijen"), (1,), TITLE),
        (clues("kopi lereng idjen.epub"), (1,), TITLE),
        (clues("batik jilid 2.pdf"), (4,), TITLE),
        (clues("naskah.pdf", "batik-jilid-1-cetak.pdf"), (3,), TITLE),
    ],
    ids=[
        "name",
        "other form",
        "metadata",
        "text among others",
        "name narrows the text",
        "title in the name",
        "title in the file",
        "a slip",
        "volume",
        "second name",
    ],
)
def test_a_file_finds_its_line(said, lines, how):
    found = match(said, ORDER)
    assert (found.lines, found.how, found.problem) == (lines, how, "")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (clues(f"{isbn(1)}.pdf", metadata=(isbn(2),)), "judul yang berbeda"),
        (clues(f"{isbn(1)}.pdf", text=(isbn(2),)), "judul yang berbeda"),
        (clues(text=(isbn(1), isbn(2))), "beberapa judul"),
        (clues("batik.pdf"), "tidak cocok"),
        (clues("batik jilid 3.pdf"), "tidak cocok"),
        (clues("Kopi Lereng Ijen.pdf", text=(isbn(60),)), "bukan yang dipesan"),
        (clues("naskah.pdf"), "tidak cocok"),
    ],
    ids=[
        "name against metadata",
        "name against text",
        "two titles",
        "no volume",
        "other volume",
        "other edition",
        "nothing",
    ],
)
def test_a_file_that_could_be_another_is_left_to_staff(said, words):
    found = match(said, ORDER)
    assert found.lines == ()
    assert words in found.problem
    assert found.advice


def test_a_title_without_an_isbn_is_found_by_its_title_whatever_isbn_the_file_has():
    assert match(clues("batik jilid 1.pdf", text=(isbn(60),)), ORDER).lines == (3,)


def test_one_file_serves_each_licence_of_a_title():
    second = Wanted(line=9, offer=1, title=KOPI.title, isbns=KOPI.isbns)
    assert match(clues(f"{isbn(1)}.pdf"), [*ORDER, second]).lines == (1, 9)


def test_a_title_that_is_ordered_in_print_needs_no_file():
    printed = Wanted(line=1, offer=1, title="Kopi", isbns=frozenset({isbn(1)}), takes_file=False)
    assert "tanpa berkas" in match(clues(f"{isbn(1)}.pdf"), [printed]).problem


def test_two_titles_alike_are_left_to_staff():
    one, other = (Wanted(number, number, "Resep Nusantara", frozenset()) for number in (1, 2))
    assert "beberapa judul" in match(clues("resep nusantara.pdf"), [one, other]).problem


@pytest.mark.parametrize("words", ["", "...", "日本"])
def test_a_name_without_letters_is_like_nothing(words):
    assert likeness("Kopi Lereng Ijen", words) == 0.0
