"""Reads of tests and the question bank."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from core.pages.process_cache import ProcessCache
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.snapshots import ChoiceSnapshot, Kind, QuestionSnapshot, statement_choices

_tests: ProcessCache[int, Test] = ProcessCache()


def tests_by_pk(keys: Iterable[int]) -> dict[int, Test]:
    """Tests by key, from the process cache; one query after a change of any test."""
    return _tests.get_many(keys, Test.objects.in_bulk)


def question_pool(*, test: Test) -> QuerySet[Question]:
    """Questions the test draws from: the selected ones, else all of its course; archived ones are excluded."""
    current = Question.objects.filter(course=test.course_id, archived_at=None)
    chosen = test.questions.values("pk")
    return current.filter(pk__in=chosen) if chosen.exists() else current


def counterpart_of(*, test: Test, course_id: int) -> Test | None:
    """The copy or original of ``test`` (same lineage) in another course; None without one."""
    if test.course_id == course_id:
        return test
    return Test.objects.filter(course=course_id, lineage=test.lineage).first()


def question_count(*, test: Test) -> int:
    """Number of questions of an attempt that starts now."""
    count = question_pool(test=test).count()
    return count if test.number_drawn is None else min(count, test.number_drawn)


def question_snapshots(keys: Collection[int]) -> dict[int, tuple[int, QuestionSnapshot]]:
    """Version and snapshot of each question, by key. One statement, so that text and choices are consistent."""
    columns = ("pk", "version", "kind", "text", "topic", "explanation", "statement_is_true")
    rows = Question.objects.filter(pk__in=keys).order_by("pk", "choices__sort_order", "choices__pk")
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
