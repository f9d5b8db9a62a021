"""How providers write what they hold: an empty value is NOTHING, which ``filled`` leaves out."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from core.personal_data.registry import Fact

NOTHING = "–"


def day_text(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else NOTHING


def filled(facts: list[Fact]) -> list[Fact]:
    """Only what is really there."""
    return [(label, value) for label, value in facts if value != NOTHING]


def count_text(rows: "QuerySet[Any]", noun: str) -> str:
    number = rows.count()
    return f"{number} {noun}" if number else NOTHING
