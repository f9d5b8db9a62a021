"""The year's money, and what orders take of it."""

from typing import Any

from django.db import transaction

from core.audit.services import audit_log
from core.documents.formatting import rupiah
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.selectors import use_of


class BudgetTooSmall(ValueError):
    """Orders have taken more than this amount already. The message is a sentence."""


@transaction.atomic
def budget_save(*, budget: Budget, year: int, amount_idr: int, source: str, by: Any, log: bool = False) -> Budget:
    """Record a year's budget or change it. Raises BudgetTooSmall and ValidationError."""
    kept = Budget.objects.select_for_update().filter(pk=budget.pk).first() if budget.pk else None
    before = {"year": kept.year, "amount_idr": kept.amount_idr} if kept else {}
    if kept is not None:
        taken = use_of(kept).taken
        if amount_idr < taken:
            raise BudgetTooSmall(
                f"Pesanan sudah memakai {rupiah(taken)} dari anggaran ini; pagunya tidak dapat di bawah itu."
            )
    kept = kept or Budget()
    is_changed = (kept.year, kept.amount_idr, kept.source) != (year, amount_idr, source)
    kept.year, kept.amount_idr, kept.source = year, amount_idr, source
    kept.full_clean()
    kept.save()
    audit_log.record(
        actor=by,
        action="elibrary.budget.changed" if before else "elibrary.budget.created",
        subject=kept,
        before=before,
        after={"year": year, "amount_idr": amount_idr},
        log=log,
        content_changed=is_changed,
    )
    return kept


def take_from_budget(order: Order) -> None:
    """Within the transaction that approves: lock the budget and see that the order fits. Raises StepRefused.

    Locks are taken in one order, order first and budget second. What costs nothing asks nobody.
    """
    if not order.total_idr:
        return
    if order.budget_id is None:
        raise StepRefused("Pesanan ini berbiaya. Pilih dulu tahun anggarannya.")
    budget = Budget.objects.select_for_update().get(pk=order.budget_id)
    left = use_of(budget).left
    if order.total_idr > left:
        raise StepRefused(
            f"Anggaran {budget.year} tinggal {rupiah(left)}, pesanan ini {rupiah(order.total_idr)}. "
            "Kurangi isinya atau minta pagu ditambah."
        )
