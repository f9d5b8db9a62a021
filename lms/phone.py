"""Indonesian telephone numbers: one way of writing them, whichever way they were typed."""

import re

_SEPARATORS = re.compile(r"[\s().\-–]")
_NATIONAL = re.compile(r"[2-9]\d{7,11}")


class InvalidPhone(ValueError):
    """Not an Indonesian number that somebody could be reached at."""


def normalise(typed: str) -> str:
    """``0812-3456-7890``, ``62 812…`` and ``+62 (812)…`` all give ``+6281234567890``. Raises InvalidPhone."""
    digits = _SEPARATORS.sub("", typed.strip())
    for prefix in ("+62", "62", "0"):
        if digits.startswith(prefix):
            national = digits.removeprefix(prefix).removeprefix("0")
            break
    else:
        raise InvalidPhone(typed)
    if not _NATIONAL.fullmatch(national):
        raise InvalidPhone(typed)
    return f"+62{national}"


def masked(number: str) -> str:
    """``+62812•••••890``: enough to recognise one's own number, too little to call it."""
    return f"{number[:6]}{'•' * (len(number) - 9)}{number[-3:]}"
