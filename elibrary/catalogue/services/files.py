"""What a catalogue's file holds: the columns of a table, and the records that were read."""

from collections.abc import Iterator

from core.files.uploads.kinds import CSV, XLSX
from core.imports.models import ImportRun
from core.imports.reading import copied, record_lines
from core.sandbox import parent as sandbox
from elibrary.formats import extraction
from elibrary.formats.records import Extracted
from elibrary.publishers.models import Publisher


def columns_read(run: ImportRun, publisher: Publisher | None) -> list[dict[str, object]]:
    """What the columns of a table were taken for; empty for every other format, and for a table that can't be opened."""
    if run.file_name.rpartition(".")[2] not in {*CSV.extensions, *XLSX.extensions}:
        return []
    with copied(run) as path:
        verdict = sandbox.run(
            "elibrary.formats.tables.preview.columns", path=str(path), mapping=publisher.profile if publisher else None
        )
    return verdict.value if verdict.ok else []


def records_read(run: ImportRun, *, only: frozenset[str] | None = None) -> Iterator[Extracted]:
    """The records in their order, one by one; with ``only`` no more of each than these fields."""
    yield from extraction.read(record_lines(run), only=only)
