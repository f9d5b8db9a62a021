"""Layout of a procedure as a flow chart: positions of boxes, lines of text and arrows, in pixels; rendered as SVG.

SVG does not wrap text, and the client's font is unknown. Lines are wrapped by the widths of DejaVu Sans, which is wider
than the system fonts of phones and office PCs, so that text fits its box on all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 320  # the column of a 360-pixel phone; wider screens show it at the same size
FONT_SIZE = 16
SMALL_FONT_SIZE = 13
_LINE, _SMALL_LINE = 22, 18
_EDGE = 1  # half of the stroke is outside the box
_TEXT_X, _TEXT_WIDTH = 48, 256
_PADDING = 13
_GAP, _ARROW_HEAD = 30, 7
_ASCENT = 0.8  # of the line height, from the top to the baseline

_EM_WIDTHS = {
    0.3: "'IJijl",
    0.35: " ,./:;\\|‘’",
    0.4: "()-[]ft",
    0.45: "!r",
    0.5: '"*_`–',
    0.55: "?csz“”",
    0.6: "FLkvxy",
    0.65: "$0123456789EPSTYabdeghnopqu{}",
    0.7: "ABCKRVXZ",
    0.75: "NU",
    0.8: "&DGHOQ",
    0.85: "#+<=>^w~",
    0.9: "M",
}
_width_of = {letter: width for width, letters in _EM_WIDTHS.items() for letter in letters}


@dataclass(frozen=True)
class TextLine:
    text: str
    y: int


@dataclass(frozen=True)
class Box:
    """One step; ``actor_lines`` are above the text in a smaller font, empty without an actor."""

    number: int
    y: int
    height: int
    number_y: int
    actor_lines: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]

    @property
    def foot(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Arrow:
    """From the bottom of one box to the top of the next."""

    y: int
    end: int

    @property
    def path(self) -> str:
        middle, head = WIDTH // 2, self.end - _ARROW_HEAD
        return (
            f"M{middle} {self.y}V{self.end}M{middle - _ARROW_HEAD} {head}L{middle} {self.end}L{middle + _ARROW_HEAD} {head}"
        )


@dataclass(frozen=True)
class FlowChart:
    boxes: tuple[Box, ...]

    width = WIDTH
    box_x, box_width, text_x = _EDGE, WIDTH - 2 * _EDGE, _TEXT_X

    @property
    def height(self) -> int:
        return self.boxes[-1].foot + _EDGE

    @property
    def arrows(self) -> list[Arrow]:
        return [Arrow(box.foot, box.foot + _GAP - 2 * _EDGE) for box in self.boxes[:-1]]


def flow_chart(steps: Sequence[tuple[str, str]]) -> FlowChart | None:
    """The chart of (step, actor) pairs, top to bottom; None for fewer than two steps."""
    if len(steps) < 2:
        return None
    boxes: list[Box] = []
    for number, (text, actor) in enumerate(steps, start=1):
        boxes.append(_box(number, boxes[-1].foot + _GAP if boxes else _EDGE, text, actor))
    return FlowChart(tuple(boxes))


def wrap(text: str, width: float, font_size: int = FONT_SIZE) -> list[str]:
    """``text`` in lines of at most ``width`` pixels; longer words are split."""
    lines: list[str] = []
    for word in _fitting(text.split(), width, font_size):
        if lines and text_width(f"{lines[-1]} {word}", font_size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def text_width(text: str, font_size: int = FONT_SIZE) -> float:
    """Maximum width of ``text`` in pixels; characters without a known width count as 1 em."""
    return sum(_width_of.get(letter, 1.0) for letter in text) * font_size


def _fitting(words: Sequence[str], width: float, font_size: int) -> Iterator[str]:
    for word in words:
        part = ""
        for letter in word:
            if part and text_width(part + letter, font_size) > width:
                yield part
                part = ""
            part += letter
        yield part


def _box(number: int, y: int, text: str, actor: str) -> Box:
    top = y + _PADDING
    actor_lines = _lines(wrap(actor, _TEXT_WIDTH, SMALL_FONT_SIZE), top, _SMALL_LINE)
    top += _SMALL_LINE * len(actor_lines)
    lines = _lines(wrap(text, _TEXT_WIDTH), top, _LINE)
    height = top + _LINE * len(lines) + _PADDING - y
    return Box(number, y, height, y + height // 2, actor_lines, lines)


def _lines(texts: Sequence[str], top: int, height: int) -> tuple[TextLine, ...]:
    return tuple(TextLine(text, top + index * height + round(height * _ASCENT)) for index, text in enumerate(texts))
