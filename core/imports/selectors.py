"""Reads of import reports."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.imports.models import ImportLine, ImportRun

CHANGES = (ImportLine.Verdict.NEW, ImportLine.Verdict.CHANGED)


@dataclass(frozen=True)
class Counts:
    """Lines by verdict and, of those that change something, by outcome; labels as people read them."""

    verdicts: dict[str, int]
    outcomes: dict[str, int]

    @property
    def open_changes(self) -> int:
        return self.outcomes.get(ImportLine.Outcome.NONE.label, 0)


def counts(run: ImportRun) -> Counts:
    rows = run.lines.order_by().values_list("verdict", "outcome").annotate(Count("pk"))
    verdicts: dict[str, int] = dict.fromkeys(ImportLine.Verdict.labels, 0)
    outcomes: dict[str, int] = {}
    for verdict, outcome, number in rows:
        verdicts[ImportLine.Verdict(verdict).label] += number
        if verdict in CHANGES:
            label = str(ImportLine.Outcome(outcome).label)
            outcomes[label] = outcomes.get(label, 0) + number
    return Counts(verdicts, outcomes)


def lines_of(run: ImportRun, *, verdict: str = "") -> "QuerySet[ImportLine]":
    """The report in its order; without a ``verdict`` all but what is the same."""
    return run.lines.filter(verdict=verdict) if verdict else run.lines.exclude(verdict=ImportLine.Verdict.SAME)


def pending_keys(run: ImportRun) -> list[str]:
    """The subjects with changes that aren't settled yet, in the report's order."""
    rows = run.lines.filter(outcome="", verdict__in=CHANGES).order_by("number").values_list("key", flat=True)
    return list(dict.fromkeys(rows))


def pending_among(run: ImportRun, keys: Collection[str]) -> set[str]:
    """Which of ``keys`` have changes that aren't settled yet.

    Without an order: asked for the report's, SQLite goes through the whole report for every batch.
    """
    rows = run.lines.order_by().filter(key__in=keys, outcome="", verdict__in=CHANGES)
    return set(rows.values_list("key", flat=True))


def selectable_keys(run: ImportRun) -> dict[str, str]:
    """Key and name of the subjects that are applied only when somebody chooses them."""
    rows = run.lines.filter(outcome="", needs_choice=True, verdict__in=CHANGES).order_by("number")
    return dict(rows.values_list("key", "subject"))


def previous_run_of_file(run: ImportRun) -> ImportRun | None:
    """The last run of the same kind that was of the very same file, for whichever target."""
    same = ImportRun.objects.filter(kind=run.kind, sha256=run.sha256, created_at__lt=run.created_at)
    return same.exclude(pk=run.pk).order_by("-created_at").first()
