"""What a delivery becomes: matched to what was ordered, left for staff to look at, or refused."""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from core.audit.services import audit_log
from elibrary.books.models import Book
from elibrary.books.services.books import BookExists, book_create
from elibrary.deliveries.matching import Clues, Match, Wanted, match
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery, DeliveryRelease
from elibrary.deliveries.services.book_joins import book_join
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import TAKES_DELIVERIES, StepRefused
from elibrary.ordering.services.orders import line_deliver

State = Delivery.State
AGAIN = "Perbaiki berkasnya, lalu kirim lagi lewat halaman ini."
TAKEN_OFF = Match(
    problem="Petugas pernah melepas berkas ini dari judul yang ditunjuknya, jadi berkas tidak dipasangkan secara otomatis.",
    advice="Perpustakaan memeriksanya; Anda tidak perlu mengirim lagi.",
)
BY_HAND = (State.INSPECTED, State.UNMATCHED, State.REFUSED)


class WrongState(Exception):
    """The delivery isn't in a state that allows this step."""


class WrongLine(ValueError):
    """The line belongs to another order, or no file is wanted for it. The message is a sentence."""


class NotForReading(ValueError):
    """No book can be made of this delivery. The message is a sentence."""


@transaction.atomic
def delivery_settle(*, delivery: Delivery) -> Delivery:
    """Match an inspected file; its lines are delivered in the same transaction. Settled ones stay as they are.

    A match that staff took back is never made again, for no order; the file then waits for them.
    """
    order, locked = order_and_delivery(delivery)
    if locked.state in (State.MATCHED, State.REFUSED):
        return locked
    found = _found(order, locked)
    if not found.lines and locked.state == State.UNMATCHED and locked.releases.exists():
        return locked
    return _apply(order, locked, found, by=None)


@transaction.atomic
def delivery_match(*, delivery: Delivery, line: OrderLine, by: AbstractBaseUser) -> Delivery:
    """Match by hand. A second time with the same line changes nothing. Raises WrongState and WrongLine."""
    order, locked = order_and_delivery(delivery)
    if locked.state == State.MATCHED and locked.line_id == line.pk:
        return locked
    if locked.state not in BY_HAND or locked.file.inspected_at is None:
        raise WrongState(locked.state)
    lines = [one for one in wanted_of(order) if one.offer == line.offer_id and one.takes_file]
    if line.order_id != order.pk or line.pk not in [one.line for one in lines]:
        raise WrongLine("Pilih judul dari pesanan ini yang memang dipesan dengan berkas.")
    ordered = sorted((one.line for one in lines), key=lambda number: number != line.pk)
    settled = _apply(order, locked, Match(lines=tuple(ordered), how=Delivery.How.HAND), by=by)
    if settled.state != State.MATCHED:
        raise WrongLine(settled.problem)
    return settled


@transaction.atomic
def delivery_refuse(*, delivery: Delivery, reason: str, advice: str = AGAIN, by: AbstractBaseUser | None = None) -> Delivery:
    """Refuse a file with a reason for its publisher. ``by`` is None for the sandbox. Raises WrongState for a matched one."""
    _, locked = order_and_delivery(delivery)
    if locked.state == State.MATCHED:
        raise WrongState(locked.state)
    if locked.state == State.REFUSED:
        return locked
    return _move(locked, State.REFUSED, by=by, problem=reason[:500], advice=advice[:500])


def delivery_to_book(*, delivery: Delivery, by: AbstractBaseUser) -> Book:
    """Hand a matched PDF to the book intake, without a second upload; the same file gives the same book.

    The book and what was ordered share one description from then on, unless the file was taken off its line while the book
    was kept. Raises NotForReading and UploadRefused.
    """
    stored = Delivery.objects.select_related("file", "line__offer__publisher").get(pk=delivery.pk)
    if stored.state != State.MATCHED or stored.line is None:
        raise NotForReading("Pasangkan dulu berkas ini dengan judul yang dipesan.")
    if stored.file.kind != DeliveredFile.Kind.PDF:
        raise NotForReading("Hanya PDF yang dapat dibaca menjadi buku saat ini.")
    book = _book_of(stored, stored.line, by=by)
    with transaction.atomic():
        _, now = order_and_delivery(stored)
        if now.line_id != stored.line_id:
            raise NotForReading("Berkas ini baru saja dilepas dari judulnya. Pasangkan dulu dengan judul yang benar.")
        book_join(book=book, line=stored.line, by=by)
    return book


def clues_of(delivery: Delivery) -> Clues:
    return Clues(names=[delivery.name, *delivery.other_names], title=delivery.file.title, isbns=delivery.file.isbns or {})


def wanted_of(order: Order) -> list[Wanted]:
    """The lines of the order, each with its ISBNs: as ordered, as offered now, and of the same content in another form."""
    lines = order.lines.select_related("offer").order_by("pk")
    return [
        Wanted(
            line=line.pk,
            offer=line.offer_id,
            title=line.title,
            isbns=frozenset(filter(None, [line.isbn13, line.offer.isbn13, *line.offer.related_isbns.split()])),
            takes_file=line.route == OrderLine.Route.HOSTED,
        )
        for line in lines
    ]


def _found(order: Order, delivery: Delivery) -> Match:
    """What the file fits, but for titles that staff took this very file off."""
    wanted = wanted_of(order)
    found = match(clues_of(delivery), wanted)
    offers = [one.offer for one in wanted if one.line in found.lines]
    if DeliveryRelease.objects.filter(delivery__file=delivery.file_id, line__offer__in=offers).exists():
        return TAKEN_OFF
    return found


def _book_of(delivery: Delivery, line: OrderLine, *, by: AbstractBaseUser) -> Book:
    offer = line.offer
    try:
        with delivery.file.file.open("rb") as file:
            return book_create(
                by=by,
                file=file,
                title=line.title[:300],
                creators=offer.creators[:300],
                publisher_name=(offer.imprint or offer.publisher.name)[:200],
                year=offer.year,
                language="eng" if offer.language == "eng" else "ind",
                description=offer.description[:3000],
            )
    except BookExists as known:
        return known.book


def _apply(order: Order, delivery: Delivery, found: Match, *, by: AbstractBaseUser | None) -> Delivery:
    if not found.lines:
        return _move(delivery, State.UNMATCHED, by=by, problem=found.problem, advice=found.advice)
    lines = {line.pk: line for line in OrderLine.objects.filter(pk__in=found.lines)}
    try:
        with transaction.atomic():
            _deliver(order, [lines[pk] for pk in found.lines], by=by)
    except StepRefused as refused:
        return _move(delivery, State.UNMATCHED, by=by, problem=str(refused)[:500], advice="Hubungi perpustakaan.")
    return _move(delivery, State.MATCHED, by=by, line=lines[found.lines[0]], matched_how=found.how, problem="", advice="")


def _deliver(order: Order, lines: Sequence[OrderLine], *, by: AbstractBaseUser | None) -> None:
    """Each line that has not come yet. Raises StepRefused: also a line that has come stays so once the order is closed."""
    if order.state not in (*TAKES_DELIVERIES, Order.State.DELIVERED):
        raise StepRefused(f"Pesanan {order.number} {order.get_state_display()}; belum atau tidak lagi menerima kiriman.")
    for line in lines:
        if line.delivered_at is None:
            line_deliver(line=line, by=by, as_file=True)


def order_and_delivery(delivery: Delivery) -> tuple[Order, Delivery]:
    """Lock the order first, as all services that change it do."""
    order = Order.objects.select_for_update().get(pk=delivery.order_id)
    return order, Delivery.objects.select_for_update(of=("self",)).select_related("file").get(pk=delivery.pk)


def _move(delivery: Delivery, state: str, *, by: AbstractBaseUser | None, **fields: object) -> Delivery:
    before = {"state": delivery.state, "problem": delivery.problem}
    settled = {"settled_by_id": by.pk if by is not None else None, "settled_at": timezone.now()}
    delivery.state = state
    for name, value in {**fields, **settled}.items():
        setattr(delivery, name, value)
    delivery.save(update_fields=["state", "settled_by", "settled_at", *fields])
    after = {"state": state, "line": delivery.line_id, "how": delivery.matched_how, "problem": delivery.problem}
    audit_log.record(actor=by, action=f"elibrary.delivery.{state}", subject=delivery, before=before, after=after)
    return delivery
