"""Business numbers and sectors, as Indonesian registers write them."""

import re

from django.db import models

_SEPARATORS = re.compile(r"[\s.\-–]")
_NIB = re.compile(r"\d{13}", re.ASCII)


class Sector(models.TextChoices):
    """Business sectors in everyday terms, coarser than KBLI."""

    FOOD = "food", "Makanan dan minuman"
    FARMING = "farming", "Pertanian, peternakan, perikanan"
    CLOTHING = "clothing", "Pakaian, batik, kain"
    CRAFT = "craft", "Kerajinan"
    TRADE = "trade", "Perdagangan, toko, warung"
    SERVICES = "services", "Jasa"
    MANUFACTURE = "manufacture", "Industri pengolahan lain"
    OTHER = "other", "Lainnya"


class InvalidNib(ValueError):
    """Not the 13 digits of a Nomor Induk Berusaha."""


def parse_nib(typed: str) -> str:
    """The 13 digits of an NIB (PP 5/2021, issued by OSS), spaces, dots and dashes apart. Raises InvalidNib."""
    digits = _SEPARATORS.sub("", typed.strip())
    if not _NIB.fullmatch(digits) or len(set(digits)) == 1:
        raise InvalidNib(typed)
    return digits
