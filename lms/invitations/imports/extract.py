"""Runs in the sandbox: the table of a list of people. Free of Django."""

from collections.abc import Mapping
from typing import Any

from core.documents.spreadsheet_reader import Layout, read_table
from lms.invitations.imports.columns import EMAIL, LABELS, NAME, NIK, column_of

MOST_ROWS = 10_000
RawTable = Mapping[str, Any]
"""What ``core.documents`` reads from a spreadsheet, as JSON: ``rows``, ``ignored``, ``sheet``, ``other_sheets``."""


def read(path: str) -> dict[str, object]:
    """The rows of the first visible sheet with headings. Raises Refused with a message for the author of the file."""
    return read_table(
        path,
        Layout(
            column_of=column_of,
            labels=LABELS,
            is_header=lambda names: NAME in names and bool({EMAIL, NIK} & names),
            needed=f"Perlu kolom {LABELS[NAME]}, dan {LABELS[EMAIL]} atau {LABELS[NIK]}. Mulailah dari berkas contoh.",
            nothing="Di bawah judul kolom tidak ada isinya. Isi paling sedikit satu orang, lalu unggah lagi.",
            too_many=f"Berkas ini memuat lebih dari {MOST_ROWS} orang. Pecah menjadi beberapa berkas.".replace(
                "000", ".000"
            ),
            most_rows=MOST_ROWS,
        ),
    )
