"""CSV as programs and people make it: any of four delimiters, any line end, unclosed quotes."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from elibrary.formats import decoding
from elibrary.formats.tables.cells import Row

DELIMITERS = ",;\t|"
LONGEST_ROW = 200
"""Lines that a cell with line breaks may make of a row; more of them mean an unclosed quote."""
MOST_CELLS = 300
_SAMPLE_LINES = 40
_UNCLOSED = "Tanda kutip di baris ini tidak ditutup, sehingga barisnya tidak dapat dibaca."
_BROKEN = "Baris ini tidak dapat dibaca sebagai CSV."


class _TooLong(Exception):
    """A row went on for more lines than any row does."""


def rows(path: str) -> Iterator[Row]:
    source = decoding.lines(path)
    sample = list(islice(source, _SAMPLE_LINES))
    delimiter, skipped = _declared(sample)
    yield from _rows(_Lines(chain(sample[skipped:], source), skipped), delimiter or delimiter_of(sample) or ",")


def delimiter_of(sample: list[str]) -> str:
    """The one that parts most lines into the same number of cells, at least two; empty for text that is no table."""
    evenness = {one: _evenness(sample, one) for one in DELIMITERS}
    best = max(DELIMITERS, key=lambda one: evenness[one])
    return best if evenness[best] else ""


def _evenness(sample: list[str], delimiter: str) -> float:
    widths = Counter(len(row.cells) for row in _rows(_Lines(iter(sample)), delimiter) if not row.is_blank)
    tables = {width: count for width, count in widths.items() if width > 1}
    if not tables:
        return 0
    width, count = max(tables.items(), key=lambda one: (one[1] * min(one[0], 12), one[0]))
    return count / sum(widths.values()) * min(width, 12)


def _declared(sample: list[str]) -> tuple[str, int]:
    """Excel's ``sep=;`` in the first line."""
    first = sample[0].strip().strip('"') if sample else ""
    is_declared = first.lower().startswith("sep=") and len(first) == 5
    return (first[4], 1) if is_declared else ("\t", 1) if first.lower() == "sep=" else ("", 0)


class _Lines:
    """Remembers the lines of the row that is being read, so that they can be read again one by one."""

    def __init__(self, source: Iterator[str], skipped: int = 0) -> None:
        self.source, self.number = source, skipped
        self.again: list[str] = []
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_ROW:
            raise _TooLong
        line = self.again.pop() if self.again else next(self.source, "")
        if not line:
            self.ended = True
            raise StopIteration
        line = line.replace("\x00", "")
        self.taken.append(line)
        self.number += 1
        return line

    def give_back_all_but_the_first(self) -> None:
        self.ended = False
        self.number -= len(self.taken) - 1
        self.again.extend(reversed(self.taken[1:]))

    def ends_in_a_quote(self) -> bool:
        """The file ended inside a row, and a quote is still open."""
        return self.ended and sum(line.count('"') for line in self.taken) % 2 == 1


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        lines.taken, first = [], lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_TooLong, csv.Error) as error:
            lines.give_back_all_but_the_first()
            yield Row(first, fault=_UNCLOSED if isinstance(error, _TooLong) or len(lines.taken) > 1 else _BROKEN)
            reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
            continue
        if lines.ends_in_a_quote():
            lines.give_back_all_but_the_first()
            yield Row(first, fault=_UNCLOSED)
            continue
        yield Row(first, tuple((_unescaped(lines.taken, delimiter) or cells)[:MOST_CELLS]))


def _unescaped(taken: list[str], delimiter: str) -> list[str] | None:
    """SLiMS puts every cell in quotes and leaves the quotes inside as they are: ``"Laskar "Pelangi"","Text"``."""
    line = taken[0].strip().removesuffix(delimiter) if len(taken) == 1 else ""
    if len(line) < 2 or line[0] != '"' or line[-1] != '"' or _is_well_formed(line, delimiter):
        return None
    cells = line[1:-1].split(f'"{delimiter}"')
    return cells if any('"' in cell.replace('""', "") for cell in cells) else None


def _is_well_formed(line: str, delimiter: str) -> bool:
    """Its quotes are doubled as they should be: every cell is what it seems."""
    try:
        next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def sample_of(text: str) -> list[str]:
    """The whole lines at the start of a text."""
    return [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_SAMPLE_LINES]]
