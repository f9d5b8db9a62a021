"""Reads the table of a question file. Runs in the sandbox and imports no Django."""

from core.documents.spreadsheet_reader import Layout, read_table
from courses.questions.imports.columns import ANSWER, LABELS, TEXT, column_of

MAX_ROWS = 1_000


def read(path: str) -> dict[str, object]:
    """The rows of the first visible sheet with headings. Raises Refused with an Indonesian sentence."""
    return read_table(
        path,
        Layout(
            column_of=column_of,
            labels=LABELS,
            is_header=lambda names: {TEXT, ANSWER} <= names,
            needed=f"Perlu kolom {LABELS[TEXT]} dan {LABELS[ANSWER]}. Mulailah dari berkas contoh.",
            nothing="Di bawah judul kolom tidak ada isinya. Tulis paling sedikit satu pertanyaan, lalu unggah lagi.",
            too_many="Berkas ini memuat lebih dari 1.000 pertanyaan. Pecah menjadi beberapa berkas.",
            most_rows=MAX_ROWS,
            most_characters=2_000,
            lines=True,
        ),
    )
