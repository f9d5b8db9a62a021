"""One item of a part as text, and the differences between the items of two records."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

REORDERED = "(isi yang sama dalam urutan atau rincian lain)"


@dataclass(frozen=True)
class Statement:
    """``about`` names the item, ``words`` are its text. Of two with the same ``key`` the newer replaces the older.

    ``kept``: how many of the first words are repeated beside those that have changed.
    """

    about: str
    words: tuple[str, ...] = ()
    key: Hashable = None
    kept: int = 0

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.about, ", ".join(self.words))))

    def beside(self, other: "Statement") -> "Statement":
        """Only the words that ``other`` lacks."""
        words = tuple(word for at, word in enumerate(self.words) if at < self.kept or word not in other.words)
        return replace(self, words=words)


def difference(old: Sequence[Statement], new: Sequence[Statement]) -> tuple[str, str]:
    """What was and what is instead, a line an item: changed ones by what changed, others as gone or as added.

    Where one side is empty, the other is returned complete.
    """
    pairs, gone, come = _matched(old, new)
    if not (pairs or gone or come):
        return REORDERED, REORDERED
    before = [str(one.beside(other)) for one, other in pairs] + [f"dihapus: {one}" if new else str(one) for one in gone]
    after = [str(other.beside(one)) for one, other in pairs] + [f"ditambah: {one}" if old else str(one) for one in come]
    return "\n".join(before) or _as_before(old), "\n".join(after) or _as_before(new)


def _as_before(items: Sequence[Statement]) -> str:
    return f"({len(items)} yang lain tetap)" if items else ""


def _matched(
    old: Sequence[Statement], new: Sequence[Statement]
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Pairs of the older and the newer, those that are gone, and those that have come; what stayed is none of these."""
    left = _without(old, new)
    waiting: dict[Hashable, list[Statement]] = defaultdict(list)
    for one in _without(new, old):
        waiting[one.key].append(one)
    pairs = [(one, waiting[one.key].pop(0)) for one in left if waiting[one.key]]
    paired = {id(one) for one, _ in pairs}
    return pairs, [one for one in left if id(one) not in paired], [one for found in waiting.values() for one in found]


def _without(items: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    """Each of ``others`` removes one equal item."""
    taken = Counter(map(str, others))
    found = []
    for one in items:
        taken[str(one)] -= 1
        if taken[str(one)] < 0:
            found.append(one)
    return found
