"""Whole numbers in Indonesian words, as amounts are written out on letters and receipts."""

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_THOUSANDS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
LARGEST = 10**15 - 1


def terbilang(number: int) -> str:
    """1.250.000 gives "satu juta dua ratus lima puluh ribu". One hundred is seratus, one thousand seribu.

    Raises ValueError for what is negative or more than 999 triliun.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number == 0:
        return _UNITS[0]
    words: list[str] = []
    for size, name in _THOUSANDS:
        many, number = divmod(number, size)
        if many == 1 and name == "ribu":
            words.append("seribu")
        elif many:
            words += [_below_thousand(many), name]
    if number:
        words.append(_below_thousand(number))
    return " ".join(words)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [] if not hundreds else ["seratus"] if hundreds == 1 else [_UNITS[hundreds], "ratus"]
    if rest:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    tens, ones = divmod(number, 10)
    return f"{_UNITS[tens]} puluh" + (f" {_UNITS[ones]}" if ones else "")
