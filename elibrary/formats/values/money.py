"""Amounts as publishers and spreadsheets write them: ``Rp 45.000,00``, ``45.000,-``, ``IDR 45000``, ``$12.50``."""

import re
from decimal import Decimal

from elibrary.formats.values.errors import NotUnderstood

RUPIAH = "IDR"
LOW_IN_RUPIAH = Decimal(1000)
"""A book for less has most likely lost its thousands: a spreadsheet in English reads 45.000 as 45."""
HIGH_IN_RUPIAH = Decimal(10_000_000)
"""A single book for more has most likely been multiplied twice."""
_FREE = {"gratis", "free", "cuma-cuma", "bebas"}
_UNKNOWN = re.compile(r"[-–—.?\s]*|n/?a|null|none|tba|hubungi.*|belum ada|call")
_SIGNS = {
    "rp": RUPIAH,
    "idr": RUPIAH,
    "rupiah": RUPIAH,
    "us$": "USD",
    "$": "USD",
    "s$": "SGD",
    "€": "EUR",
    "£": "GBP",
    "rm": "MYR",
    "¥": "JPY",
}
_ENDS = re.compile(r"(?:[,.]\s*)?[-–—=]+\s*$")
_THOUSANDS = {"rb": 1000, "ribu": 1000, "k": 1000, "jt": 1_000_000, "juta": 1_000_000}
_AMOUNT = re.compile(r"(?P<before>[^\d\s.,-]*)[.\s]*(?P<number>\d[\d.,\s']*)\s*(?P<after>[^\d]*)")
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ".,"}


def read(value: str | Decimal, *, currency: str = RUPIAH, times: int = 1) -> tuple[Decimal, str] | None:
    """The amount and its currency, ``currency`` where none is written; None where there is no amount. Raises NotUnderstood.

    ``times``: what every number is multiplied with that has no "ribu" of its own.
    """
    if isinstance(value, Decimal):
        return _kept(value * times, currency, str(value))
    text = " ".join(value.casefold().split())
    if _UNKNOWN.fullmatch(text):
        return None
    if text in _FREE:
        return Decimal(0), currency
    found = _AMOUNT.fullmatch(_ENDS.sub("", text))
    if not found:
        raise NotUnderstood(f"Harga “{value[:40]}” tidak dikenali.")
    before, after = found["before"].strip(" .:"), found["after"].strip(" .")
    is_scaled = after in _THOUSANDS
    times = _THOUSANDS.get(after, times)
    sign = before if is_scaled or not after else after
    unit = currency_of(sign) if sign else currency
    return _kept(_number(found["number"], unit) * times, unit, value)


def currency_of(sign: str) -> str:
    """``Rp``, ``$`` or ``idr`` → ISO 4217. Raises NotUnderstood."""
    plain = sign.strip(" .").casefold()
    if plain in _SIGNS:
        return _SIGNS[plain]
    if re.fullmatch(r"[a-z]{3}", plain):
        return plain.upper()
    raise NotUnderstood(f"Mata uang “{sign[:20]}” tidak dikenali. Tulis seperti Rp45.000.")


def _number(text: str, currency: str) -> Decimal:
    """The last of two kinds of marks parts the decimals. A single kind parts thousands if it groups three digits.

    ``45.000`` is 45 thousand in every currency written here: a price has no three decimals.
    """
    digits = re.sub(r"[\s']", "", text).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return Decimal(digits)
    mark, other = digits[last], "," if digits[last] == "." else "."
    if other not in digits and _GROUPED[mark].fullmatch(digits):
        return Decimal(digits.replace(mark, ""))
    whole, decimals = digits[:last], digits[last + 1 :]
    if mark in whole or (other in whole and not _GROUPED[other].fullmatch(whole)) or len(decimals) > 2:
        raise NotUnderstood(f"Harga “{text[:40].strip()}” tidak dikenali. Tulis seperti Rp45.000.")
    return Decimal(f"{whole.replace(other, '')}.{decimals}")


def _kept(amount: Decimal, currency: str, as_written: str) -> tuple[Decimal, str]:
    if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 12:
        raise NotUnderstood(f"Harga “{as_written[:40]}” tidak masuk akal.")
    return amount.quantize(Decimal("0.01")).normalize() + 0, currency
