"""Text as people sent it → plain text: no markup, no control characters, paragraphs by blank lines."""

import html
import re
import unicodedata
from html.parser import HTMLParser

MOST_CHARACTERS = 50_000
"""More than this is no description of a book."""
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
_BREAKS = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNREAD = {"script", "style", "head", "title"}


def one_line(text: str) -> str:
    """Composed letters, single spaces, nothing that can't be seen or that turns the direction of reading."""
    return " ".join(unicodedata.normalize("NFC", _CONTROLS.sub("", text.replace("_x000D_", " "))).split())


def paragraphs(text: str) -> str:
    """Also takes HTML, escaped once or not at all, and returns its text."""
    text = text[: 4 * MOST_CHARACTERS].replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    if not _MARKUP.search(text) and "&" in text:
        text = html.unescape(text)
    if _MARKUP.search(text):
        text = _Text.of(text)
    parts = (one_line(part) for part in _BLANK_LINES.split(text))
    return "\n\n".join(part for part in parts if part)[:MOST_CHARACTERS]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    @classmethod
    def of(cls, markup: str) -> str:
        reader = cls()
        reader.feed(markup)
        reader.close()
        return "".join(reader.parts)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unread += tag in _UNREAD
        if tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in _UNREAD))
        if tag in _BREAKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data.replace("\n", " "))
