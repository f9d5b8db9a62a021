"""Whether an answer is right, and which questions a test draws."""

import random
from collections import Counter
from decimal import Decimal

import pytest

from courses.questions.snapshots import (
    ChoiceSnapshot,
    Kind,
    QuestionSnapshot,
    draw_questions,
    normalized_text,
    parse_number,
    statement_choices,
)


def asked(kind, *choices):
    listed = tuple(ChoiceSnapshot(str(key), text, is_right) for key, (text, is_right) in enumerate(choices))
    return QuestionSnapshot(kind, "Apa?", "", "", listed)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("25.000", "25000"),
        ("Rp25.000", "25000"),
        ("Rp 25.000,-", "25000"),
        ("rp. 1.250.000,50", "1250000.50"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        (" 30 % ", "30"),
        ("−4", "-4"),
        ("007", "7"),
        ("٣", None),
        ("tiga", None),
        ("1,2,3", None),
        ("1e5", None),
        ("NaN", None),
        ("", None),
        ("9" * 31, None),
    ],
)
def test_a_number_is_read_as_people_write_it_here(written, number):
    assert parse_number(written) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("written", ["whatsapp bisnis", " WhatsApp-Bisnis. ", "“WHATSAPP   BISNIS”"])
def test_a_word_is_compared_without_capitals_spaces_and_marks(written):
    assert normalized_text(written) == "whatsapp bisnis"


def test_one_choice_is_right_or_not():
    question = asked(Kind.SINGLE, ("a", False), ("b", True))
    assert question.is_right(["1"])
    assert not question.is_right(["0"])
    assert not question.is_right([])


def test_of_several_choices_all_the_right_ones_and_no_other_are_needed():
    question = asked(Kind.MULTIPLE, ("a", True), ("b", False), ("c", True))
    assert question.is_right(["0", "2"])
    assert not question.is_right(["0"])
    assert not question.is_right(["0", "1", "2"])


def test_a_statement_keeps_its_order_when_choices_are_mixed():
    question = QuestionSnapshot(Kind.TRUE_FALSE, "Benarkah?", "", "", statement_choices(False))
    assert [choice.text for choice in question.shuffled(random.Random(1)).choices] == ["Benar", "Salah"]
    assert question.correct_texts == ["Salah"]
    assert question.is_right(["salah"])


def test_every_accepted_number_or_word_is_right():
    number = asked(Kind.NUMBER, ("25.000", True), ("25", True))
    assert number.is_right(["Rp25.000"])
    assert number.is_right(["25,0"])
    assert not number.is_right(["2500"])
    assert not number.is_right(["dua puluh lima"])
    word = asked(Kind.WORD, ("harga pokok", True), ("HPP", True))
    assert word.is_right(["hpp"])
    assert not word.is_right(["harga"])


def test_what_a_browser_makes_up_is_no_answer():
    single = asked(Kind.SINGLE, ("a", False), ("b", True))
    assert single.accepted(["9", "1", "0"]) == ["0"]
    assert asked(Kind.MULTIPLE, ("a", False), ("b", True)).accepted(["1", "0", "x"]) == ["0", "1"]
    assert asked(Kind.WORD, ("a", True)).accepted(["  satu   dua ", "tiga"]) == ["satu dua"]
    assert asked(Kind.WORD, ("a", True)).accepted(["   "]) == []
    assert len(asked(Kind.WORD, ("a", True)).accepted(["x" * 5000])[0]) == 200


def test_a_copy_survives_its_storage():
    question = asked(Kind.MULTIPLE, ("a", True), ("b", False))
    assert QuestionSnapshot.from_json(question.as_json()) == question


def test_all_questions_are_drawn_in_order_by_default():
    pool = [(3, "Harga"), (1, "Foto"), (2, "Foto")]
    assert draw_questions(pool, number=None, shuffled=False, rng=random.Random(1)) == [3, 1, 2]
    assert draw_questions(pool, number=9, shuffled=False, rng=random.Random(1)) == [3, 1, 2]
    assert draw_questions([], number=2, shuffled=True, rng=random.Random(1)) == []


@pytest.mark.parametrize("seed", range(8))
def test_no_topic_is_left_out_while_another_has_two_more(seed):
    pool = [(key, "Foto") for key in range(10)] + [(key, "Harga") for key in range(10, 13)] + [(20, "Kirim"), (21, "Kirim")]
    chosen = draw_questions(pool, number=6, shuffled=True, rng=random.Random(seed))
    topics = dict(pool)
    assert Counter(topics[key] for key in chosen) == {"Foto": 2, "Harga": 2, "Kirim": 2}
    assert len(set(chosen)) == 6
