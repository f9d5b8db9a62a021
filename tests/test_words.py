"""Words of the screens: each thing has one name, the one a trader uses."""

import re
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
REJECTED = {
    "peramban": "browser",
    "cuki": "kuki",
    "post-test": "tes akhir",
    "sudah terbukti": "sudah dikonfirmasi",
    "belum terbukti": "belum dikonfirmasi",
    "sedang luring": "tidak ada internet",
}
SCREENS = ("templates/**/*.html", "templates/**/*.txt", "static/**/*.js", "cms/home/data/*.json", "docs/participants/*.md")
SPELLINGS = re.compile(r"\b(" + "|".join(REJECTED) + r")\b", re.IGNORECASE)


def test_screens_use_one_spelling_of_each_word() -> None:
    files = [path for pattern in SCREENS for path in ROOT.glob(pattern)]
    found = {str(path.relative_to(ROOT)): SPELLINGS.findall(path.read_text("utf-8")) for path in files}
    assert {path: words for path, words in found.items() if words} == {}
