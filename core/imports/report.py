"""The report to keep and to pass on: a line a row."""

from core.documents.xlsx import Column, Sheet
from core.imports.models import ImportRun

COLUMNS = (
    Column("Nomor"),
    Column("Objek", 40, wrap=True),
    Column("Bagian", 28, wrap=True),
    Column("Hasil", 18),
    Column("Sekarang", 50, wrap=True),
    Column("Dalam berkas", 50, wrap=True),
    Column("Penjelasan", 40, wrap=True),
    Column("Yang perlu dilakukan", 40, wrap=True),
    Column("Penerapan", 18),
)


def report_sheet(run: ImportRun) -> Sheet:
    """Every line, the same ones too; rows are read one by one."""
    rows = (
        (
            line.number,
            line.subject,
            line.part,
            line.get_verdict_display(),
            line.before,
            line.after,
            line.message,
            line.advice,
            line.get_outcome_display() if line.is_change else "",
        )
        for line in run.lines.all().iterator(chunk_size=500)
    )
    return Sheet(title="Laporan impor", columns=COLUMNS, rows=rows, frozen_columns=3)
