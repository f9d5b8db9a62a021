"""The service standards of a decree as a data file holds them: extract → typed record; ``services.seeding`` applies them.

Free of Django, so that a file from outside is read in the sandbox.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cms.standards.imports.check import problems

DATA_FILE = Path(__file__).parents[1] / "data" / "services-2024.json"


class BrokenDataFile(ValueError):
    """The data file doesn't hold what a standard needs; the message names the place."""


@dataclass(frozen=True)
class Decree:
    number: str
    date: date
    valid_from: date


@dataclass(frozen=True)
class Standard:
    """One service: where it stands in the page tree, its plain fields and streams, and its ordered legal basis.

    One that the decision names and the annex leaves out has empty components.
    """

    key: str
    unit: str
    slug: str
    title: str
    fields: Mapping[str, Any]
    streams: Mapping[str, list[tuple[str, Any]]]
    legal_basis: tuple[str, ...]


@dataclass(frozen=True)
class StandardSet:
    """Everything one decree says, and the office it speaks for."""

    decree: Decree
    office: Mapping[str, str]
    audiences: tuple[str, ...]
    legal_bases: Mapping[str, Mapping[str, Any]]
    units: tuple[Mapping[str, str], ...]
    standards: tuple[Standard, ...]


STREAMS = {
    "requirements": "group",
    "procedure": "step",
    "durations": "span",
    "complaint_channels": "channel",
    "facilities": "item",
    "competence": "item",
    "staff_roles": "item",
    "safety_guarantee": "item",
    "evaluation": "item",
}
TEXTS = ("summary", "action_label", "action_url", "fee_basis", "fee_words", "product", "supervision", "service_guarantee")
NUMBERS = ("fee_amount", "staff_number")
DATES = ("reviewed_on", "review_due")


def read_standards(path: Path = DATA_FILE) -> StandardSet:
    """Raises BrokenDataFile when the file is no JSON or lacks a part."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenDataFile(f"{path.name}: {error}") from error
    found = list(problems(raw))
    if found:
        raise BrokenDataFile(f"{path.name}: {'; '.join(found[:5])}")
    return standard_set(raw)


def standard_set(raw: Mapping[str, Any]) -> StandardSet:
    """The typed record of a file in which ``problems`` found nothing."""
    decree = _decree(raw["decree"])
    return StandardSet(
        decree=decree,
        office=raw.get("office", {}),
        audiences=tuple(raw.get("audiences", ())),
        legal_bases=raw["legal_bases"],
        units=tuple(raw["units"]),
        standards=tuple(_standard(entry, decree) for entry in raw["services"]),
    )


def _decree(raw: Mapping[str, str]) -> Decree:
    return Decree(raw["number"], date.fromisoformat(raw["date"]), date.fromisoformat(raw["valid_from"]))


def _standard(entry: Mapping[str, Any], decree: Decree) -> Standard:
    fields: dict[str, Any] = {name: entry.get(name, "") for name in TEXTS}
    fields |= {name: entry.get(name) for name in NUMBERS}
    fields |= {name: date.fromisoformat(entry[name]) if entry.get(name) else None for name in DATES}
    fields["durations_are_alternatives"] = entry.get("durations_are_alternatives", False)
    if "decree" in entry:
        decree = _decree(entry["decree"])
    fields |= {"decree_number": decree.number, "decree_date": decree.date, "decree_valid_from": decree.valid_from}
    return Standard(
        key=entry["key"],
        unit=entry["unit"],
        slug=entry["slug"],
        title=entry["title"],
        fields=fields,
        streams={name: [(block, value) for value in entry.get(name, ())] for name, block in STREAMS.items()},
        legal_basis=tuple(entry.get("legal_basis", ())),
    )
