"""Entries of services, grouped into the parts of the comparison, and their texts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from cms.standards.completeness import COMPONENTS
from cms.standards.durations import span_text
from cms.standards.imports.check import JsonObject
from core.documents.formatting import rupiah
from core.pages.models import LegalBasis

Entry = JsonObject
"""A service of the file with ``legal_basis`` as full citations and the decree flattened to three fields."""

_MORE_FIELDS = {
    "durations": ("durations_are_alternatives",),
    "fee_amount": ("fee_basis", "fee_words"),
    "staff_number": ("staff_roles",),
    "legal_basis_links": (),
}


@dataclass(frozen=True)
class Part:
    """One row of the comparison."""

    label: str
    fields: tuple[str, ...]


PARTS = (
    Part("Judul dan ringkasan", ("title", "summary")),
    *(
        Part(one.label, ("legal_basis" if one.field == "legal_basis_links" else one.field, *_MORE_FIELDS.get(one.field, ())))
        for one in COMPONENTS
    ),
    Part("Tombol", ("action_label", "action_url")),
    Part("Keputusan dan peninjauan", ("decree_number", "decree_date", "decree_valid_from", "reviewed_on", "review_due")),
)


def as_entry(service: JsonObject, raw: JsonObject) -> Entry:
    """The entry of a service of the file ``raw``: references are replaced by what they refer to."""
    decree = service.get("decree", raw["decree"])
    entry = {name: value for name, value in service.items() if name != "decree"}
    if "durations" in entry:
        entry.setdefault("durations_are_alternatives", False)
    if "legal_basis" in entry:
        entry["legal_basis"] = [full_citation(raw["legal_bases"][key]) for key in entry["legal_basis"]]
    return entry | {f"decree_{name}": decree[name] for name in ("number", "date", "valid_from")}


def differing(old: Entry, new: Entry) -> list[str]:
    """Fields of ``new`` whose value differs from ``old``; all blank values are equal."""
    fields = (name for part in PARTS for name in part.fields if name in new)
    return [name for name in fields if new[name] != old.get(name) and not (_blank(new[name]) and _blank(old.get(name)))]


def _blank(value: object) -> bool:
    return value is None or value is False or value in ("", [])


def basis_of(known: JsonObject) -> LegalBasis:
    """An unsaved regulation with its identity and title."""
    return LegalBasis(**{name: known[name] for name in ("kind", "issuer", "number", "year", "title")})


def full_citation(known: JsonObject) -> str:
    return basis_of(known).citation


def part_text(part: Part, entry: Entry) -> str:
    """Text of the part, one line an item; omitted fields have none."""
    texts = [_TEXTS.get(name, str)(entry[name]) for name in part.fields if not _blank(entry.get(name))]
    return "\n".join(texts)


def _groups(groups: list[dict[str, Any]]) -> str:
    return "\n".join(
        line for group in groups for line in (*([f"{group['title']}:"] if group["title"] else []), _bullets(group["items"]))
    )


def _steps(steps: list[dict[str, str]]) -> str:
    return "\n".join(
        f"{number}. {step['text']}{' (' + step['actor'] + ')' if step['actor'] else ''}"
        for number, step in enumerate(steps, start=1)
    )


def _bullets(items: list[str]) -> str:
    return "\n".join(f"• {item}" for item in items)


def _channels(channels: list[dict[str, str]]) -> str:
    return _bullets([f"{channel['name']} ({channel['url']})" if channel["url"] else channel["name"] for channel in channels])


def _day(label: str) -> Callable[[str], str]:
    return lambda value: f"{label}: {date_format(date.fromisoformat(value), 'j F Y')}"


_TEXTS: dict[str, Callable[[Any], str]] = {
    "requirements": _groups,
    "procedure": _steps,
    "durations": lambda spans: _bullets([span_text(span) for span in spans]),
    "durations_are_alternatives": lambda _: "Waktu di atas adalah pilihan.",
    "fee_amount": lambda amount: rupiah(amount),
    "fee_basis": lambda basis: f"Dihitung per {basis}",
    "complaint_channels": _channels,
    "legal_basis": _bullets,
    "facilities": _bullets,
    "competence": _bullets,
    "staff_number": lambda number: f"{number} orang",
    "staff_roles": _bullets,
    "safety_guarantee": _bullets,
    "evaluation": _bullets,
    "decree_number": lambda number: f"Nomor {number}",
    "decree_date": _day("Tanggal"),
    "decree_valid_from": _day("Berlaku sejak"),
    "reviewed_on": _day("Terakhir ditinjau"),
    "review_due": _day("Ditinjau lagi paling lambat"),
}
