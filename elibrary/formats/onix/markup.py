"""Texts with mark-up → plain text. Tags and the content of scripts are removed.

ONIX has XHTML as elements (textformat 05), HTML escaped or in CDATA (02), and plain text (00, 06); the declared format is
often wrong, so the text itself decides.
"""

import re
from html import unescape
from html.parser import HTMLParser

from elibrary.formats.onix.node import BREAK, PARAGRAPH, Node

MOST_CHARACTERS = 100_000
_BLOCKS = "p div ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table thead tbody tfoot tr address center hr caption"
_INLINE = """
br b i em strong u s strike a span sub sup cite q small big tt abbr acronym font code td th col colgroup img ruby rb rt rp
bdo dfn kbd samp var del ins
"""
_SILENT = "script style head iframe object embed noscript template svg math"
BLOCKS = frozenset(_BLOCKS.split())
SILENT = frozenset(_SILENT.split())
NAMES = BLOCKS | SILENT | frozenset(_INLINE.split())
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(NAMES))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BLANK_LINE = re.compile(rf"\n[ \t]*\n|{PARAGRAPH}")


def paragraphs(node: Node) -> str:
    """Plain text, paragraphs by blank lines."""
    text = node.text[:MOST_CHARACTERS]
    if node.has_markup:
        return _tidy(text.replace("\n", " "))
    if _TAG.search(text):
        return _tidy(_stripped(text))
    return _tidy(unescape(text) if _ENTITY.search(text) else text)


def one_line(text: str) -> str:
    """A title or a name: without mark-up, in one line."""
    if _TAG.search(text):
        text = _stripped(text[:MOST_CHARACTERS])
    elif _ENTITY.search(text):
        text = unescape(text)
    return " ".join(text.split())


def separator(tag: str) -> str:
    return PARAGRAPH if tag in BLOCKS else BREAK if tag == "br" else ""


def _tidy(text: str) -> str:
    """Line ends inside a paragraph are those of the file, except where the mark-up breaks the line."""
    found = (_lines(part) for part in _BLANK_LINE.split(text))
    return "\n\n".join(part for part in found if part)


def _lines(paragraph: str) -> str:
    found = (" ".join(line.split()) for line in paragraph.split(BREAK))
    return "\n".join(line for line in found if line)


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.parts.append(separator(tag))

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT))
        self.parts.append(separator(tag))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\n[ \t]*\n", PARAGRAPH, data))


def _stripped(text: str) -> str:
    parser = _Stripper()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
