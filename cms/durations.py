"""Durations of the service standards in words."""

from collections.abc import Mapping
from typing import Any

from cms.blocks import TimeUnit


def span_text(span: Mapping[str, Any]) -> str:
    """ "1–3 jam", "Proses Pendaftaran: 25 menit" or the decree's own words after their label."""
    return f"{span['label']}: {_length(span)}" if span.get("label") else _length(span)


def iso_range(span: Mapping[str, Any]) -> tuple[str, str] | None:
    """Shortest and longest time as ISO 8601 durations for machines; None where the decree gives only words."""
    unit, maximum = span.get("unit"), span.get("maximum")
    if not unit or not maximum:
        return None
    pattern = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M"}[unit]
    return pattern.format(span.get("minimum") or maximum), pattern.format(maximum)


def _length(span: Mapping[str, Any]) -> str:
    if span.get("words"):
        return str(span["words"])
    minimum, maximum = span.get("minimum"), span.get("maximum")
    if not maximum or not span.get("unit"):
        return ""
    number = f"{minimum}–{maximum}" if minimum and minimum != maximum else str(maximum)
    return f"{number} {TimeUnit(span['unit']).label}"
