"""ISBNs as people type, print and store them (ISO 2108: ten or thirteen digits, the last one a check digit)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from stdnum import ean, issn
from stdnum import isbn as standard

from elibrary.formats.records import Identifier

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LABELS = re.compile(r"\b(?:p|e|urn)?[-: ]*(?:isbn|issn)(?:[- ]?1[03](?=[:\s]))?[-: .]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[;,/|\n<>]+|\s{2,}|\s+(?=97[89][-\d])")
_HYPHENS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212.'`_-]")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)
_NONE_YET = re.compile(
    r"(?i)[-–—.0x?\s]*|n/?a|null|none|belum ada|tidak ada|dalam proses|(?:masih )?proses|(?:sedang )?diajukan|tba"
)


@dataclass(frozen=True)
class Fault:
    """An invalid number: the sentence, and what to do about it."""

    message: str
    advice: str


def read(text: str) -> tuple[tuple[Identifier, ...], tuple[Fault, ...]]:
    """Every ISBN, ISSN or GTIN in ``text``, without hyphens, and what is wrong with the others. No number: both empty."""
    found: dict[Identifier, None] = {}
    faults: list[Fault] = []
    if _NONE_YET.fullmatch(text.strip()):
        return (), ()
    for part in _SEPARATORS.split(_LABELS.sub("", _IN_BRACKETS.sub(" ", text)[:1000])):
        if _NONE_YET.fullmatch(part.strip()):
            continue
        one = _read_one(part.strip())
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found[one] = None
    return tuple(found), tuple(faults)


def check_digit(body: str) -> str:
    """Of nine digits (weights 10 to 2, modulo 11) or of twelve (weights 1 and 3, modulo 10)."""
    if len(body) == 9:
        value = -sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), body, strict=True)) % 11
        return "X" if value == 10 else str(value)
    return str(ean.calc_check_digit(body))


def isbn13_of(identifiers: Iterable[Identifier]) -> str:
    """The product's ISBN in 13 digits, whichever way it is given; empty when none has a right check digit."""
    given = {one.scheme: one.value for one in identifiers}
    for scheme in ("isbn13", "gtin13", "isbn10"):
        if scheme in given and (isbn := _isbn13(given[scheme])):
            return isbn
    return ""


def _isbn13(value: str) -> str:
    digits = re.sub(r"[\s-]", "", value).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits) and digits[9] == check_digit(digits[:9]):
        return f"978{digits[:9]}{check_digit('978' + digits[:9])}"
    if re.fullmatch(r"97[89][0-9]{10}", digits) and digits[12] == check_digit(digits[:12]):
        return digits
    return ""


def _read_one(text: str) -> Identifier | Fault:
    if _SCIENTIFIC.fullmatch(text):
        return _written_out(text)
    number = _HYPHENS.sub("", re.sub(r"\.0+$", "", text)).upper()
    if not re.fullmatch(r"\d+X?", number):
        return Fault(f"“{text[:40]}” bukan ISBN.", "Tulis 13 angka, seperti 978-602-03-3295-6.")
    if len(number) == 9 and number.isdigit() and standard.is_valid("0" + number):
        return Identifier("isbn10", "0" + number)
    if len(number) == 8 and issn.is_valid(number):
        return Identifier("issn", number)
    return _checked(number)


def _checked(number: str) -> Identifier | Fault:
    if len(number) == 13 and number.isdigit() and not number.startswith(("978", "979")):
        return Identifier("gtin13", number) if ean.is_valid(number) else _wrong_prefix(number)
    if len(number) not in (10, 13):
        return Fault(f"ISBN {number[:20]} terdiri atas {len(number)} angka.", "ISBN terdiri atas 13 angka (yang lama 10).")
    if len(number) == 13 and number.endswith("X"):
        return Fault(f"ISBN {number} memuat huruf X.", "ISBN 13 angka tidak memuat huruf. Periksa lagi di bukunya.")
    right = number[:-1] + check_digit(number[:-1])
    if number != right:
        return Fault(
            f"Angka terakhir ISBN {number} tidak cocok.",
            f"Mungkin {right}; atau ada angka lain yang salah ketik. Periksa di bukunya.",
        )
    return Identifier(f"isbn{len(number)}", number)


def _wrong_prefix(number: str) -> Fault:
    return Fault(f"{number} bukan ISBN.", "ISBN 13 angka diawali 978 atau 979.")


def _written_out(text: str) -> Identifier | Fault:
    """``9.786020332956E+12`` still has every digit; ``9.78602E+12`` has lost some."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        value = Decimal(0)
    digits = len(value.as_tuple().digits)
    if 10 <= value.adjusted() + 1 <= 13 and digits == value.adjusted() + 1:
        return _checked(format(value, "f"))
    return Fault(
        f"ISBN tersimpan sebagai angka ({text[:20]}), sehingga angka belakangnya hilang.",
        "Ubah format kolom ISBN menjadi Teks, lalu ketik lagi.",
    )
