"""Finds what could lead to a person in words that are meant to name nobody."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_DATE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
# 16 digits in a row or in groups: NIK, number of a family card or a bank card.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
# Ten digits or more in one piece: NIB, NPWP, account numbers, telephone numbers written without gaps.
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{10,}(?!\d)")
# 08…, +62 8…, (031) …: 9 to 14 digits with gaps.
_PHONE = re.compile(r"(?<![\d.])(?:\+?62|\(?0)(?:[ .()-]{0,2}\d){8,12}(?!\d)")


def personal_words(text: str) -> str:
    """What kind of personal data ``text`` seems to hold, for the sentence that asks to leave it out; empty for none."""
    without_dates = _DATE.sub(" ", text)
    if _EMAIL.search(text):
        return "alamat e-mail"
    if _SIXTEEN.search(without_dates):
        return "NIK atau nomor kartu"
    if _PHONE.search(without_dates):
        return "nomor telepon"
    if _LONG_NUMBER.search(without_dates):
        return "nomor panjang, misalnya NIB atau nomor rekening"
    return ""
