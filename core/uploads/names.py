"""File names as we keep them."""

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 80


def clean_stem(name: str) -> str:
    """The name without folder and extension, in letters, digits, dash and underscore; "berkas" when nothing is left."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = unicodedata.normalize("NFKD", PurePosixPath(last).stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-_")[:_LONGEST] or "berkas"


def extension_of(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
