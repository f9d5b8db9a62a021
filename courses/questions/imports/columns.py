"""Columns of a question spreadsheet. Imports no Django: it runs in the sandbox."""

import re

KIND, TOPIC, TEXT, ANSWER, EXPLANATION = "kind", "topic", "text", "answer", "explanation"
LETTERS = "ABCDEFGH"
CHOICES = tuple(f"choice_{letter.lower()}" for letter in LETTERS)

LABELS = {
    KIND: "Jenis",
    TOPIC: "Topik",
    TEXT: "Pertanyaan",
    **{name: f"Pilihan {letter}" for name, letter in zip(CHOICES, LETTERS, strict=True)},
    ANSWER: "Jawaban benar",
    EXPLANATION: "Penjelasan",
}
_OTHER_HEADINGS = {
    KIND: "jenis soal, jenis pertanyaan, tipe, tipe soal",
    TOPIC: "materi, pokok bahasan, bab",
    TEXT: "soal, teks pertanyaan, butir soal, pertanyaan tes",
    ANSWER: "jawaban, kunci, kunci jawaban, jawaban yang benar",
    EXPLANATION: "pembahasan, keterangan jawaban",
}
_NOT_WORDS = re.compile(r"[\W_]+")


def normalized(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())


_BY_HEADING = (
    {normalized(label): name for name, label in LABELS.items()}
    | {letter.lower(): name for name, letter in zip(CHOICES, LETTERS, strict=True)}
    | {normalized(heading): name for name, headings in _OTHER_HEADINGS.items() for heading in headings.split(",")}
)


def column_of(heading: str) -> str | None:
    """Record field of a column heading; None for an unknown heading."""
    return _BY_HEADING.get(normalized(heading))
