"""Dates of every culture → ISO 8601, as exact as they were written: ``2026``, ``2026-11`` or ``2026-11-25``.

A day comes before its month, as in Indonesia, unless the numbers forbid it.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta

from elibrary.formats.values.errors import NotUnderstood

OLDEST, LATEST = 1500, 2100
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets that count from 1900."""
_BUDDHIST = 543
_MONTHS = (
    "jan",
    "feb,peb",
    "mar",
    "apr",
    "mei,may",
    "jun",
    "jul",
    "agu,agt,ags,aug",
    "sep",
    "okt,oct",
    "nov,nop",
    "des,dec",
)
_BY_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split(",")}
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?P<month>\d{1,2}|[a-z]{3,10})\.?"
_PART = r"\s*[-/., ]\s*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        _YEAR,
        rf"{_YEAR}{_PART}(?P<month>\d{{1,2}})",
        rf"{_YEAR}{_PART}{_MONTH}{_PART}(?P<day>\d{{1,2}})(?:[t ].*)?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t.*)?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_PART}{_MONTH}{_PART}{_YEAR}(?: \d.*)?",
        rf"(?P<month>[a-z]{{3,10}})\.?{_PART}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_PART}{_YEAR}",
        rf"{_MONTH}{_PART}{_YEAR}",
        r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?",
    )
)
_HIJRI = re.compile(r"\b\d{4}\s*h\b\.?")
_WEEKDAYS = re.compile(r"^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+")
_ANY_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def read(text: str, *, is_day_count: bool = False) -> str:
    """An empty text where there is no date. ``is_day_count``: a number of a spreadsheet.

    Raises NotUnderstood; for a day that no calendar has (31 February) with its year ``instead``.
    """
    plain = _plain(text)
    if not plain or plain in {"-", "n/a", "s.a", "s.a.", "t.t", "t.t.", "null", "0000", "0"}:
        return ""
    if re.fullmatch(r"\d{5}", plain) and (is_day_count or 20_000 <= int(plain) < 80_000):
        return (_FIRST_DAY + timedelta(days=int(plain))).isoformat()
    matches = [found for form in _FORMS if (found := form.fullmatch(plain))]
    for found in matches:
        if read_date := _iso(found.groupdict()):
            return read_date
    year = _only_year(plain, text)
    if any(map(_names_a_day, matches)):
        raise NotUnderstood(
            f"Tanggal “{text[:40].strip()}” tidak ada di kalender; yang dicatat hanya tahunnya, {year}.", instead=year
        )
    return year


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text[:100])
    plain = " ".join(digits.casefold().split()).strip("[](){}<>?.,; ©")
    return _WEEKDAYS.sub("", plain)


def _iso(parts: dict[str, str | None]) -> str:
    """Empty where there is no such day."""
    year = _year(int(parts["year"] or 0))
    month, day = _month(parts.get("month")), int(parts.get("day") or 0)
    if month is not None and month > 12 >= day > 0:
        month, day = day, month
    if year is None or month == 0:
        return ""
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return whole.isoformat()[: 10 if day else 7 if month else 4]


def _names_a_day(found: re.Match[str]) -> bool:
    """Not so ``2024/25``, two years, nor ``cet. 2, 2024``, with a word that is no month, nor the zeros of MySQL."""
    parts = found.groupdict()
    month = _month(parts.get("month"))
    if not month:
        return False
    return bool(parts.get("day")) or (month > 12 and found.start("month") < found.start("year"))


def _month(text: str | None) -> int | None:
    """None where no month was written, 0 for a word that is none."""
    if text is None:
        return None
    return int(text) if text.isdigit() else _BY_MONTH.get(text[:3], 0)


def _year(year: int) -> int | None:
    if OLDEST <= year <= LATEST:
        return year
    return year - _BUDDHIST if OLDEST <= year - _BUDDHIST <= LATEST else None


def _only_year(plain: str, as_written: str) -> str:
    """``c2019``, ``cet. 2, 2019``, ``1441 H/2020 M``, ``2019-2020``: the year of our era, the last of two."""
    years = [year for year in map(int, _ANY_YEAR.findall(_HIJRI.sub(" ", plain))) if OLDEST <= year <= LATEST]
    if not years or len(years) > 2 or re.search(r"\d{5}", plain):
        raise NotUnderstood(f"Tanggal “{as_written[:40].strip()}” tidak dikenali. Tulis seperti 25-11-2026 atau 2026.")
    return str(max(years))


def of_moment(moment: datetime | date) -> str:
    return moment.isoformat()[:10]
