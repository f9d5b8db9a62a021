"""Columns of sentences are recognised by a gutter, tables and single columns aren't taken for them."""

import pytest

from elibrary.books.ingest.columns import Piece, drawn_across_columns, gutter, in_reading_order

PAGE = (0.0, 600.0)


def _line(row, left, right, text=""):
    top = 700 - 14 * row
    return Piece(left, top - 10, right, top, text)


def _column(left, right, rows=range(8), name=""):
    """Full lines, but for the last one of a paragraph."""
    return [_line(row, left, right - (80 if row % 4 == 3 else 0), f"{name}{row}") for row in rows]


def _by_rows(*columns):
    return [piece for row in zip(*columns, strict=True) for piece in row]


TWO = (_column(50, 290, name="a"), _column(310, 550, name="b"))


def test_a_gutter_is_found_between_two_columns_however_they_are_drawn():
    for pieces in (_by_rows(*TWO), [*TWO[0], *TWO[1]]):
        assert 290 <= gutter(pieces, *PAGE) <= 310


def test_only_columns_drawn_line_by_line_need_their_order_mended():
    assert drawn_across_columns(_by_rows(*TWO), *PAGE)
    assert not drawn_across_columns([*TWO[0], *TWO[1]], *PAGE)


def test_a_title_over_both_columns_and_a_page_number_below_do_not_hide_the_gutter():
    assert drawn_across_columns([_line(-2, 100, 500), *_by_rows(*TWO), _line(60, 296, 304)], *PAGE)


def _word_by_word():
    return [_line(row, left, left + 37) for row in range(10) for left in range(50, 540, 41)]


def _table():
    ends = [80, 120, 70, 140, 95, 60, 130, 75]
    return [_line(row, left, left + end - 40) for row, end in enumerate(ends) for left in (50, 200, 330, 450)]


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        _column(50, 550),
        _word_by_word(),
        _table(),
        [*_column(50, 290), *_column(310, 550, range(4))],
        [*_by_rows(*TWO), *_column(50, 550, range(10, 13))],
        [*_column(50, 80), *_column(310, 340)],
        [*_column(20, 150), *_column(160, 580)],
        [Piece(0, 0, 0, 0)] * 20,
    ],
    ids=["empty", "one column", "words", "table", "few on one side", "crossed", "narrow", "at the side", "flat"],
)
def test_what_is_not_set_in_columns_of_sentences_has_no_gutter(pieces):
    assert gutter(pieces, *PAGE) is None
    assert not drawn_across_columns(pieces, *PAGE)


def test_a_page_without_width_and_a_drawing_of_very_many_pieces_are_left_alone(monkeypatch):
    assert gutter(_by_rows(*TWO), 600, 600) is None
    monkeypatch.setattr("elibrary.books.ingest.columns.MOST_PIECES", 15)
    assert gutter(_by_rows(*TWO), *PAGE) is None


def _read(pieces):
    return [line.text for line in in_reading_order(pieces, *PAGE)]


def test_each_column_is_read_to_its_end():
    assert _read(_by_rows(*TWO)) == [*(f"a{row}" for row in range(8)), *(f"b{row}" for row in range(8))]


def test_a_heading_across_is_read_between_what_is_above_and_below_it():
    upper, lower = range(6), range(7, 13)
    pieces = [
        *_by_rows(_column(50, 290, upper, "a"), _column(310, 550, upper, "b")),
        _line(6, 50, 550, "judul"),
        *_by_rows(_column(50, 290, lower, "c"), _column(310, 550, lower, "d")),
    ]
    expected = [f"{name}{row}" for name in "ab" for row in upper]
    assert _read(pieces) == [*expected, "judul", *(f"{name}{row}" for name in "cd" for row in lower)]


def test_three_columns_are_read_one_after_the_other():
    three = [_column(left, left + 160, name=name) for name, left in (("a", 40), ("b", 220), ("c", 400))]
    assert drawn_across_columns(_by_rows(*three), *PAGE)
    assert _read(_by_rows(*three)) == [f"{name}{row}" for name in "abc" for row in range(8)]


def test_words_set_far_apart_in_a_justified_line_stay_one_line():
    left = [*TWO[0][:2], _line(2, 50, 150, "jauh"), _line(2, 170, 290, "sekali"), *TWO[0][3:]]
    assert "jauh sekali" in _read([*left, *TWO[1]])
