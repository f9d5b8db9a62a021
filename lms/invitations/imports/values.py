"""What people write in a cell, and what it means. Each reader raises NotUnderstood with the sentence that helps."""

import re
from datetime import date, timedelta

from lms.invitations.imports.columns import plain
from lms.profile.business import Sector
from lms.profile.models.profile import Gender, Regency

OLDEST, YOUNGEST = 100, 10
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of spreadsheets that count from 1900."""
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_MONTHS_ABROAD = {"may": 5, "aug": 8, "oct": 10, "dec": 12, "agt": 8, "ags": 8, "nop": 11, "peb": 2, "pebr": 2}
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2}|[a-z]+)\.?\s*[-/. ]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_GENDERS = {
    Gender.MALE: "l, lk, laki, laki laki, pria, cowok, male, m, lelaki",
    Gender.FEMALE: "p, pr, perempuan, wanita, cewek, female, f",
}
_SECTORS = {
    Sector.FOOD: "makanan, minuman, kuliner, mamin, food, makanan minuman, katering, catering, kue, camilan",
    Sector.FARMING: "pertanian, peternakan, perikanan, perkebunan, agribisnis, agro",
    Sector.CLOTHING: "pakaian, batik, kain, fashion, fesyen, konveksi, busana, tekstil, penjahit",
    Sector.CRAFT: "kerajinan, kriya, craft, handicraft, kerajinan tangan",
    Sector.TRADE: "perdagangan, dagang, toko, warung, kelontong, retail, ritel, toko kelontong",
    Sector.SERVICES: "jasa, layanan, service",
    Sector.MANUFACTURE: "industri, industri pengolahan, manufaktur, pengolahan",
    Sector.OTHER: "lain, lain lain, lainnya, lainlain",
}


class NotUnderstood(ValueError):
    """The cell can't be read; the text is the Indonesian sentence."""


def _table(choices: dict[str, str]) -> dict[str, str]:
    return {plain(word): str(value) for value, words in choices.items() for word in words.split(",")}


_BY_GENDER = _table({str(value): words for value, words in _GENDERS.items()})
_BY_SECTOR = _table({str(value): words for value, words in _SECTORS.items()}) | {
    plain(str(one.label)): one.value for one in Sector
}


def read_gender(text: str) -> str:
    try:
        return _BY_GENDER[plain(text)]
    except KeyError:
        raise NotUnderstood("Jenis kelamin tidak dikenali. Tulis L atau P.") from None


def read_sector(text: str) -> str:
    try:
        return _BY_SECTOR[plain(text)]
    except KeyError:
        choices = "; ".join(str(label) for label in Sector.labels)
        raise NotUnderstood(f"Bidang usaha “{text[:40]}” tidak dikenali. Pilihan: {choices}.") from None


def _regencies() -> dict[str, list[str]]:
    """By full name, by short forms, by code, and by the bare name, which some kabupaten share with a kota."""
    found: dict[str, list[str]] = {}
    for one in Regency:
        kind, _, name = str(one.label).partition(" ")
        short = ("kab",) if kind == "Kabupaten" else ("kodya", "kotamadya")
        for words in (one.label, *(f"{word}{name}" for word in short), name, one.value):
            found.setdefault(plain(str(words)), []).append(one.value)
    return found


_BY_REGENCY = _regencies()


def read_regency(text: str) -> str:
    found = _BY_REGENCY.get(plain(text), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise NotUnderstood(f"Ada dua daerah bernama {text[:40]}. Tulis Kabupaten {text[:40]} atau Kota {text[:40]}.")
    raise NotUnderstood(f"“{text[:40]}” bukan kabupaten atau kota di Jawa Timur. Tulis seperti Kabupaten Sidoarjo.")


def read_birth_date(text: str, *, is_number: bool, today: date) -> date:
    """17-08-1990, 17/8/1990, 17 Agustus 1990, 1990-08-17, a day count, each also after a place and a comma."""
    day = _day_count(text) if is_number else _written(text.rpartition(",")[2].strip().casefold())
    if day is None:
        raise NotUnderstood("Tanggal lahir tidak dikenali. Tulis seperti 17-08-1990, dengan tahun empat angka.")
    if not today.year - OLDEST <= day.year <= today.year - YOUNGEST:
        raise NotUnderstood(f"Tahun lahir {day.year} tidak masuk akal. Periksa lagi tanggalnya.")
    return day


def _day_count(text: str) -> date | None:
    return _FIRST_DAY + timedelta(days=int(text)) if text.isdigit() and 366 < int(text) < 80_000 else None


def _written(text: str) -> date | None:
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        pass
    return None


def _month(text: str) -> int:
    """Raises ValueError."""
    if text.isdigit():
        return int(text)
    return _MONTHS_ABROAD.get(text[:4]) or _MONTHS_ABROAD.get(text[:3]) or _MONTHS.index(text[:3]) + 1
