"""Builds a tree of one product at a time from the text of a message, on expat, with limits that no true message meets.

A DOCTYPE is never fetched: whatever it names is read as empty. Its own entities are refused unless they are short and plain;
those of HTML, which ONIX 2.1's DTD defines, come from Python's own table.
"""

from html.entities import html5
from typing import Any
from xml.parsers import expat

from core.sandbox.verdict import Refused
from elibrary.formats.onix.markup import NAMES, SILENT, separator
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.tags import local, reference_name

MOST_CHARACTERS = 4_000_000
MOST_ELEMENTS = 50_000
MOST_DEPTH = 60
MOST_ENTITIES, LONGEST_ENTITY = 100, 1_000
MOST_UNANSWERED = 2_000_000
"""So much text without a single event is one giant tag, comment or declaration."""

NOT_ONIX = "Berkas ini bukan katalog ONIX: unsur pertamanya bukan ONIXMessage."
_NOT_XML = "Berkas ini tidak dapat dibaca sebagai XML."
_BOMB = "Berkas ini mendefinisikan entitas XML yang tidak kami terima. Minta berkas tanpa DOCTYPE dari penerbit."
TOO_LARGE = "Rekaman ini terlalu besar untuk sebuah produk."
_NESTED = "Penutup Product tidak ada sebelum Product berikutnya."
_SENTENCES = {
    expat.errors.XML_ERROR_TAG_MISMATCH: "Tag penutup tidak cocok dengan tag pembukanya.",
    expat.errors.XML_ERROR_INVALID_TOKEN: "Ada tanda & atau < yang tidak ditulis &amp; atau &lt;, atau tag yang rusak.",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "Sebuah tag memuat atribut yang sama dua kali.",
    expat.errors.XML_ERROR_BAD_CHAR_REF: "Ada rujukan ke karakter yang tidak ada.",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "Masih ada isi sesudah akhir pesan ONIX.",
}
_CUT_OFF = "Berkas terputus sebelum akhirnya."


class Malformed(Exception):
    """The text is no XML from here on, or a record breaks a limit. The message is an Indonesian sentence."""


class Unclosed(Malformed):
    """A product begins within a product: the first has lost its end, the second may be whole."""


class MessageParser:
    """Feed it text in order; finished products wait in ``finished``. ``successor`` goes on after what could not be read."""

    def __init__(self, *, line: int = 1, root: str = "", header: Node | None = None) -> None:
        self.finished: list[Node] = []
        self.header = header or Node("Header", {})
        self.root = ""
        self._first_line = line
        self._stack: list[tuple[Node, str | None]] = []
        self._depth = self._size = self._elements = self._entities = self._unanswered = 0
        self._expat = self._new_parser()
        if root:
            self.feed(f"<{root}>")

    @property
    def open_product(self) -> Node | None:
        return self._stack[0][0] if self._stack and self._stack[0][0].name == "Product" else None

    @property
    def line(self) -> int:
        return self._first_line + self._expat.CurrentLineNumber - 1

    def successor(self, line: int) -> "MessageParser":
        return MessageParser(line=line, root=self.root, header=self.header)

    def feed(self, text: str) -> None:
        """Raises Malformed, and Refused for what isn't ONIX at all."""
        self._unanswered += len(text)
        self._parse(text, is_last=False)
        if self._unanswered > MOST_UNANSWERED:
            self._give_up(TOO_LARGE)

    def close(self) -> None:
        self._parse("", is_last=True)

    def _parse(self, text: str, *, is_last: bool) -> None:
        try:
            self._expat.Parse(text, is_last)
        except expat.ExpatError as error:
            kind = expat.ErrorString(error.code)
            self._give_up(_CUT_OFF if is_last else _SENTENCES.get(kind, "Penulisan XML-nya salah."))

    def _give_up(self, sentence: str) -> None:
        raise Malformed(sentence) if self.root else Refused(_NOT_XML)

    def _new_parser(self) -> Any:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # makes an unknown entity something to skip instead of an error
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._answered
        parser.EntityDeclHandler = self._entity_declared
        parser.ExternalEntityRefHandler = self._read_as_empty
        parser.SkippedEntityHandler = self._named_entity
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._unanswered = 0
        self._depth += 1
        name = reference_name(tag)
        if self._depth == 1:
            self._open_root(tag, name)
        if self._depth > MOST_DEPTH:
            raise Malformed(TOO_LARGE)
        if self._stack:
            self._open_inside(tag, name, attributes)
        elif name in {"Product", "Header"}:
            self._size = self._elements = 0
            self._stack.append((Node(name, attributes, self.line), None))

    def _open_root(self, tag: str, name: str) -> None:
        if name.lower() not in {"onixmessage", "product"}:
            raise Refused(NOT_ONIX)
        self.root = tag if name != "Product" else "ONIXMessage"

    def _open_inside(self, tag: str, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Malformed(TOO_LARGE)
        if name == "Product" and self.open_product:
            raise Unclosed(_NESTED)
        parent = self._stack[-1][0]
        if (markup := local(tag).lower()) in NAMES:
            parent.has_markup = True
            parent.parts.append(separator(markup))
            self._stack.append((Node("", {}) if markup in SILENT else parent, separator(markup)))
            return
        node = Node(name, attributes, self.line)
        parent.children.append(node)
        self._stack.append((node, None))

    def _end(self, tag: str) -> None:
        self._unanswered = 0
        self._depth -= 1
        if not self._stack:
            return
        node, separator_after = self._stack.pop()
        if separator_after is not None:
            node.parts.append(separator_after)
        elif not self._stack:
            self._finish(node)

    def _finish(self, node: Node) -> None:
        if node.name == "Product":
            self.finished.append(node)
        else:
            self.header = node

    def _text(self, data: str) -> None:
        self._unanswered = 0
        if self._stack:
            self._size += len(data)
            if self._size > MOST_CHARACTERS:
                raise Malformed(TOO_LARGE)
            self._stack[-1][0].parts.append(data)

    def _answered(self, _comment: str) -> None:
        self._unanswered = 0

    def _entity_declared(self, _name: str, is_parameter: bool, value: str | None, *_where: object) -> None:
        self._entities += 1
        is_plain = value is not None and len(value) <= LONGEST_ENTITY and not {"&", "%", "<"} & set(value)
        if is_parameter or not is_plain or self._entities > MOST_ENTITIES:
            raise Refused(_BOMB)

    def _read_as_empty(self, context: str | None, *_where: object) -> int:
        self._expat.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    def _named_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))
