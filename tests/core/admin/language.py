"""Finds English on a staff screen: what a person reads there against the English messages of the packages behind it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")

# The same word is right in both languages, or it is a name.
SAME_IN_BOTH = {
    "Admin",
    "Administrator",
    "Alias",
    "Format",
    "ID",
    "Minimum",
    "Status",
    "Status:",
    "Status %(status)s",
    "Tag",
    "URL",
    "Wagtail",
    "label",
    "port",
    "slug",
    "status",
    "tag",
}

# Written into Wagtail's templates and forms without translation, where no catalogue reaches: a label for screen readers,
# two column heads of the site list, and the names of columns in a file to import.
HARD_CODED = {"Actions", "Search", "Page", "Root page", "Site name", "from", "to", "None"}

# Words that no Indonesian sentence contains, for English that no catalogue knows; a dotted name is code.
ENGLISH_WORDS = re.compile(
    r"(?<![\w./])(the|this|that|your|you|with|and|of|is|are|has|have|not|page|pages|add|edit|choose|search)(?![\w./])", re.I
)

SHOWN_ATTRIBUTES = {
    "alt",
    "aria-description",
    "aria-label",
    "data-w-tooltip-content-value",
    "data-w-action-loading-value",
    "data-w-progress-active-value",
    "label",
    "placeholder",
    "title",
}


class ShownText(HTMLParser):
    """Collects text nodes, readable attributes, button values, and the strings of JSON that scripts draw (the side bar)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "style"}:
            kind = "json" if (values.get("type") or "").endswith("json") and "props" in (values.get("id") or "") else "code"
            self._inside.append(kind)
        self.found += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.found.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"} and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)
        elif self._inside[-1] == "json":
            self.found += json_labels(json.loads(data))


def json_labels(node: Any) -> Iterator[str]:
    """The values of ``label`` and the like anywhere in the side bar's data."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in {"label", "text", "title", "name_label", "help_text"}:
                yield value
            else:
                yield from json_labels(value)
    elif isinstance(node, list):
        for value in node:
            yield from json_labels(value)


def shown_texts(html: str) -> set[str]:
    parser = ShownText()
    parser.feed(html)
    return {text for raw in parser.found if (text := " ".join(raw.split()))}


@cache
def english_messages(domain: str = "django") -> tuple[polib.POEntry, ...]:
    """Every entry of the English catalogues of the installed packages that a staff screen draws on."""
    return tuple(
        entry
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in {"wagtail", "taggit"}
        for entry in _english_entries(Path(config.path) / f"locale/en/LC_MESSAGES/{domain}.po")
    )


def _english_entries(source: Path) -> Iterator[polib.POEntry]:
    if source.exists():
        yield from (entry for entry in polib.pofile(str(source)) if not entry.obsolete)


def in_indonesian(entry: polib.POEntry) -> str:
    """As screens ask for it: what has a plural is found by number only, in every release of Python."""
    with override("id"):
        if entry.msgid_plural:
            both = entry.msgid, entry.msgid_plural, 1
            return npgettext(entry.msgctxt, *both) if entry.msgctxt else ngettext(*both)
        return pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)


def is_words(message: str) -> bool:
    """Something is left to translate beside placeholders, tags and signs."""
    return bool(re.search(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", TAG.sub("", message))))


@cache
def english_patterns() -> tuple[set[str], re.Pattern[str]]:
    """Messages to meet word by word, and one pattern for those with a variable part; HTML tags cut a message in pieces."""
    plain, patterns = set(), set()
    right = {in_indonesian(entry) for entry in english_messages()} | SAME_IN_BOTH
    for message in (text for entry in english_messages() for text in (entry.msgid, entry.msgid_plural) if text):
        for raw in TAG.split(message):
            piece = " ".join(raw.split())
            if not is_words(piece) or piece in right:
                continue
            if not PLACEHOLDER.search(piece):
                plain.add(piece)
            elif len(re.findall(r"[A-Za-z]{3,}", PLACEHOLDER.sub("", piece))) >= 2:
                patterns.add(".+".join(re.escape(part) for part in PLACEHOLDER.split(piece)))
    return plain, re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)))


def english_left(html: str) -> set[str]:
    """Texts of the page that are an English message, or read like English."""
    plain, patterns = english_patterns()
    return {
        text
        for text in shown_texts(html) - HARD_CODED
        if text in plain or patterns.fullmatch(text) or ENGLISH_WORDS.search(text)
    }
