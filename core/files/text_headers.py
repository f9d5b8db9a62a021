"""What the first bytes of a file of text tell: its encoding, how it begins, and whether they are records of MARC.

The gate for uploads and the readers of catalogues ask here, so that what one lets in the other can read. Free of Django.
"""

import codecs
import re

HEAD = 4096
"""Bytes that are enough to tell."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANK = "\ufeff \t\r\n"
_LEADER = re.compile(rb"[\r\n \x00]*(?:\xef\xbb\xbf)?\d{5}[^\x1d-\x1f]{7}\d{5}[^\x1d-\x1f]{7}", re.DOTALL)
"""ISO 2709: length, codes, where the fields begin, the map of the directory."""
_ENTRIES = re.compile(rb"(?:[0-9A-Za-z]{3}\d{9}){3,}")
_END_OF_FIELD, _SUBFIELD = b"\x1e", b"\x1f"


def encoding_of(head: bytes) -> str:
    """By its mark; UTF-16 and UTF-32 without one by their zeros, everything else counts as UTF-8."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:2000]
    if len(sample) < 2:
        return "utf-8"
    zeros = [sample[start::4].count(0) / max(1, len(sample[start::4])) for start in range(4)]
    if min(zeros[2:]) == 1 and zeros[0] < 0.1:
        return "utf-32-le"
    if min(zeros[:2]) == 1 and zeros[3] < 0.1:
        return "utf-32-be"
    even, odd = (sample[start::2].count(0) / len(sample[start::2]) for start in (0, 1))
    if max(even, odd) > 0.6 and min(even, odd) < 0.1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def beginning_of(head: bytes) -> str:
    """The text without what may stand before it; bytes that are none are replaced."""
    return head.decode(encoding_of(head), "replace").lstrip(_BLANK)


def is_marc(head: bytes) -> bool:
    """By the first leader and its directory, however long that is, or by the marks in fields where the leader is damaged."""
    if found := _LEADER.match(head):
        return _END_OF_FIELD in head or bool(_ENTRIES.match(head, found.end()))
    has_marks = head.count(_SUBFIELD) > 3 < head.count(_END_OF_FIELD)
    return has_marks and not any(head.count(sign) for sign in range(9))
