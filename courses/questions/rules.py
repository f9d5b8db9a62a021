"""What makes a question one that can be answered. Pure; the form and the import ask here."""

from collections.abc import Sequence

from courses.questions.snapshots import Kind, number_of, plain_word

MOST_CHOICES = 8


def wrong_with(kind: str, choices: Sequence[tuple[str, bool]]) -> str:
    """``choices`` are texts and whether they are right. The sentence that says what to do, or nothing."""
    if kind == Kind.TRUE_FALSE:
        return "Pertanyaan benar atau salah tidak memerlukan pilihan. Hapus pilihannya." if choices else ""
    return _wrong_with_count(kind, choices) or _wrong_with_words(kind, [text for text, _ in choices])


def _wrong_with_count(kind: str, choices: Sequence[tuple[str, bool]]) -> str:
    right = sum(is_right for _, is_right in choices)
    if kind in {Kind.NUMBER, Kind.WORD}:
        return "" if choices else "Tulis sedikitnya satu jawaban yang diterima."
    if len(choices) < 2:
        return "Tulis sedikitnya dua pilihan."
    if kind == Kind.SINGLE and right != 1:
        return "Tandai tepat satu pilihan yang benar."
    return "" if right else "Tandai sedikitnya satu pilihan yang benar."


def _wrong_with_words(kind: str, texts: list[str]) -> str:
    if len({plain_word(text) for text in texts}) < len(texts):
        return "Dua pilihan atau jawaban berbunyi sama."
    if kind == Kind.NUMBER and any(number_of(text) is None for text in texts):
        return "Jawaban angka ditulis dengan angka saja, misalnya 25.000 atau 1,5."
    return ""
