"""The first list of people's words for what the decree calls otherwise."""

import json
from collections.abc import Iterable
from pathlib import Path

from core.search.services.synonyms import seed_synonyms

FILE = Path(__file__).resolve().parent.parent / "data" / "synonyms.json"


def set_up() -> Iterable[str]:
    """The step of ``setup_site``. A list that has rows is the editors' and stays as it is."""
    added = seed_synonyms(words=json.loads(FILE.read_text("utf-8"))["synonyms"])
    return [f"Padanan kata untuk pencarian: {added} ditambahkan." if added else "Padanan kata untuk pencarian sudah ada."]
