"""A title comes on a platform or on paper: it is described, gets its address, and is found."""

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.bibliographic import record_for_offer
from elibrary.cataloguing.services.title_index import titles_index
from elibrary.ordering.access_routes import ELSEWHERE, Route, months_later
from elibrary.ordering.models.line import OrderLine

MISSED_RUNS_WINDOW = dt.timedelta(days=7)
"""How long the daily job may have been down before an ended term is missed."""


@transaction.atomic
def title_open(*, line: OrderLine, by: AbstractBaseUser | None) -> BibliographicRecord:
    """Give what came with ``line`` its page. A second time changes nothing that readers see. Part of the delivery."""
    _begin_term(line)
    record = record_for_offer(offer=line.offer, by=by)
    if not record.slug:
        record.slug = _address(record)
        record.save(update_fields=["slug"])
    titles_index([record], by=by)
    return record


def titles_of_the_day() -> int:
    """Terms that are over leave the search, and what came before titles had pages gets one; how many titles these are."""
    today = timezone.localdate()
    came = OrderLine.objects.filter(route__in=ELSEWHERE, delivered_at__isnull=False).select_related("offer").order_by("pk")
    unopened = came.filter(Q(offer__bibliographic__isnull=True) | Q(offer__bibliographic__slug__isnull=True))
    opened = [title_open(line=line, by=None) for line in unopened]
    over = came.filter(route=Route.EXTERNAL, ends_on__lt=today, ends_on__gte=today - MISSED_RUNS_WINDOW)
    ended = list(BibliographicRecord.objects.filter(offer__in=over.values("offer"), slug__isnull=False))
    titles_index(ended)
    return len({record.pk for record in (*opened, *ended)})


def _begin_term(line: OrderLine) -> None:
    """A licence of so many months runs from its first day, else from today; its last day is written down once."""
    if line.route != Route.EXTERNAL or not line.months or line.ends_on is not None:
        return
    line.starts_on = line.starts_on or timezone.localdate(line.delivered_at)
    line.ends_on = months_later(line.starts_on, line.months)
    line.save(update_fields=["starts_on", "ends_on"])


def _address(record: BibliographicRecord) -> str:
    """With the record's number, so that two of one title at once don't meet."""
    stem = slugify(record.title)[:100].strip("-") or "judul"
    return f"{stem}-{record.pk}"
