"""The registry through which a subject offers something to code that must not import it."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class AlreadyRegistered(ValueError):
    """Another entry has the key."""


class Registry(Generic[Entry]):
    """Entries by key, iterated by ``order``, then in the order of registration.

    Subjects register in their ``register.py``, which ``AppConfig.ready`` calls. The same entry may be registered again;
    a different one under the same key raises AlreadyRegistered.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[Hashable, tuple[int, Entry]] = {}

    def register(self, key: Hashable, entry: Entry, *, order: int = 50) -> Entry:
        known = self._entries.setdefault(key, (order, entry))
        if known != (order, entry):
            raise AlreadyRegistered(f"{self.name}: {key}")
        return entry

    def get(self, key: Hashable) -> Entry | None:
        _, entry = self._entries.get(key, (0, None))
        return entry

    def __getitem__(self, key: Hashable) -> Entry:
        """Raises KeyError."""
        return self._entries[key][1]

    def items(self) -> list[tuple[Hashable, Entry]]:
        ordered = sorted(self._entries.items(), key=lambda item: item[1][0])
        return [(key, entry) for key, (_, entry) in ordered]

    def __iter__(self) -> Iterator[Entry]:
        return iter([entry for _, entry in self.items()])

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<Registry {self.name}: {len(self)} entries>"
