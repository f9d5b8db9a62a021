"""Import of a data file: compares it with the pages and saves changes as drafts. Live pages are not changed."""

from collections.abc import Iterator

from django.db import transaction

from cms.standards.imports.check import JsonObject
from cms.standards.imports.compare import LEGAL_KEY, lines
from cms.standards.models.standards_import import KIND, StandardsImport
from cms.standards.services.drafts import add_legal_basis, save_as_draft
from core.files.uploads.kinds import JSON
from core.imports import services as imports
from core.imports.kinds import ImportKind, Stage, Tell, key_by_key
from core.imports.models import ImportLine, ImportRun
from core.imports.records import Line
from core.imports.selectors import CHANGES
from core.sandbox.verdict import MEBIBYTE, Limits

Outcome = ImportLine.Outcome


def _content(run: ImportRun, raw: JsonObject) -> JsonObject:
    return raw


def _compare(run: ImportRun, raw: JsonObject, tell: Tell) -> Iterator[Line]:
    """Compare with the newest version of all pages."""
    return lines(raw, tell)


@transaction.atomic
def _apply_service(run: ImportRun, raw: JsonObject, key: str) -> None:
    """Apply one service. Its report lines are locked: a concurrent worker waits and finds them settled."""
    waiting = run.lines.select_for_update().filter(key=key, outcome="", verdict__in=CHANGES)
    if not list(waiting):
        return
    service = next((one for one in raw["services"] if one["key"] == key), None)
    if key == LEGAL_KEY:
        for basis in raw["legal_bases"]:
            add_legal_basis(raw, basis, run.uploaded_by)
        outcome, message = str(Outcome.DONE), ""
    elif service is None:
        outcome, message = str(Outcome.SKIPPED), "Layanan ini tidak ada lagi dalam berkas."
    else:
        outcome, message = save_as_draft(service, raw, by=run.uploaded_by, over_drafts=run.chosen)
    imports.settle(run=run, key=key, outcome=outcome, message=message)


STANDARDS = ImportKind(
    name=KIND,
    model=StandardsImport,
    allowed=(JSON,),
    most_bytes=4 * MEBIBYTE,
    function="cms.standards.imports.extract.read",
    limits=Limits(memory=512 * MEBIBYTE, cpu=15, wall=25.0),
    check=Stage(
        job="cms.standards_check",
        label="Bandingkan berkas standar pelayanan",
        progress="Membandingkan layanan {done} dari {total}.",
        done="Perbandingan selesai.",
    ),
    apply=Stage(
        job="cms.standards_apply",
        label="Terapkan berkas standar sebagai draf",
        progress="Menyimpan draf {done} dari {total}.",
        done="Semua perubahan sudah diterapkan.",
    ),
    content=_content,
    compare=_compare,
    apply_parts=key_by_key(_apply_service),
    applies_as_uploader=True,
)
