"""The board and the matrix of services and components as spreadsheets."""

from collections.abc import Sequence

from django.utils import timezone

from cms.board.component_text import component_text
from cms.board.selectors import BoardRow
from cms.standards.completeness import COMPONENTS, Component
from core.documents.formatting import tanggal
from core.documents.xlsx import Column, Sheet

MARK, EMPTY = "✓", "kosong"


def board_sheet(rows: Sequence[BoardRow]) -> Sheet:
    """The board, one service a row."""
    columns = [
        Column("Unit kerja", width=32, wrap=True),
        Column("Layanan", width=44, wrap=True),
        Column("Komponen terisi"),
        Column("Komponen kosong", width=50, wrap=True),
        Column("Versi terbit", width=24),
        Column("Penanggung jawab", width=32, wrap=True),
        Column("Belum diketahui", width=32, wrap=True),
        Column("Keadaan", width=34),
        Column("Terakhir ditinjau", width=18),
        Column("Ditinjau lagi paling lambat", width=18),
        Column("Peninjauan", width=18),
    ]
    return Sheet("Papan standar pelayanan", columns, (_board_row(row) for row in rows), frozen_columns=2)


def _board_row(row: BoardRow) -> list[object]:
    return [
        row.unit.title,
        row.title,
        row.filled,
        row.missing_names,
        row.public_words,
        row.responsible,
        row.unknown_names,
        row.state.label,
        row.reviewed_on,
        row.review_due,
        row.due_words,
    ]


def matrix_sheets(rows: Sequence[BoardRow]) -> list[Sheet]:
    """Three sheets: marks, texts of the components, legend."""
    return [_marks(rows), _words(rows), _legend(rows)]


def _heading(component: Component) -> str:
    return f"{component.number}. {component.label}"


def _marks(rows: Sequence[BoardRow]) -> Sheet:
    """Totals by service in the last column, by component in the footer, which is excluded from sorting and filters."""
    columns = [Column("Unit kerja", width=32, wrap=True), Column("Layanan", width=44, wrap=True)]
    columns += [Column(_heading(component), width=15) for component in COMPONENTS]
    body = (
        [row.unit.title, row.title, *(EMPTY if each in row.missing else MARK for each in COMPONENTS), row.filled]
        for row in rows
    )
    totals = [sum(component not in row.missing for row in rows) for component in COMPONENTS]
    footer = ["", f"Jumlah terisi (dari {len(rows)} layanan)", *totals, sum(totals)]
    return Sheet("Matriks", [*columns, Column("Jumlah terisi")], body, frozen_columns=2, footer=footer)


def _words(rows: Sequence[BoardRow]) -> Sheet:
    columns = [Column("Unit kerja", width=32, wrap=True), Column("Layanan", width=44, wrap=True)]
    columns += [Column(_heading(component), width=45, wrap=True) for component in COMPONENTS]
    body = ([row.unit.title, row.title, *(component_text(each.key, row.content) for each in COMPONENTS)] for row in rows)
    return Sheet("Isi", columns, body, frozen_columns=2)


def _legend(rows: Sequence[BoardRow]) -> Sheet:
    lines = [
        ("Dibuat", tanggal(timezone.localdate())),
        ("Jumlah layanan", len(rows)),
        ("Sumber", "Draf terbaru tiap halaman; yang tanpa draf, versi terbitnya."),
        (MARK, "Komponen sudah terisi."),
        (EMPTY, "Komponen belum terisi; halaman tidak dapat terbit sebelum diisi."),
        ("Komponen 1–6", "Penyampaian layanan (PermenPANRB 15/2014, lampiran)."),
        ("Komponen 7–14", "Pengelolaan layanan (PermenPANRB 15/2014, lampiran)."),
        ("Lembar Isi", "Kata-kata tiap komponen untuk dibaca."),
    ]
    return Sheet("Keterangan", [Column("Hal", width=20), Column("Keterangan", width=70, wrap=True)], lines)
