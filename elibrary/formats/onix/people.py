"""Who made it: persons, bodies, and unnamed ones."""

from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Contributor

_UNNAMED = {"01": "Tidak diketahui", "02": "Anonim", "03": "dkk.", "04": "Berbagai penulis"}
"""List 19; voices of machines make no author."""
_BEFORE = ("TitlesBeforeNames", "NamesBeforeKey", "PrefixToKey")
_AFTER = ("KeyNames", "NamesAfterKey", "SuffixToKey", "LettersAfterNames", "TitlesAfterNames")
_AUTHOR = "A01"


def of(detail: Node, notes: Notes) -> tuple[Contributor, ...]:
    """In the publisher's order, once for each role. A message without composites has at most a statement."""
    found = [one for node in sorted(detail.all("Contributor"), key=_place) for one in _roles(node, notes)]
    statement = one_line(detail.value("ContributorStatement"))
    return tuple(dict.fromkeys(found)) or ((Contributor(statement),) if statement else ())


def _place(node: Node) -> int:
    """Those without a number keep their place behind the others; sorting is stable."""
    number = node.value("SequenceNumber")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1_000_000


def _roles(node: Node, notes: Notes) -> list[Contributor]:
    name, sort, is_body = _name(node)
    roles = node.values("ContributorRole") or [_AUTHOR]
    return [Contributor(name, notes.code(17, role), sort, is_body) for role in roles] if name else []


def _name(node: Node) -> tuple[str, str, bool]:
    """Name, name for sorting, whether it is a body."""
    if body := one_line(node.value("CorporateName", "CorporateNameInverted")):
        return body, one_line(node.value("CorporateNameInverted")), True
    sort = one_line(node.value("PersonNameInverted")) or _inverted(node)
    name = one_line(node.value("PersonName")) or _in_order(node) or _uninverted(sort)
    return name or _UNNAMED.get(node.value("UnnamedPersons"), ""), sort, False


def _in_order(node: Node) -> str:
    if not node.value("KeyNames"):
        return ""
    return one_line(" ".join(node.value(name) for name in _BEFORE + _AFTER))


def _inverted(node: Node) -> str:
    key = one_line(f"{node.value('PrefixToKey')} {node.value('KeyNames')}")
    given = one_line(node.value("NamesBeforeKey"))
    return ", ".join(filter(None, (key, given))) if node.value("KeyNames") else ""


def _uninverted(inverted: str) -> str:
    """``Hirata, Andrea`` → ``Andrea Hirata``."""
    family, _, given = inverted.partition(",")
    return f"{given.strip()} {family.strip()}".strip()
