"""What is known of a page before anything is stored."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ExtractedPage:
    """``picture`` is a temporary WebP file; ``width`` and ``height`` are its pixels."""

    number: int
    text: str
    picture: Path
    width: int
    height: int


@dataclass(frozen=True)
class StoredPage:
    """The same page with its picture stored privately under ``picture``."""

    number: int
    text: str
    picture: str
    width: int
    height: int
