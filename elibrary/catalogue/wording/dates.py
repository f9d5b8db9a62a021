"""Partial dates of ISO 8601 as people write them: ``November 2026``, ``25 November 2026``."""

import re

_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?(?:T.*)?")


def day_of(text: str) -> str:
    """Text that is no date is returned unchanged."""
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day = found.groups()
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words
