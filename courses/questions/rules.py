"""Validation of questions, shared by the form and the import. Pure functions."""

from collections.abc import Sequence

from courses.questions.snapshots import Kind, normalized_text, parse_number

MAX_CHOICES = 8


def question_error(kind: str, choices: Sequence[tuple[str, bool]]) -> str:
    """The error of a question as an Indonesian sentence, or "". ``choices``: text and whether it is correct."""
    if kind == Kind.TRUE_FALSE:
        return "Pertanyaan benar atau salah tidak memerlukan pilihan. Hapus pilihannya." if choices else ""
    return _count_error(kind, choices) or _text_error(kind, [text for text, _ in choices])


def _count_error(kind: str, choices: Sequence[tuple[str, bool]]) -> str:
    right = sum(is_right for _, is_right in choices)
    if kind in {Kind.NUMBER, Kind.WORD}:
        return "" if choices else "Tulis sedikitnya satu jawaban yang diterima."
    if len(choices) < 2:
        return "Tulis sedikitnya dua pilihan."
    if kind == Kind.SINGLE and right != 1:
        return "Tandai tepat satu pilihan yang benar."
    return "" if right else "Tandai sedikitnya satu pilihan yang benar."


def _text_error(kind: str, texts: list[str]) -> str:
    if len({normalized_text(text) for text in texts}) < len(texts):
        return "Dua pilihan atau jawaban berbunyi sama."
    if kind == Kind.NUMBER and any(parse_number(text) is None for text in texts):
        return "Jawaban angka ditulis dengan angka saja, misalnya 25.000 atau 1,5."
    return ""
