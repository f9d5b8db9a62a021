"""The service standards of a decree as a data file holds them: extract → typed record; ``services.seeding`` applies them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DATA_FILE = Path(__file__).parent / "data" / "services-2024.json"


class BrokenDataFile(ValueError):
    """The data file doesn't hold what a standard needs; the message names the place."""


@dataclass(frozen=True)
class Decree:
    number: str
    date: date
    valid_from: date


@dataclass(frozen=True)
class Standard:
    """One service: where it stands in the page tree, its plain fields and streams, and its ordered legal basis."""

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
        decree = Decree(
            raw["decree"]["number"], *(date.fromisoformat(raw["decree"][name]) for name in ("date", "valid_from"))
        )
        standards = tuple(_standard(entry, decree) for entry in raw["services"])
        known = StandardSet(
            decree, raw["office"], tuple(raw["audiences"]), raw["legal_bases"], tuple(raw["units"]), standards
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BrokenDataFile(f"{path.name}: {type(error).__name__} {error}") from error
    _check_references(known)
    return known


def _standard(entry: Mapping[str, Any], decree: Decree) -> Standard:
    fields: dict[str, Any] = {name: entry[name] for name in (*TEXTS, *NUMBERS)}
    fields |= {name: date.fromisoformat(entry[name]) for name in DATES}
    fields |= {"decree_number": decree.number, "decree_date": decree.date, "decree_valid_from": decree.valid_from}
    return Standard(
        key=entry["key"],
        unit=entry["unit"],
        slug=entry["slug"],
        title=entry["title"],
        fields=fields,
        streams={name: [(block, value) for value in entry[name]] for name, block in STREAMS.items()},
        legal_basis=tuple(entry["legal_basis"]),
    )


def _check_references(known: StandardSet) -> None:
    units = {unit["slug"] for unit in known.units}
    for standard in known.standards:
        unknown = [key for key in standard.legal_basis if key not in known.legal_bases]
        if unknown or standard.unit not in units:
            raise BrokenDataFile(f"{standard.key}: {', '.join([*unknown, standard.unit])}")
