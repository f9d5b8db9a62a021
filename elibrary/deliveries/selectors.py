"""Reads of deliveries, for the publisher's page and the staff's."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from core.imports.models import ImportLine
from elibrary.catalogue.models.catalogue_import import CatalogueImport
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.models.upload import DeliveryUpload
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.publishers.models import Publisher

SHOWN_VERDICTS = [
    (value, label) for value, label in ImportLine.Verdict.choices if value in {"new", "changed", "same", "problem", "note"}
]


@dataclass(frozen=True)
class LineWithFiles:
    line: OrderLine
    files: list[Delivery] = field(default_factory=list)

    @property
    def needs_file(self) -> bool:
        return self.line.route == OrderLine.Route.HOSTED


def lines_with_files(lines: Sequence[OrderLine]) -> list[LineWithFiles]:
    files = defaultdict(list)
    for delivery in Delivery.objects.filter(line__in=lines).select_related("file").order_by("received_at", "pk"):
        files[delivery.line_id].append(delivery)
    return [LineWithFiles(line, files[line.pk]) for line in lines]


def deliveries_without_line(order: Order) -> QuerySet[Delivery]:
    """Files being inspected, without a line, or refused; newest first."""
    return order.deliveries.filter(line__isnull=True).select_related("file").order_by("-received_at", "-pk")


def unfinished_uploads(order: Order, *, by_staff: bool = False) -> list[DeliveryUpload]:
    """What publishers, or staff, have begun, what waits for its job and what could not be put together."""
    begun = order.uploads.filter(delivery__isnull=True, link__isnull=by_staff)
    return list(begun.order_by("created_at", "pk"))


def catalogue_runs(publisher: Publisher) -> QuerySet[CatalogueImport]:
    """Their catalogues whose records have a verdict, and those that could not be read."""
    seen = [CatalogueImport.State.CHECKED, CatalogueImport.State.APPLIED, CatalogueImport.State.REFUSED]
    return CatalogueImport.objects.filter(options__publisher=publisher.slug, state__in=seen).order_by("-created_at", "-pk")


def catalogue_lines(run: CatalogueImport, *, verdict: str = "") -> "QuerySet[ImportLine]":
    """The report for a publisher, without the differences between staff and catalogue, which are internal."""
    lines = run.lines.exclude(Q(verdict=ImportLine.Verdict.NOTE) & ~Q(before="", after="")).order_by("number")
    return lines.filter(verdict=verdict) if verdict else lines
