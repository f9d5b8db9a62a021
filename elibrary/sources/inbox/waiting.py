"""What every place has in which publishers leave files: a folder on the server, a prefix of a bucket."""

from dataclasses import dataclass, field
from typing import IO, Protocol

PARTIAL = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".swp")
"""Names under which programs write what isn't whole yet."""


@dataclass(frozen=True)
class Waiting:
    """A file found in a source. ``mark`` changes when its contents do; ``raw`` is its undecoded name."""

    name: str
    size: int
    mark: str
    raw: str = field(default="", repr=False)


class SourceError(Exception):
    """The source can't be read; ``sentence`` is Indonesian and includes what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Inbox(Protocol):
    may_be_half_written: bool
    """Whether a file is seen before it is whole."""
    strange: int
    """Entries that are no plain files, known after ``waiting``."""

    def waiting(self) -> list[Waiting]:
        """The files, the oldest first. Raises SourceError."""

    def copy(self, file: Waiting, target: IO[bytes]) -> bool:
        """Write its contents; False when it isn't the same file any more. Raises SourceError."""

    def put_away(self, file: Waiting, *, sha256: str, is_refused: bool) -> bool:
        """Take it out of the way without losing it; False when it has to stay where it is."""


def is_partial(name: str) -> bool:
    return name.startswith((".", "~")) or name.casefold().endswith(PARTIAL)
