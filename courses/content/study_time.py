"""How long the content of a lesson takes, estimated from its words and media, for the trainer to compare with theirs."""

import re
from dataclasses import dataclass
from math import ceil
from typing import Any

from wagtail.blocks import StreamValue

from core.documents.formatting import lama_belajar

WORDS_A_MINUTE = 160
"""Silent reading of non-fiction is about 238 words a minute in English (Brysbaert 2019, meta-analysis of 190 studies). Who
learns on a phone reads again and looks up: two thirds of it."""
SPOKEN_WORDS_A_MINUTE = 130
"""Clear speech of recordings for learning; the length of a recording is taken from its transcript."""
SECONDS = {"figure": 15, "table": 30, "question": 45}
"""For looking at a picture, reading a table across, choosing an answer; their words are counted as well."""
_RECORDINGS = ("video", "audio")
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class StudyTime:
    """``uncounted``: recordings and documents whose length nothing tells. Time for practice isn't in it."""

    words: int = 0
    spoken: int = 0
    figures: int = 0
    tables: int = 0
    questions: int = 0
    recordings: int = 0
    uncounted: int = 0

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one where there is anything."""
        looking = self.figures * SECONDS["figure"] + self.tables * SECONDS["table"] + self.questions * SECONDS["question"]
        return ceil(self.words / WORDS_A_MINUTE + self.spoken / SPOKEN_WORDS_A_MINUTE + looking / 60)

    def __str__(self) -> str:
        parts = {
            "kata": self.words,
            "gambar": self.figures,
            "tabel": self.tables,
            "pertanyaan": self.questions,
            "rekaman": self.recordings,
        }
        counted = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
        left_out = f", belum termasuk {self.uncounted} rekaman atau berkas tanpa transkrip" if self.uncounted else ""
        return f"sekitar {lama_belajar(self.minutes)} ({counted}{left_out})" if counted or left_out else "belum ada isinya"


def study_time(body: StreamValue) -> StudyTime:
    """The estimate for the blocks of a lesson."""
    counts = dict.fromkeys(("words", "spoken", "figures", "tables", "questions", "recordings", "uncounted"), 0)
    for block in body:
        kind, value = block.block_type, block.value
        if kind in _RECORDINGS:
            said = len(_WORD.findall(value["transcript"]))
            counts["spoken"] += said
            counts["recordings" if said else "uncounted"] += 1
            continue
        counts["words"] += _words(block.block, value)
        if kind in SECONDS:
            counts[f"{kind}s"] += 1
        counts["uncounted"] += kind in ("pdf", "document")
    return StudyTime(**counts)


def _words(block: Any, value: Any) -> int:
    return sum(len(_WORD.findall(_TAG.sub(" ", str(text)))) for text in block.get_searchable_content(value))
