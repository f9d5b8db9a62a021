"""Reads of orders and budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.pricing import Price, price_of
from elibrary.ordering.rules import COMMITTED, LABELS, MOVES, refusal
from elibrary.publishers.models import Publisher


@dataclass(frozen=True)
class Progress:
    """How many lines there are that a file is needed for, and how many of them have it."""

    needed: int
    delivered: int


def progress_of(order: Order) -> Progress:
    hosted = Q(route=OrderLine.Route.HOSTED)
    counts = order.lines.aggregate(
        needed=Count("pk", filter=hosted), delivered=Count("pk", filter=hosted & Q(delivered_at__isnull=False))
    )
    return Progress(**counts)


@dataclass(frozen=True)
class Use:
    """Whole rupiah. ``committed``: approved and not paid yet; ``spent``: delivered lines of closed orders."""

    amount: int
    committed: int
    spent: int

    @property
    def taken(self) -> int:
        return self.committed + self.spent

    @property
    def left(self) -> int:
        return self.amount - self.taken


def use_of(budget: Budget) -> Use:
    row = with_use(Budget.objects.filter(pk=budget.pk)).get()
    return Use(row.amount_idr, row.committed_idr, row.spent_idr)


def with_use(budgets: QuerySet[Budget]) -> QuerySet:
    """Each budget with ``committed_idr`` and ``spent_idr``, in one query."""
    committed = Order.objects.filter(budget=OuterRef("pk"), state__in=COMMITTED).order_by().values("budget")
    spent = (
        OrderLine.objects.filter(order__budget=OuterRef("pk"), order__state=Order.State.CLOSED, delivered_at__isnull=False)
        .order_by()
        .values("order__budget")
    )
    return budgets.annotate(
        committed_idr=Coalesce(Subquery(committed.annotate(sum=Sum("total_idr")).values("sum")), 0),
        spent_idr=Coalesce(Subquery(spent.annotate(sum=Sum("total_idr")).values("sum")), 0),
    )


@dataclass(frozen=True)
class NextStep:
    """A step that leads out of the order's state; ``refusal`` is the reason why this user can't take it."""

    name: str
    label: str
    needs_reason: bool
    refusal: str


@dataclass(frozen=True)
class PricedLine:
    line: OrderLine
    price: Price

    @property
    def lacks_tax(self) -> bool:
        """It costs something, without tax, and the rate is unknown: so is the sum to be paid."""
        return bool(self.line.unit_price_idr) and self.line.tax_percent is None and not self.line.is_tax_included


@dataclass(frozen=True)
class Totals:
    gross: int
    discount: int
    tax_on_top: int
    tax_inside: int
    total: int
    untaxed_lines: int


def next_steps(order: Order, *, by: AbstractBaseUser) -> list[NextStep]:
    """What leads on first, what leads back or out last."""
    policy = OrderPolicy.current()
    steps = [
        NextStep(step, label, move.needs_reason, refusal(step, order, by=by, policy=policy))
        for step, label in LABELS.items()
        if (move := MOVES.get((step, order.state))) is not None
    ]
    return sorted(steps, key=lambda step: step.needs_reason)


def priced_lines(order: Order) -> list[PricedLine]:
    """In one query."""
    return [PricedLine(line, price_of_line(line)) for line in order.lines.select_related("offer")]


def price_of_line(line: OrderLine) -> Price:
    return price_of(
        unit_price_idr=line.unit_price_idr or 0,
        copies=line.copies,
        discount_percent=line.discount_percent,
        tax_percent=line.tax_percent or Decimal(0),
        is_tax_included=line.is_tax_included,
    )


def totals_of(lines: Sequence[PricedLine]) -> Totals:
    return Totals(
        gross=sum(one.price.gross for one in lines),
        discount=sum(one.price.discount for one in lines),
        tax_on_top=sum(one.price.tax for one in lines if not one.line.is_tax_included),
        tax_inside=sum(one.price.tax for one in lines if one.line.is_tax_included),
        total=sum(one.price.total for one in lines),
        untaxed_lines=sum(one.lacks_tax for one in lines),
    )


def offers_to_order(publisher: Publisher, *, words: str = "", but: Order | None = None) -> QuerySet[Offer]:
    """What the publisher offers now, with every one of ``words`` in title, author, ISBN or subject."""
    offers = Offer.objects.filter(publisher=publisher, is_withdrawn=False).defer("record", "description")
    for word in words.split()[:8]:
        offers = offers.filter(_has(word))
    if but is not None:
        offers = offers.exclude(order_lines__order=but)
    return offers.order_by("title", "pk")


def offers_with(words: str) -> QuerySet[Offer]:
    """Offers of every publisher, the same way."""
    offers = Offer.objects.filter(is_withdrawn=False).select_related("publisher").defer("record", "description")
    for word in words.split()[:8]:
        offers = offers.filter(_has(word))
    return offers.order_by("title", "pk")


def _has(word: str) -> Q:
    return (
        Q(title__icontains=word)
        | Q(subtitle__icontains=word)
        | Q(creators__icontains=word)
        | Q(isbn13__startswith=word.replace("-", ""))
        | Q(subjects__icontains=word)
    )
