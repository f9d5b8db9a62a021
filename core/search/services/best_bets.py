"""The first filling of the promoted results ("Mungkin ini yang Anda cari")."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from core.audit.models import AuditEntry
from core.audit.services import audit_log

_SEEDED = "core.best_bets.seeded"


@dataclass(frozen=True)
class BestBet:
    """``path`` is an address of this site; ``phrases`` as in ``promoted_for``."""

    phrases: str
    title: str
    path: str
    description: str


@transaction.atomic
def seed_best_bets(bets: Iterable[BestBet]) -> int:
    """Add the bets once in the life of a site; how many were added. Later the list is the editors', even when empty."""
    if AuditEntry.objects.filter(action=_SEEDED).exists() or SearchPromotion.objects.exists():
        return 0
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    rows = [
        SearchPromotion.objects.create(
            query=Query.get(bet.phrases),
            external_link_url=base + bet.path,
            external_link_text=bet.title,
            description=bet.description,
            sort_order=0,
        )
        for bet in bets
    ]
    if rows:
        audit_log.record(actor=None, action=_SEEDED, subject=rows[0], after={"rows": len(rows)})
    return len(rows)
