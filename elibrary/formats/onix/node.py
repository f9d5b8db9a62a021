"""One element of a product, by its reference name, whatever tags the file uses."""

from collections.abc import Iterator

PARAGRAPH, BREAK = "\u2029", "\u2028"
"""Placeholders for a block or a line break of the mark-up; both are white space, so a title loses nothing by them."""


class Node:
    __slots__ = ("attributes", "children", "has_markup", "line", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str], line: int = 0) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.children: list[Node] = []
        self.parts: list[str] = []
        self.has_markup = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def all(self, *names: str) -> Iterator["Node"]:
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> "Node | None":
        return next(self.all(*names), None)

    def has(self, name: str) -> bool:
        return self.first(name) is not None

    def part(self, name: str) -> "Node":
        """The composite of that name, or this element itself: ONIX 2.1 has its elements directly in the product."""
        return self.first(name) or self

    def value(self, *names: str) -> str:
        """The text of the first child of these names that has any, in the order of the names."""
        return next((text for name in names for text in self.values(name)), "")

    def values(self, name: str) -> list[str]:
        found = (" ".join(child.text.split()) for child in self.all(name))
        return [text for text in found if text]
