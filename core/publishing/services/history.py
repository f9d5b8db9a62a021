"""Writes the rows of the public history."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Revision

from core.audit.services import audit_log
from core.publishing.models.publication import Publication
from core.publishing.pages import GatedPage

PUBLISHED = "core.page.published"
BY_THE_SYSTEM = "Diperbarui oleh sistem."


@transaction.atomic
def record_publication(
    page: GatedPage,
    revision: Revision,
    *,
    note: str,
    basis: str,
    by_id: int | None = None,
    actor: Any = None,
    reason: str = "",
    log: audit_log.LogAction = False,
) -> Publication:
    """Add what has just been published to the page's history. ``by_id``: who approved; ``actor``: who did it now.

    ``log``: the action under which Wagtail's log has the revision and ``reason`` too.
    """
    number = (Publication.objects.filter(page_id=page.pk).aggregate(newest=Max("number"))["newest"] or 0) + 1
    default_note, default_basis = page.first_publication() if number == 1 else (BY_THE_SYSTEM, "")
    publication = Publication.objects.create(
        page_id=page.pk,
        revision=revision,
        number=number,
        note=note.strip() or default_note,
        basis=basis.strip() or default_basis,
        published_at=page.last_published_at or timezone.now(),
        published_by_id=by_id,
    )
    after = {"revision": revision.pk, "number": number, **({"override_reason": reason} if reason else {})}
    audit_log.record(
        actor=actor,
        action=PUBLISHED,
        subject=page,
        after=after,
        log=log,
        revision=revision,
        data={"reason": reason},
    )
    return publication


def record_missing_histories() -> Iterable[str]:
    """A step of ``setup_site``: pages that were public before there was a history get its first row, as the system."""
    started = [_start_history(page) for model in _gated_models() for page in _without_history(model)]
    return [f"Riwayat halaman dimulai: {len(started)}."] if started else []


def _gated_models(base: type[GatedPage] = GatedPage) -> Iterable[type[GatedPage]]:
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from _gated_models(model)
        else:
            yield model


def _without_history(model: Any) -> Iterable[GatedPage]:
    return model.objects.live().filter(alias_of=None, publications=None)


def _start_history(page: GatedPage) -> Publication:
    revision = page.live_revision or page.save_revision(changed=False, clean=False)
    return record_publication(page, revision, note="", basis="")
