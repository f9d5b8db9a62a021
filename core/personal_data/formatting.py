"""Text of the facts that providers return. An empty value is EMPTY, which ``non_empty`` removes."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from core.personal_data.registry import Fact

EMPTY = "–"


def day_text(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else EMPTY


def non_empty(facts: list[Fact]) -> list[Fact]:
    """``facts`` without the empty ones."""
    return [(label, value) for label, value in facts if value != EMPTY]


def count_text(rows: "QuerySet[Any]", noun: str) -> str:
    number = rows.count()
    return f"{number} {noun}" if number else EMPTY
