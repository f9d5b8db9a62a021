"""Opening hours as staff type them: one line a day or range of days, ``Senin–Kamis 08.00–15.30``.

Read into days and times, so that the page and the structured data say the same.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "|".join(DAYS)
_RANGE = r"\s*(?:[-–]|s\.?d\.?|sampai)\s*"
_TIME = r"([01]?\d|2[0-3])[.:]([0-5]\d)"
_SPAN = re.compile(_TIME + _RANGE + _TIME)
_LINE = re.compile(rf"({_DAY})(?:{_RANGE}({_DAY}))?[,:]?\s+(\d.*?)(?:\s*WIB)?\.?", re.IGNORECASE)

Minutes = int


@dataclass(frozen=True)
class OpeningLine:
    """One line: from the first to the last day (0 = Monday), open in each of ``spans`` (minutes since midnight)."""

    first: int
    last: int
    spans: tuple[tuple[Minutes, Minutes], ...]

    @property
    def text(self) -> str:
        """ "Jumat 08.00–11.00 dan 13.00–15.00 WIB"."""
        days = DAYS[self.first] if self.first == self.last else f"{DAYS[self.first]}–{DAYS[self.last]}"
        times = " dan ".join(f"{_clock(begin, '.')}–{_clock(end, '.')}" for begin, end in self.spans)
        return f"{days} {times} WIB"

    @property
    def schema_org(self) -> list[str]:
        """Values of schema.org's ``openingHours``: "Mo-Th 08:00-15:30"."""
        days = _CODES[self.first] if self.first == self.last else f"{_CODES[self.first]}-{_CODES[self.last]}"
        return [f"{days} {_clock(begin, ':')}-{_clock(end, ':')}" for begin, end in self.spans]


def opening_lines(text: str) -> tuple[OpeningLine, ...]:
    """The lines of ``text``; blank ones are skipped. Raises ValidationError naming the line that can't be read."""
    return tuple(_line(line.strip()) for line in text.splitlines() if line.strip())


def validate_opening_hours(text: str) -> None:
    opening_lines(text)


def _line(text: str) -> OpeningLine:
    found = _LINE.fullmatch(text)
    spans = _spans(found[3]) if found else ()
    if found is None or not spans:
        raise ValidationError(f"“{text}” tidak terbaca. Tulis hari lalu jam, misalnya: Senin–Kamis 08.00–15.30.")
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    times = [time for span in spans for time in span]
    if last < first or times != sorted(set(times)):
        raise ValidationError(f"“{text}”: hari dan jam harus urut, dari yang lebih awal ke yang lebih akhir.")
    return OpeningLine(first, last, spans)


def _spans(text: str) -> tuple[tuple[Minutes, Minutes], ...]:
    """Times separated by a comma or "dan"; empty when one of them can't be read."""
    spans = []
    for part in re.split(r",|\bdan\b", text):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            return ()
        begin_hour, begin_minute, end_hour, end_minute = (int(number) for number in found.groups())
        spans.append((begin_hour * 60 + begin_minute, end_hour * 60 + end_minute))
    return tuple(spans)


def _day(name: str) -> int:
    return DAYS.index(name.capitalize())


def _clock(minutes: Minutes, sign: str) -> str:
    return f"{minutes // 60:02}{sign}{minutes % 60:02}"
