"""Mails a publisher the result of their catalogue, with the report of every record attached."""

from collections.abc import Iterator, Sequence

from django.db.models import F, QuerySet
from django.template.loader import render_to_string

from core.documents.xlsx import CONTENT_TYPE, Column, Sheet, workbook_bytes
from core.imports.models import ImportLine, ImportRun
from core.messages.attachments import Attachment
from core.messages.errors import Refused
from core.messages.models import Notification
from core.messages.services import notify
from elibrary.catalogue.report import KEPT
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.publishers.models import Publisher

CATEGORY = "katalog-penerbit"
MOST_NAMED = 20
"""Refused records that the mail itself names; the report has all of them."""
_KEY = "elibrary.catalogue_report:"
_COLUMNS = (
    Column("Rekaman", 44, wrap=True),
    Column("Hasil", 14),
    Column("Bagian", 24, wrap=True),
    Column("Sebelumnya", 40, wrap=True),
    Column("Sekarang", 40, wrap=True),
    Column("Penjelasan", 40, wrap=True),
    Column("Yang perlu dilakukan", 40, wrap=True),
)


def catalogue_report_send(*, run: ImportRun, publisher: Publisher) -> None:
    """Sent once a run, and only with content. Part of the caller's transaction, which also ends the run."""
    summary = catalogue_summary(run)
    if not publisher.email or summary.total == summary.unchanged:
        return
    refused = _for_publisher(run).filter(verdict=ImportLine.Verdict.PROBLEM)
    context = {
        "publisher": publisher,
        "run": run,
        "summary": summary,
        "refused": refused[:MOST_NAMED],
        "more": max(0, refused.count() - MOST_NAMED),
    }
    notify(
        key=f"{_KEY}{run.pk}",
        category=CATEGORY,
        address=publisher.email,
        subject=_subject(summary.refused, summary.created + summary.updated),
        body_text=render_to_string("elibrary/catalogue/mail/report.txt", context),
    )


def catalogue_report_of(notification: Notification) -> Sequence[Attachment]:
    """Raises Refused when the run is gone."""
    run = ImportRun.objects.filter(pk=notification.key.removeprefix(_KEY)).first()
    if run is None:
        raise Refused("Laporan katalog ini sudah tidak ada.")
    sheet = Sheet("Laporan katalog", _COLUMNS, _rows(run), frozen_columns=1)
    return [(f"laporan-katalog-{run.created_at:%Y-%m-%d}.xlsx", CONTENT_TYPE, workbook_bytes([sheet]))]


def _subject(refused: int, taken: int) -> str:
    if not refused:
        return f"Katalog Anda sudah kami terima: {taken} judul baru atau berubah"
    return f"Katalog Anda sudah kami terima: {refused} rekaman perlu diperbaiki"


def _rows(run: ImportRun) -> Iterator[tuple[object, ...]]:
    for line in _for_publisher(run).iterator(chunk_size=500):
        same = line.verdict == ImportLine.Verdict.SAME
        texts = ("", "") if same else (line.before, line.after)
        yield line.subject, line.get_verdict_display(), line.part, *texts, line.message, line.advice


def _for_publisher(run: ImportRun) -> "QuerySet[ImportLine]":
    """All lines but the differences between staff and catalogue, which are internal."""
    ours = run.lines.filter(verdict=ImportLine.Verdict.NOTE).exclude(before=F("after"))
    return run.lines.exclude(pk__in=ours.values("pk")).exclude(message=KEPT).order_by("number")
