"""Durations of service standards: as text, as ISO 8601, and in minutes for comparison."""

import re
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from cms.standards.blocks import TimeUnit

MINUTES = {
    TimeUnit.MINUTE: 1,
    TimeUnit.HOUR: 60,
    TimeUnit.DAY: 24 * 60,
    TimeUnit.WEEK: 7 * 24 * 60,
    TimeUnit.MONTH: 30 * 24 * 60,
}
"""A day of the decree is 24 hours, not a working day; a week 7 days; a month is counted as 30 days."""
MAX_MINUTES = 2**31 - 1
"""Maximum of the database column."""


_NAMED = re.compile(
    r"\b(\d{1,4})(?:\s*(?:[-–—]|sampai(?: dengan)?|s\.?/?d\.?)\s*(\d{1,4}))?\s*(menit|jam|hari|minggu|bulan)\b",
    re.IGNORECASE,
)
"""A time in words: "25 menit", "1–3 jam", "2 s.d. 5 hari"."""
_UNITS_IN_WORDS = {unit.label.lower(): unit for unit in TimeUnit}


class Span(TypedDict, total=False):
    """Value of a ``DurationSpanBlock``: numbers with a unit, or ``words``."""

    label: str
    minimum: int | None
    maximum: int | None
    unit: str
    words: str


class ComparableTime(NamedTuple):
    """``minutes``: total of the spans with numbers, None without any; ``has_words``: some span is text only."""

    minutes: int | None
    has_words: bool


def comparable_time(spans: Iterable[Span], *, are_alternatives: bool) -> ComparableTime:
    """Each span counts with its maximum; stages are summed, of alternatives the shortest counts."""
    spans = list(spans)
    times = [time for span in spans if (time := _minutes(span)) is not None]
    has_words = any((span.get("words") or "").strip() for span in spans)
    if not times:
        return ComparableTime(None, has_words)
    return ComparableTime(min(min(times) if are_alternatives else sum(times), MAX_MINUTES), has_words)


def span_text(span: Span) -> str:
    """ "1–3 jam", "Proses Pendaftaran: 25 menit", or the text of the decree after the label."""
    return f"{span['label']}: {_duration_text(span)}" if span.get("label") else _duration_text(span)


def duration_lines(spans: Iterable[Span], *, are_alternatives: bool) -> list[tuple[str, str]]:
    """Label and time of each span; "atau" is prefixed from the second alternative on."""
    lines = [(str(span.get("label") or ""), _duration_text(span)) for span in spans]
    if not are_alternatives:
        return lines
    return lines[:1] + [(f"atau {label}", time) if label else ("", f"atau {time}") for label, time in lines[1:]]


def contradictions(spans: Iterable[Span]) -> list[str]:
    """Sentences for the editor on spans whose typed time and whose words can't both be true; empty when none."""
    return [sentence for span in spans if (sentence := _contradiction(span))]


def _contradiction(span: Span) -> str:
    """Words (the label's, too) that name a time must name the typed one; its minimum alone is not it."""
    typed = _minutes(span)
    if typed is None:
        return ""
    words = f"{span.get('label') or ''} {span.get('words') or ''}"
    named = [
        (match.group(0), int(match.group(2) or match.group(1)) * MINUTES[_UNITS_IN_WORDS[match.group(3).lower()]])
        for match in _NAMED.finditer(words)
    ]
    if (span.get("minimum") or 0) > (span.get("maximum") or 0):
        return f"Paling cepat ({span.get('minimum')}) melebihi paling lama ({span.get('maximum')})."
    if named and typed not in [minutes for _, minutes in named]:
        given = _duration_text({**span, "words": ""})
        return f"Waktunya {given}, tetapi kata-katanya menyebut {named[0][0]}. Samakan keduanya."
    if span.get("words"):
        return f"Waktunya diisi angka dan kata-kata (“{span['words']}”). Pakai salah satu."
    return ""


def iso_range(span: Span) -> tuple[str, str] | None:
    """Minimum and maximum as ISO 8601 durations; None for a span with text only."""
    unit, maximum = span.get("unit"), span.get("maximum")
    if not unit or not maximum:
        return None
    pattern = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M"}[unit]
    return pattern.format(span.get("minimum") or maximum), pattern.format(maximum)


def iso_total(spans: Iterable[Span]) -> str | None:
    """Maximum total of consecutive stages, ISO 8601; None if a stage has text only."""
    spans = list(spans)
    ranges = [iso_range(span) for span in spans]
    longest = [both[1] for both in ranges if both]
    if not longest or len(longest) < len(spans):
        return None
    return longest[0] if len(longest) == 1 else _iso_sum(spans)


def _iso_sum(spans: Iterable[Span]) -> str:
    """Weeks are converted to days: ISO 8601 does not combine them with other units."""
    counted = {unit: sum(span["maximum"] or 0 for span in spans if span["unit"] == unit) for unit in TimeUnit}
    days = counted[TimeUnit.DAY] + 7 * counted[TimeUnit.WEEK]
    date = [(counted[TimeUnit.MONTH], "M"), (days, "D")]
    time = [(counted[TimeUnit.HOUR], "H"), (counted[TimeUnit.MINUTE], "M")]
    dates, times = ("".join(f"{number}{sign}" for number, sign in part if number) for part in (date, time))
    return f"P{dates}T{times}" if times else f"P{dates}"


def _minutes(span: Span) -> int | None:
    unit, maximum = span.get("unit"), span.get("maximum")
    return int(maximum) * MINUTES[TimeUnit(unit)] if unit and maximum else None


def _duration_text(span: Span) -> str:
    if span.get("words"):
        return str(span["words"])
    minimum, maximum = span.get("minimum"), span.get("maximum")
    if not maximum or not span.get("unit"):
        return ""
    number = f"{minimum}–{maximum}" if minimum and minimum != maximum else str(maximum)
    return f"{number} {TimeUnit(span['unit']).label}"
