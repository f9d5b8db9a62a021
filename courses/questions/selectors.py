"""Reads about tests and the question bank."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from core.pages.process_cache import ProcessCache
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.snapshots import ChoiceSnapshot, Kind, QuestionSnapshot, statement_choices

_tests: ProcessCache[int, Test] = ProcessCache()


def tests_by_pk(keys: Iterable[int]) -> dict[int, Test]:
    """From the process cache: a query only after a change of any test."""
    return _tests.get_many(keys, Test.objects.in_bulk)


def question_pool(*, test: Test) -> QuerySet[Question]:
    """What the test may ask now: the chosen questions, or all of its course, without those that are archived."""
    current = Question.objects.filter(course=test.course_id, archived_at=None)
    chosen = test.questions.values("pk")
    return current.filter(pk__in=chosen) if chosen.exists() else current


def counterpart_of(*, test: Test, course_id: int) -> Test | None:
    """What ``test`` is in another course that was copied from its own, or that its own was copied from; else None."""
    if test.course_id == course_id:
        return test
    return Test.objects.filter(course=course_id, lineage=test.lineage).first()


def question_count(*, test: Test) -> int:
    """How many questions a sitting that begins now has."""
    count = question_pool(test=test).count()
    return count if test.number_drawn is None else min(count, test.number_drawn)


def question_snapshots(keys: Collection[int]) -> dict[int, tuple[int, QuestionSnapshot]]:
    """By key: version and copy of each question. One statement, so that text and choices are of the same wording."""
    columns = ("pk", "version", "kind", "text", "topic", "explanation", "statement_is_true")
    rows: Any = Question.objects.filter(pk__in=keys).order_by("pk", "choices__sort_order", "choices__pk")
    versions: dict[int, int] = {}
    heads: dict[int, tuple[str, str, str, str]] = {}
    choices: dict[int, list[ChoiceSnapshot]] = {}
    for row in rows.values_list(*columns, "choices__pk", "choices__text", "choices__is_right"):
        key, version, kind, text, topic, explanation, statement, choice, choice_text, is_right = row
        versions[key], heads[key] = version, (kind, text, topic, explanation)
        listed = choices.setdefault(key, list(statement_choices(statement)) if kind == Kind.TRUE_FALSE else [])
        if choice is not None and kind != Kind.TRUE_FALSE:
            listed.append(ChoiceSnapshot(str(choice), choice_text, is_right))
    return {key: (versions[key], QuestionSnapshot(*heads[key], tuple(choices[key]))) for key in heads}
