"""Snapshots of questions and their marking. Pure: no database.

An attempt stores the snapshot with the answer, so that a mark stays reproducible when the question in the bank changes.
"""

import random
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import models

TRUE, FALSE = "benar", "salah"
MAX_ANSWER_LENGTH = 200
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_AROUND = " .,;:!?\"'()“”‘’"


class Kind(models.TextChoices):
    SINGLE = "single", "Pilih satu"
    MULTIPLE = "multiple", "Pilih beberapa"
    TRUE_FALSE = "true_false", "Benar atau salah"
    NUMBER = "number", "Jawaban angka"
    WORD = "word", "Jawaban kata"


CHOICE_KINDS = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE})
"""Kinds answered by selecting choices; the others by text."""


def parse_number(words: str) -> Decimal | None:
    """Parse an Indonesian number: "25.000", "Rp25.000", "1,5", "30 %". None for anything else.

    A point before exactly three digits is a thousands separator; any other point is a decimal separator.
    """
    bare = re.sub(r"^rp\.?|%$|,-$", "", re.sub(r"\s", "", words.lower())).replace("−", "-")
    if len(bare) > 30:
        return None
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".", 1)
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def normalized_text(words: str) -> str:
    """NFKC, case folded, without hyphens, repeated spaces and surrounding punctuation."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.sub(r"[-‐-―]", " ", folded).strip(_AROUND).split())


@dataclass(frozen=True)
class ChoiceSnapshot:
    key: str
    text: str
    is_right: bool


@dataclass(frozen=True)
class QuestionSnapshot:
    kind: str
    text: str
    topic: str
    explanation: str
    choices: tuple[ChoiceSnapshot, ...]

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "QuestionSnapshot":
        choices = tuple(ChoiceSnapshot(*choice) for choice in stored["choices"])
        return cls(stored["kind"], stored["text"], stored["topic"], stored["explanation"], choices)

    def as_json(self) -> dict[str, object]:
        choices = [[choice.key, choice.text, choice.is_right] for choice in self.choices]
        return {
            "kind": self.kind,
            "text": self.text,
            "topic": self.topic,
            "explanation": self.explanation,
            "choices": choices,
        }

    def shuffled(self, rng: random.Random) -> "QuestionSnapshot":
        """A copy with shuffled choices; true/false keeps "Benar" before "Salah"."""
        if self.kind == Kind.TRUE_FALSE:
            return self
        return replace(self, choices=tuple(rng.sample(self.choices, len(self.choices))))

    @property
    def has_choices(self) -> bool:
        return self.kind in CHOICE_KINDS

    def accepted(self, given: Iterable[str]) -> list[str]:
        """Valid answers of the submitted values: keys of choices (one, unless multiple choice) or one text of at most
        ``MAX_ANSWER_LENGTH`` characters."""
        if not self.has_choices:
            return [text for text in (" ".join(each.split())[:MAX_ANSWER_LENGTH] for each in given) if text][:1]
        sent = set(given)
        ticked = [choice.key for choice in self.choices if choice.key in sent]
        return ticked if self.kind == Kind.MULTIPLE else ticked[:1]

    def is_right(self, given: Sequence[str]) -> bool:
        """Multiple choice: exactly the correct choices. An empty answer is never correct."""
        if not given:
            return False
        if self.has_choices:
            return set(given) == {choice.key for choice in self.choices if choice.is_right}
        if self.kind == Kind.NUMBER:
            number = parse_number(given[0])
            return number is not None and number in [parse_number(choice.text) for choice in self.choices]
        return normalized_text(given[0]) in {normalized_text(choice.text) for choice in self.choices}

    def answer_texts(self, given: Sequence[str]) -> list[str]:
        """The answer as displayed text."""
        if not self.has_choices:
            return list(given)
        return [choice.text for choice in self.choices if choice.key in given]

    @property
    def correct_texts(self) -> list[str]:
        return [choice.text for choice in self.choices if choice.is_right]


def statement_choices(is_true: bool) -> tuple[ChoiceSnapshot, ...]:
    return (ChoiceSnapshot(TRUE, "Benar", is_true), ChoiceSnapshot(FALSE, "Salah", not is_true))


def draw_questions(pool: Sequence[tuple[int, str]], *, number: int | None, shuffled: bool, rng: random.Random) -> list[int]:
    """Keys of the questions for one attempt, from ``pool`` (key and topic, in bank order).

    A subset is drawn round-robin over the topics, so that the counts of two topics differ by at most one where possible.
    """
    keys = [key for key, _ in pool]
    taken = set(keys) if number is None or number >= len(keys) else set(_round_robin(pool, number, rng))
    chosen = [key for key in keys if key in taken]
    return rng.sample(chosen, len(chosen)) if shuffled else chosen


def _round_robin(pool: Sequence[tuple[int, str]], number: int, rng: random.Random) -> list[int]:
    topics: dict[str, list[int]] = {}
    for key, topic in rng.sample(pool, len(pool)):
        topics.setdefault(topic, []).append(key)
    rounds = [(place, turn, key) for turn, keys in enumerate(topics.values()) for place, key in enumerate(keys)]
    return [key for _, _, key in sorted(rounds)[:number]]
