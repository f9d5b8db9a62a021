"""The short verification code of a certificate: easy to read and type, infeasible to guess."""

import re
import secrets

PREFIX = "SJW"
# No vowels (so no words) and no characters that look alike in print: 0/O, 1/I/L, 5/S, 8/B.
ALPHABET = "234679CDFGHJKMNPQRTVWXYZ"
GROUPS = 3
GROUP_LENGTH = 4

_LETTERS = re.compile(r"[^A-Z0-9]")


def new_code() -> str:
    """``SJW-7KQ2-9FHD-M3XT``: 24^12 possibilities (55 bits), so the verification page needs no throttle."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join((PREFIX, *groups))


def normalise_code(typed: str) -> str:
    """The code as we write it, however it was typed (small letters, spaces, no hyphens); "" if it can't be one."""
    letters = _LETTERS.sub("", typed.upper()).removeprefix(PREFIX)
    if len(letters) != GROUPS * GROUP_LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    groups = (letters[start : start + GROUP_LENGTH] for start in range(0, len(letters), GROUP_LENGTH))
    return "-".join((PREFIX, *groups))
