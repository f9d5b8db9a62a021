"""What is in an order. Lines change while it is a draft; afterwards they are what was submitted, approved and sent."""

from collections.abc import Mapping
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from core.audit.services import audit_log
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.pricing import price_of
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services.terms import terms_of
from elibrary.ordering.signals import lines_released

TERMS = (
    "route",
    "licence",
    "copies",
    "readers",
    "loans",
    "months",
    "starts_on",
    "ends_on",
    "unit_price_idr",
    "discount_percent",
    "tax_percent",
    "is_tax_included",
    "territory",
    "may_print",
    "may_copy",
    "may_read_aloud",
    "may_download",
    "embargo_until",
    "external_url",
)


@transaction.atomic
def line_add(*, order: Order, offer: Offer, by: AbstractBaseUser, **terms: object) -> OrderLine:
    """Order an offer of the order's publisher; what ``terms`` don't name comes from the offer (``offer_terms``).

    One that is not for Indonesia is refused until staff have corrected that on the offer, where their name stands beside
    it. Raises StepRefused, and ValidationError for terms that don't go together or an offer that is in the order already.
    """
    order = draft(order)
    if offer.publisher_id != order.publisher_id:
        raise StepRefused(f"“{offer.title}” ditawarkan penerbit lain. Buat pesanan tersendiri untuk penerbit itu.")
    if offer.is_withdrawn:
        raise StepRefused(f"“{offer.title}” sudah ditarik penerbit.")
    if offer.available_in_indonesia is False:
        raise StepRefused(
            f"Menurut katalognya “{offer.title}” tidak dijual di Indonesia. Tanyakan kepada penerbit; bila boleh, "
            "koreksi dulu “Tersedia di Indonesia” pada penawarannya."
        )
    line = OrderLine(order=order, offer=offer, title=offer.title, isbn13=offer.isbn13 or "")
    _fill(line, {**terms_of(offer, on=timezone.localdate()), **terms})
    line.save()
    _keep_total(order)
    audit_log.record(actor=by, action="elibrary.order_line.added", subject=line, after=_money(line))
    return line


@transaction.atomic
def line_change(*, line: OrderLine, by: AbstractBaseUser, **terms: object) -> OrderLine:
    """Raises StepRefused, ValidationError, and OrderLine.DoesNotExist when it was removed concurrently."""
    order = draft(line.order)
    line = OrderLine.objects.get(pk=line.pk)
    before = {name: getattr(line, name) for name in TERMS}
    _fill(line, terms)
    changed = [name for name in TERMS if getattr(line, name) != before[name]]
    if not changed:
        return line
    line.save()
    _keep_total(order)
    audit_log.record(actor=by, action="elibrary.order_line.changed", subject=line, after={"fields": changed, **_money(line)})
    return line


@transaction.atomic
def line_remove(*, line: OrderLine, by: AbstractBaseUser) -> None:
    """Removing what is gone already changes nothing. Raises StepRefused."""
    order = draft(line.order)
    stored = OrderLine.objects.filter(pk=line.pk).first()
    if stored is None:
        return
    audit_log.record(actor=by, action="elibrary.order_line.removed", subject=stored, before=_money(stored))
    lines_released.send(sender=OrderLine, lines=OrderLine.objects.filter(pk=stored.pk), by=by)
    stored.delete()
    _keep_total(order)


@transaction.atomic
def line_link(*, line: OrderLine, url: str, by: AbstractBaseUser) -> OrderLine:
    """Store the address of a title on the publisher's platform, in any state but the final ones: the link comes late."""
    order = Order.objects.select_for_update().get(pk=line.order_id)
    if order.state in {Order.State.CLOSED, Order.State.CANCELLED}:
        raise StepRefused(f"Pesanan {order.number} {order.get_state_display()}; isinya tidak berubah lagi.")
    line = OrderLine.objects.get(pk=line.pk)
    if line.external_url == url:
        return line
    line.external_url = url
    line.full_clean(exclude=["order", "offer"])
    line.save(update_fields=["external_url"])
    audit_log.record(actor=by, action="elibrary.order_line.linked", subject=line, after={"order": order.number})
    return line


def draft(order: Order) -> Order:
    """The order, locked until the end of the transaction. Raises StepRefused when it is no draft any more."""
    locked = Order.objects.select_for_update().get(pk=order.pk)
    if locked.state != Order.State.DRAFT:
        raise StepRefused(f"Pesanan {locked.number} sudah {locked.get_state_display()}; hanya konsep yang dapat diubah.")
    return locked


def _fill(line: OrderLine, terms: Mapping[str, object]) -> None:
    unknown = set(terms) - set(TERMS)
    if unknown:
        raise TypeError(f"not terms of a line: {', '.join(sorted(unknown))}")
    for name, value in terms.items():
        setattr(line, name, value)
    if line.licence == OrderLine.Licence.EXTERNAL:
        line.route = OrderLine.Route.EXTERNAL
    if line.licence == OrderLine.Licence.OPEN_ACCESS and line.unit_price_idr is None:
        line.unit_price_idr = 0
    line.full_clean(exclude=["total_idr", "order", "offer"], validate_constraints=False)
    _check_terms(line)
    line.total_idr = price_of(
        unit_price_idr=line.unit_price_idr or 0,
        copies=line.copies,
        discount_percent=line.discount_percent,
        tax_percent=line.tax_percent or Decimal(0),
        is_tax_included=line.is_tax_included,
    ).total
    line.validate_constraints()


_NEEDS = {
    OrderLine.Licence.CONCURRENT: ("readers", "Tulis berapa pembaca bersamaan."),
    OrderLine.Licence.METERED_LOANS: ("loans", "Tulis berapa peminjaman."),
    OrderLine.Licence.METERED_MONTHS: ("months", "Tulis berapa bulan."),
}


def _check_terms(line: OrderLine) -> None:
    """The table's constraints as errors of their fields. Raises ValidationError."""
    errors: dict[str, str] = {}
    needed = _NEEDS.get(OrderLine.Licence(line.licence))
    if needed is not None and not getattr(line, needed[0]):
        errors[needed[0]] = needed[1]
    if line.licence == OrderLine.Licence.OPEN_ACCESS and line.unit_price_idr and line.discount_percent < 100:
        errors["unit_price_idr"] = "Akses terbuka tidak berbiaya: isi harga 0."
    if line.starts_on and line.ends_on and line.ends_on < line.starts_on:
        errors["ends_on"] = "Tanggal akhir mendahului tanggal mulai."
    same = OrderLine.objects.filter(order=line.order_id, offer=line.offer_id, licence=line.licence).exclude(pk=line.pk)
    if same.exists():
        errors["licence"] = "Judul ini sudah ada di pesanan dengan lisensi yang sama."
    if errors:
        raise ValidationError(errors)


def _keep_total(order: Order) -> None:
    kept = order.lines.aggregate(sum=Sum("total_idr"), unpriced=Count("pk", filter=Q(unit_price_idr__isnull=True)))
    order.total_idr, order.unpriced_lines = kept["sum"] or 0, kept["unpriced"]
    Order.objects.filter(pk=order.pk).update(
        total_idr=order.total_idr, unpriced_lines=order.unpriced_lines, changed_at=timezone.now()
    )


def _money(line: OrderLine) -> dict[str, object]:
    return {"order": line.order_id, "offer": line.offer_id, "total_idr": line.total_idr}
