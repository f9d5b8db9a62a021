"""The stretch of a text that shows why it was found."""

import re
from collections.abc import Collection
from itertools import pairwise

from core.search.language.analyser import Token, analyse
from core.search.protocol import Piece

WINDOW = 220  # characters between the first and the last word shown for their own sake
MARGIN = 140  # how far a sentence may reach beyond them before it is cut
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n\s*\n|[.!?]$")
_SPACES = re.compile(r"\s+")


def snippet(text: str, wanted: Collection[str]) -> tuple[Piece, ...]:
    """The sentence of ``text`` with most of the ``wanted`` terms close together, in pieces; its beginning if none."""
    found = [token for token in analyse(text) if token.term in wanted]
    if not found:
        return _pieces(text, 0, _cut_right(text, 0, min(WINDOW, len(text))), [])
    first, last = _best_window(found)
    start = _sentence_start(text, found[first].start)
    end = _sentence_end(text, found[last].end)
    return _pieces(text, start, end, [token for token in found if token.start >= start and token.end <= end])


def _best_window(found: list[Token]) -> tuple[int, int]:
    """Indices of the first and last token of the window with most different terms, then most neighbours, then first."""
    best = (0, 0)
    best_worth = (0, 0)
    last = 0
    for first in range(len(found)):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].end - found[first].start <= WINDOW:
            last += 1
        window = found[first : last + 1]
        neighbours = sum(after.position - before.position == 1 for before, after in pairwise(window))
        worth = (len({token.term for token in window}), neighbours)
        if worth > best_worth:
            best, best_worth = (first, last), worth
    return best


def _sentence_start(text: str, position: int) -> int:
    earliest = max(0, position - MARGIN)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, earliest, position)]
    if ends or earliest == 0:
        return ends[-1] if ends else 0
    space = _SPACES.search(text, earliest, position)
    return space.end() if space else position


def _sentence_end(text: str, position: int) -> int:
    latest = min(len(text), position + MARGIN)
    sentence = _SENTENCE_END.search(text, max(0, position - 1), latest)
    if sentence:
        return max(position, sentence.start() + (not sentence.group().isspace()))
    return latest if latest == len(text) else _cut_right(text, position, latest)


def _cut_right(text: str, position: int, latest: int) -> int:
    """The last space before ``latest``, so that no word is cut."""
    if latest == len(text):
        return latest
    spaces = [match.start() for match in _SPACES.finditer(text, position, latest)]
    return spaces[-1] if spaces else latest


def _pieces(text: str, start: int, end: int, marked: list[Token]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    position = start
    for token in marked:
        if token.start < position:  # an abbreviation that stands for two terms
            continue
        pieces += [Piece(text[position : token.start], False), Piece(text[token.start : token.end], True)]
        position = token.end
    pieces.append(Piece(text[position:end], False))
    if text[:start].strip():
        pieces.insert(0, Piece("… ", False))
    if text[end:].strip():
        pieces.append(Piece(" …", False))
    return tuple(Piece(_SPACES.sub(" ", piece.text), piece.highlighted) for piece in pieces if piece.text)
