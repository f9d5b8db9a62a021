"""What it is about: Thema, BISAC, Dewey and others, headings, keywords, the publisher's own categories."""

import re

from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Subject

_SCHEMES = {
    "01": "ddc",
    "02": "ddc",
    "04": "lcsh",
    "09": "udc",
    "10": "bisac",
    "20": "keyword",
    "23": "category",
    "24": "category",
    "93": "thema",
}
"""List 27; 2.1 has the same values for main subjects in list 26. Others keep their code, as Thema's qualifiers 94 to 99."""
_OLD = {"BASICMainSubject": "bisac", "BICMainSubject": "12"}
_MOST_KEYWORDS = 100


def of(product: Node, detail: Node, notes: Notes) -> tuple[Subject, ...]:
    """Main subjects first, otherwise as given."""
    found = [one for node in detail.all("MainSubject") for one in _read(node, "MainSubjectSchemeIdentifier", True, notes)]
    found += [Subject(scheme, code, is_main=True) for name, scheme in _OLD.items() if (code := product.value(name))]
    for node in detail.all("Subject"):
        found += _read(node, "SubjectSchemeIdentifier", node.has("MainSubject"), notes)
    return tuple(dict.fromkeys(sorted(found, key=lambda one: not one.is_main)))


def _read(node: Node, identifier: str, is_main: bool, notes: Notes) -> list[Subject]:
    kind = notes.code(27, node.value(identifier))
    scheme = _SCHEMES.get(kind, kind)
    code, text = node.value("SubjectCode"), one_line(node.value("SubjectHeadingText"))
    if scheme == "keyword":
        return [Subject(scheme, text=word) for word in _keywords(text or code)]
    return [Subject(scheme, code, text, is_main)] if code or text else []


def _keywords(text: str) -> list[str]:
    """ONIX separates them by semicolons; who has none means commas."""
    words = re.split(";" if ";" in text else ",", text)
    return [word.strip() for word in words if word.strip()][:_MOST_KEYWORDS]
