"""What follows when a catalogue from a source has been checked: apply it, or notify the librarians that it waits.

Receivers of the events that the end of a check sends inside its transaction, so that neither is forgotten nor done
twice.
"""

from django.urls import reverse

from core.imports.driver import request_apply
from core.imports.models import ImportRun
from core.imports.selectors import counts
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.sources.models import CatalogueSource
from elibrary.sources.services.notices import librarians_notify


def checked(*, run: ImportRun, **_: object) -> None:
    """A catalogue without changes sends no message."""
    source = _source(run)
    if source is None or not counts(run).open_changes:
        return
    if run.options.get("applies_directly"):
        request_apply(run=run, chosen=[], by=None)
    else:
        _notify(run, source, f"Katalog {source.publisher} menunggu diterapkan")


def refused(*, run: ImportRun, **_: object) -> None:
    source = _source(run)
    if source is not None:
        _notify(run, source, f"Katalog {source.publisher} tidak dapat dibaca")


def _source(run: ImportRun) -> CatalogueSource | None:
    number = run.options.get("source")
    return CatalogueSource.objects.select_related("publisher").filter(pk=number).first() if number else None


def _notify(run: ImportRun, source: CatalogueSource, subject: str) -> None:
    librarians_notify(
        key=f"katalog-masuk:{run.pk}:{run.state}",
        subject=subject,
        template="elibrary/sources/mail/catalogue_arrived.txt",
        path=reverse("impor-katalog:inspect", args=[run.pk]),
        run=run,
        source=source,
        summary=catalogue_summary(run) if run.state == ImportRun.State.CHECKED else None,
    )
