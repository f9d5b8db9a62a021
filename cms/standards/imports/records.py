"""Typed records of the service standards of a data file; ``services.seeding`` applies them.

Imports no Django: it is usable in the sandbox.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cms.standards.imports.check import JsonObject, problems

DATA_FILE = Path(__file__).parents[1] / "data" / "services-2024.json"


class BrokenDataFile(ValueError):
    """The data file is invalid; the message names the path in the file."""


@dataclass(frozen=True)
class Decree:
    number: str
    date: dt.date
    valid_from: dt.date


@dataclass(frozen=True)
class Standard:
    """One service: position in the page tree, fields, streams and ordered legal basis.

    A service that the decree names without an annex has empty components.
    """

    key: str
    unit: str
    slug: str
    title: str
    fields: Mapping[str, object]
    streams: Mapping[str, list[tuple[str, object]]]
    legal_basis: tuple[str, ...]


@dataclass(frozen=True)
class StandardSet:
    """The standards of one decree and the data of the office."""

    decree: Decree
    office: Mapping[str, str]
    audiences: tuple[str, ...]
    legal_bases: Mapping[str, JsonObject]
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
    """Raises BrokenDataFile for a file that is not valid JSON or fails validation."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenDataFile(f"{path.name}: {error}") from error
    found = list(problems(raw))
    if found:
        raise BrokenDataFile(f"{path.name}: {'; '.join(found[:5])}")
    return standard_set(raw)


def standard_set(raw: JsonObject) -> StandardSet:
    """The typed record of a validated file."""
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
    return Decree(raw["number"], dt.date.fromisoformat(raw["date"]), dt.date.fromisoformat(raw["valid_from"]))


def _standard(entry: JsonObject, decree: Decree) -> Standard:
    fields: dict[str, object] = {name: entry.get(name, "") for name in TEXTS}
    fields |= {name: entry.get(name) for name in NUMBERS}
    fields |= {name: dt.date.fromisoformat(entry[name]) if entry.get(name) else None for name in DATES}
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
