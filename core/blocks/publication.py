"""What a block still lacks before its page may be shown: a draft may be unfinished, a published lesson may not."""

from collections.abc import Iterable
from typing import Any


def missing_before_publication(stream: Iterable[Any]) -> list[str]:
    """One Indonesian sentence for each thing that blocks of ``stream`` lack, with the number of the block."""
    return [
        f"Blok {number} ({child.block.label}): {sentence}"
        for number, child in enumerate(stream, start=1)
        if hasattr(child.block, "missing")
        for sentence in child.block.missing(child.value)
    ]
