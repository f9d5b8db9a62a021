"""Record of one row of a question file, validated cell by cell. No database access."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.documents.spreadsheet_reader import DATE, FAULT, FORMULA, NUMBER
from courses.questions.imports.columns import ANSWER, CHOICES, EXPLANATION, KIND, LABELS, LETTERS, TEXT, TOPIC, normalized
from courses.questions.models.question import MAX_CHOICE_LENGTH, MAX_TEXT_LENGTH, MAX_TOPIC_LENGTH
from courses.questions.rules import MAX_CHOICES, question_error
from courses.questions.snapshots import Kind, normalized_text

Choices = tuple[tuple[str, bool], ...]
EXAMPLE_PREFIX = "Contoh:"
"""Prefix of the rows of the example file; rows with it are skipped."""
_KINDS = {
    Kind.SINGLE: "pilih satu, pilihan ganda, pg, pilihan",
    Kind.MULTIPLE: "pilih beberapa, pilihan ganda kompleks, pgk",
    Kind.TRUE_FALSE: "benar atau salah, benar salah, bs, pernyataan",
    Kind.NUMBER: "jawaban angka, angka, isian angka",
    Kind.WORD: "jawaban kata, kata, isian, isian singkat",
}
_BY_KIND = {normalized(word): kind for kind, words in _KINDS.items() for word in words.split(",")}
_STATEMENTS = {"benar": True, "b": True, "ya": True, "salah": False, "s": False, "tidak": False}
_LIMITS = {
    KIND: 60,
    TOPIC: MAX_TOPIC_LENGTH,
    TEXT: MAX_TEXT_LENGTH,
    **dict.fromkeys(CHOICES, MAX_CHOICE_LENGTH),
    ANSWER: MAX_CHOICES * (MAX_CHOICE_LENGTH + 2),
    EXPLANATION: MAX_TEXT_LENGTH,
}


@dataclass(frozen=True)
class QuestionRecord:
    """``problem``: a sentence; the row is rejected. An empty topic or explanation leaves that of the bank unchanged."""

    row: int
    text: str = ""
    kind: str = ""
    topic: str = ""
    explanation: str = ""
    statement: bool | None = None
    choices: Choices = ()
    problem: str = ""

    @property
    def key(self) -> str:
        return f"baris:{self.row}"

    @property
    def title(self) -> str:
        return f"Baris {self.row}: {' '.join(self.text.split()) or 'tanpa pertanyaan'}"[:300]

    @property
    def is_example(self) -> bool:
        return self.text.startswith(EXAMPLE_PREFIX)

    @property
    def match_key(self) -> str:
        """Normalized text, by which rows and questions of the bank are matched."""
        return normalized_text(self.text)

    @property
    def graded_content(self) -> tuple[object, ...]:
        """Comparable with ``Question.graded_content``."""
        return self.kind, self.text, self.statement, self.choices

    @property
    def answers(self) -> str:
        """Same format as ``Question.answers_label``."""
        if self.kind == Kind.TRUE_FALSE:
            return "✓ Benar" if self.statement else "✓ Salah"
        return "\n".join(f"{'✓' if is_right else '–'} {text}" for text, is_right in self.choices)


class _InvalidRow(ValueError):
    """The row is rejected; the message is the sentence of the report."""


def record_of(raw: Mapping[str, Any]) -> QuestionRecord:
    """The record of a row of ``extract.read``."""
    words = {name: _words(kind, text) for name, (kind, text) in raw["cells"].items()}
    text = words.get(TEXT, "")
    try:
        if raw["merged"]:
            raise _InvalidRow("Baris ini memuat sel gabungan. Pisahkan selnya (Unmerge cells), lalu isi setiap baris.")
        _check_cells(raw["cells"], words)
        kind = _kind(words.get(KIND, ""))
        statement, choices = _answers(kind, words)
    except _InvalidRow as wrong:
        return QuestionRecord(raw["row"], text[:MAX_TEXT_LENGTH], problem=str(wrong))
    return QuestionRecord(
        raw["row"],
        text,
        kind,
        words.get(TOPIC, ""),
        words.get(EXPLANATION, ""),
        statement,
        choices,
        question_error(kind, choices),
    )


def _words(kind: str, text: str) -> str:
    """A number with a decimal comma, as in Indonesian."""
    return text.replace(".", ",") if kind == NUMBER else text


def _check_cells(cells: Mapping[str, tuple[str, str]], words: Mapping[str, str]) -> None:
    for name, (kind, _text) in cells.items():
        label = LABELS[name]
        if kind == FORMULA:
            raise _InvalidRow(f"Kolom {label} berisi rumus. Tulis isinya sebagai teks.")
        if kind == FAULT:
            raise _InvalidRow(f"Kolom {label} berisi kesalahan Excel. Tulis isinya sebagai teks.")
        if kind == DATE:
            raise _InvalidRow(f"Kolom {label} diubah Excel menjadi tanggal. Ubah selnya menjadi Teks, lalu tulis lagi.")
        if len(words[name]) > _LIMITS[name]:
            raise _InvalidRow(f"Kolom {label} lebih dari {_LIMITS[name]} huruf. Persingkat.")
    if not words.get(TEXT):
        raise _InvalidRow("Kolom Pertanyaan kosong.")
    if not words.get(ANSWER):
        raise _InvalidRow("Kolom Jawaban benar kosong.")


def _kind(words: str) -> Kind:
    """The kind named in the cell; an empty cell means single choice. Raises _InvalidRow."""
    try:
        return _BY_KIND[normalized(words)] if words else Kind.SINGLE
    except KeyError:
        choices = ", ".join(str(label) for label in Kind.labels)
        raise _InvalidRow(f"Jenis “{words[:40]}” tidak dikenal. Tulis salah satu: {choices}.") from None


def _answers(kind: Kind, words: Mapping[str, str]) -> tuple[bool | None, Choices]:
    listed = {letter: words[name] for name, letter in zip(CHOICES, LETTERS, strict=True) if words.get(name)}
    answer = words[ANSWER]
    if kind == Kind.TRUE_FALSE:
        if normalized(answer) not in _STATEMENTS:
            raise _InvalidRow("Jawaban benar ditulis Benar atau Salah.")
        return _STATEMENTS[normalized(answer)], tuple((text, False) for text in listed.values())
    if kind in {Kind.NUMBER, Kind.WORD}:
        if listed:
            raise _InvalidRow("Jawaban angka dan jawaban kata tidak memakai kolom Pilihan. Tulis di kolom Jawaban benar.")
        return None, _accepted(answer)
    right = {part.strip().upper() for part in answer.replace(";", ",").replace("\n", ",").split(",") if part.strip()}
    if not right <= listed.keys():
        raise _InvalidRow("Jawaban benar ditulis dengan huruf pilihannya, misalnya B, atau A, C; pilihannya harus terisi.")
    return None, tuple((text, letter in right) for letter, text in listed.items())


def _accepted(answer: str) -> Choices:
    parts = [part.strip() for part in answer.replace("\n", ";").split(";") if part.strip()]
    if len(parts) > MAX_CHOICES:
        raise _InvalidRow(f"Paling banyak {MAX_CHOICES} jawaban yang diterima.")
    if any(len(part) > MAX_CHOICE_LENGTH for part in parts):
        raise _InvalidRow(f"Sebuah jawaban lebih dari {MAX_CHOICE_LENGTH} huruf. Persingkat.")
    return tuple((part, True) for part in parts)
