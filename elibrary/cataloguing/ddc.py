"""Class numbers of the Dewey Decimal Classification, as Indonesian libraries write them.

Islam has 2X0 to 2X9 beside 297 (Perpustakaan Nasional, Daftar Perluasan DDC Seksi Islam).
"""

import re

PATTERN = r"^([0-9]{3}|2X[0-9])(\.[0-9]+)?$"
LONGEST = 30
MAIN_CLASSES = {
    "0": "Karya umum, informasi, dan komputer",
    "1": "Filsafat dan psikologi",
    "2": "Agama",
    "3": "Ilmu sosial",
    "4": "Bahasa",
    "5": "Ilmu alam dan matematika",
    "6": "Teknologi dan ilmu terapan",
    "7": "Kesenian, hiburan, dan olahraga",
    "8": "Kesusastraan",
    "9": "Sejarah dan geografi",
}
ISLAM = "Islam"
_NUMBER = re.compile(PATTERN)
_MARKS = re.compile(r"[\s/'’′]+")
"""Segmentation marks of MARC 082 and the blanks of long numbers: they don't belong to the class."""


class NotDdc(ValueError):
    """The message is the Indonesian sentence."""


def read(written: str) -> str:
    """``899.221/3`` and ``899.221 3`` are 899.2213; nothing is no class. Raises NotDdc."""
    number = _MARKS.sub("", written).replace(",", ".").upper()
    if number and (len(number) > LONGEST or not _NUMBER.fullmatch(number)):
        raise NotDdc(f"“{written.strip()[:40]}” bukan nomor DDC. Tulis tiga angka, lalu titik bila perlu, seperti 338.642.")
    return number


def main_class(number: str) -> str:
    """In Indonesian; empty for no number."""
    if not number:
        return ""
    return ISLAM if number.startswith("2X") else MAIN_CLASSES[number[0]]
