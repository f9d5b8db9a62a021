"""The unit in the heading of a price: ``Harga (USD)``, ``Harga (dalam ribuan)``, ``Price Rp``.

Words in brackets that are neither a currency, nor a scale, nor known to be irrelevant to the amount make the price unsafe:
twelve gulden are no twelve rupiah.
"""

import re
from dataclasses import dataclass

from elibrary.formats.values import money
from elibrary.formats.values.errors import NotUnderstood

_CODES = (
    "aed aud bnd brl cad chf cny dkk egp eur gbp hkd idr inr jpy krw kwd mop myr nok nzd php pkr qar rub sar "
    "sek sgd thb try twd usd vnd zar"
)
_NAMES = {
    "dolar": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "ringgit": "MYR",
    "pound": "GBP",
    "poundsterling": "GBP",
    "baht": "THB",
    "won": "KRW",
    "yuan": "CNY",
    "riyal": "SAR",
}
_PHRASES = (
    (re.compile(r"\b(?:dollars?|dolar) (?:as|amerika(?: serikat)?|us)\b|\bus dollars?\b"), "usd"),
    (re.compile(r"\b(?:dollars?|dolar) (?:singapura|singapore)\b|\bsingapore dollars?\b"), "sgd"),
    (re.compile(r"\b(?:dollars?|dolar) australia\b|\baustralian dollars?\b"), "aud"),
    (re.compile(r"\bdolar hong ?kong\b|\bhong ?kong dollars?\b"), "hkd"),
    (re.compile(r"\brp\.(?=\d)"), "rp "),
)
_SCALES = {
    **dict.fromkeys(
        ("ribu", "ribuan", "rb", "000", "1000", "1.000", "1,000", "x1000", "x1.000", "thousand", "thousands"), 1000
    ),
    **dict.fromkeys(("juta", "jutaan", "jt", "000000", "000.000", "1000000", "1.000.000", "million", "millions"), 1_000_000),
}
_WITHOUT_MEANING = (
    "dalam in per tiap satuan unit pcs buah eks exp eksemplar copy copies lisensi license buku judul net nett "
    "netto bruto gross normal jual katalog eceran promo diskon disc setelah sebelum baru lama terbaru termasuk "
    "include included incl inc belum tanpa exclude excluded excl sudah dengan ppn pajak tax vat pulau p jawa "
    "luar nasional wajib opsional optional required diisi angka saja titik koma mata uang currency cetak "
    "digital ebook e book pdf epub print online user pengguna tahun bulan set paket x @"
)
_KNOWN_CODES, _KNOWN_WORDS = frozenset(_CODES.split()), frozenset(_WITHOUT_MEANING.split())
_IN_BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_BETWEEN = re.compile(r"[\s/_:;*+&'’=-]+|(?<!\d)[.,]+|[.,]+(?!\d)")
_SAYS_NO_UNIT = re.compile(r"\d{1,2}%?|(?:19|20)\d\d")


@dataclass(frozen=True)
class Unit:
    """``currency`` empty: unknown. ``times``: the factor of the numbers. ``fault``: why they can't be used."""

    currency: str = ""
    times: int = 1
    fault: str = ""

    @property
    def words(self) -> str:
        """A description for the preview of the columns."""
        if self.fault:
            return "satuan tidak dikenali, harga tidak dipakai"
        scale = {1000: "dalam ribuan", 1_000_000: "dalam jutaan"}.get(self.times, "")
        return ", ".join(filter(None, (self.currency, scale)))

    @property
    def is_foreign(self) -> bool:
        return bool(self.fault) or self.currency not in ("", money.RUPIAH)


NONE = Unit()


def of(heading: str) -> Unit:
    """Of a column that is known to hold prices."""
    inside, outside = _words(" ".join(map("".join, _IN_BRACKETS.findall(heading)))), _words(_IN_BRACKETS.sub(" ", heading))
    said = [*inside, *outside]
    currencies = {code for word in said if (code := _currency(word))}
    scales = {_SCALES[word] for word in said if word in _SCALES}
    unknown = [word for word in inside if not _is_known(word)]
    if unknown:
        return Unit(fault=_fault(heading, f"“{' '.join(unknown)[:40]}” tidak dikenali sebagai mata uang atau satuan"))
    if len(currencies) > 1 or len(scales) > 1:
        return Unit(fault=_fault(heading, "ada lebih dari satu mata uang atau satuan"))
    return Unit(next(iter(currencies), ""), next(iter(scales), 1))


def without(heading: str) -> str:
    """The heading without brackets and words for a unit; empty where it has none of these words outside of brackets."""
    words = _words(_IN_BRACKETS.sub(" ", heading))
    kept = [word for word in words if not _currency(word) and word not in _SCALES and word != "dalam"]
    return " ".join(kept) if len(kept) < len(words) else ""


def _words(text: str) -> list[str]:
    text = " ".join(text.casefold().split())
    for phrase, code in _PHRASES:
        text = phrase.sub(code, text)
    return [word for word in _BETWEEN.split(text) if word]


def _currency(word: str) -> str:
    if word in _NAMES:
        return _NAMES[word]
    if word in _KNOWN_CODES:
        return word.upper()
    try:
        return "" if re.fullmatch("[a-z]{3}", word) else money.currency_of(word)
    except NotUnderstood:
        return ""


def _is_known(word: str) -> bool:
    return bool(_currency(word)) or word in _SCALES or word in _KNOWN_WORDS or bool(_SAYS_NO_UNIT.fullmatch(word))


def _fault(heading: str, why: str) -> str:
    return (
        f"di judul kolom “{heading[:60]}” {why}, jadi harganya tidak dipakai. "
        "Tulis seperti Harga (Rp), Harga (USD), atau Harga (dalam ribuan)."
    )
