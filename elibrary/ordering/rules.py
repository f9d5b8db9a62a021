"""The steps of an order: from which state to which, and whose duty each is. Rules alone; ``services.orders`` takes them.

    draft ─submit► submitted ─approve► approved ─send► sent ─(lines arrive)► partly ─► delivered ─close► closed
      ▲────return────┘                                                         └────────close────────────┘
    draft, submitted, approved, sent ─cancel► cancelled
    delivered ─(a wrong file is taken off)► partly, or sent when nothing else has come; partly ─(likewise)► sent

No state is skipped, and nothing leaves ``closed`` or ``cancelled``. An order of which the rest will never come is closed
from ``partly``, with a reason; only what was delivered counts as spent.
"""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin

from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy

State = Order.State
MOST_LETTERS = 500
"""In the note of a step."""
MOST_NAMED = 5
"""Lines in a refusal."""
_ROLES = "_order_roles"
"""The attribute of a user object that caches their roles."""


class StepRefused(Exception):
    """The order does not take this step now, or not by this person. The message is a sentence for them."""


@dataclass(frozen=True)
class Move:
    """The target state of a step; users with one of ``duties`` may take it."""

    target: str
    duties: tuple[str, ...]
    needs_reason: bool = False


LABELS = {
    "submit": "Ajukan",
    "return": "Kembalikan ke konsep",
    "approve": "Setujui",
    "send": "Kirim ke penerbit",
    "close": "Tutup pesanan",
    "cancel": "Batalkan pesanan",
}
MOVES: dict[tuple[str, str], Move] = {
    ("submit", State.DRAFT): Move(State.SUBMITTED, ("submit",)),
    ("return", State.SUBMITTED): Move(State.DRAFT, ("approve", "submit"), needs_reason=True),
    ("approve", State.SUBMITTED): Move(State.APPROVED, ("approve",)),
    ("send", State.APPROVED): Move(State.SENT, ("send",)),
    ("close", State.PARTLY_DELIVERED): Move(State.CLOSED, ("send",), needs_reason=True),
    ("close", State.DELIVERED): Move(State.CLOSED, ("send",)),
    ("cancel", State.DRAFT): Move(State.CANCELLED, ("submit",), needs_reason=True),
    ("cancel", State.SUBMITTED): Move(State.CANCELLED, ("submit", "approve"), needs_reason=True),
    ("cancel", State.APPROVED): Move(State.CANCELLED, ("send",), needs_reason=True),
    ("cancel", State.SENT): Move(State.CANCELLED, ("send",), needs_reason=True),
}
STEPS = tuple(LABELS)
TAKES_DELIVERIES = (State.SENT, State.PARTLY_DELIVERED)
GIVES_BACK = (State.PARTLY_DELIVERED, State.DELIVERED)
"""In which a line that has come may be waited for again."""
COMMITTED = (State.APPROVED, State.SENT, State.PARTLY_DELIVERED, State.DELIVERED)
"""Money of such orders is promised, not paid yet."""


def move_of(step: str, order: Order) -> Move:
    """Raises StepRefused when the order's state has no such step."""
    move = MOVES.get((step, order.state))
    if move is None:
        fitting = " atau ".join(State(state).label for one, state in MOVES if one == step)
        raise StepRefused(
            f"Pesanan {order.number} sekarang {order.get_state_display()}. "
            f"“{LABELS[step]}” hanya untuk pesanan yang {fitting}."
        )
    return move


def check_person(step: str, order: Order, *, by: AbstractBaseUser, policy: OrderPolicy) -> None:
    """Raises StepRefused when the step is not this person's. The step exists for the order's state."""
    move = move_of(step, order)
    if not any(has_duty(by, duty, policy=policy) for duty in move.duties):
        roles = sorted({role for duty in move.duties for role in policy.roles_for(duty)})
        raise StepRefused(f"“{LABELS[step]}” adalah tugas {' atau '.join(roles)}.")
    if step == "approve" and policy.needs_two_people and _is_own(order, by):
        raise StepRefused("Pesanan ini Anda buat atau Anda ajukan sendiri. Orang lain yang menyetujuinya.")


def has_duty(by: AbstractBaseUser, duty: str, *, policy: OrderPolicy) -> bool:
    """The permission limits the eligible users, the policy selects the roles."""
    if not isinstance(by, PermissionsMixin) or not by.has_perm(f"elibrary.{duty}_order"):
        return False
    return bool(by.is_superuser or set(policy.roles_for(duty)) & roles_of(by))


def roles_of(by: AbstractBaseUser) -> set[str]:
    """The names of the user's groups, queried once for each user object, which lives as long as a request."""
    if not isinstance(by, PermissionsMixin):
        return set()
    known = getattr(by, _ROLES, None)
    if known is None:
        known = frozenset(by.groups.values_list("name", flat=True))
        setattr(by, _ROLES, known)
    return set(known)


def check_contents(step: str, order: Order) -> None:
    """Raises StepRefused for an order that is empty, has a line with an unknown price, or a price and no budget.

    A free line has the price 0, so that an unknown price doesn't pass for a gift.
    """
    if step not in {"submit", "approve"}:
        return
    if not order.lines.exists():
        raise StepRefused("Pesanan ini belum berisi satu judul pun.")
    if order.unpriced_lines:
        raise StepRefused(
            f"Harga {_named(order)} belum diketahui. Tulis harga satuannya, atau 0 bila tanpa biaya (hibah, akses terbuka)."
        )
    if order.total_idr and order.budget_id is None:
        raise StepRefused("Pesanan ini berbiaya. Pilih dulu tahun anggarannya.")


def check_note(step: str, order: Order, note: str) -> None:
    if move_of(step, order).needs_reason and not note:
        raise StepRefused(f"Tulis alasannya: “{LABELS[step]}” tidak berlaku tanpa keterangan.")
    if len(note) > MOST_LETTERS:
        raise StepRefused(f"Keterangan paling panjang {MOST_LETTERS} huruf.")


def refusal(step: str, order: Order, *, by: AbstractBaseUser, policy: OrderPolicy) -> str:
    """Why this person can't take the step now; empty when they can. The reason for the step is checked by ``check_note``."""
    try:
        check_person(step, order, by=by, policy=policy)
        check_contents(step, order)
    except StepRefused as refused:
        return str(refused)
    return ""


def _named(order: Order) -> str:
    """The lines without a price, by title: the first few of many."""
    titles = order.lines.filter(unit_price_idr__isnull=True).values_list("title", flat=True)[:MOST_NAMED]
    others = order.unpriced_lines - len(titles)
    return ", ".join(f"“{title}”" for title in titles) + (f", dan {others} judul lain" if others > 0 else "")


def _is_own(order: Order, by: AbstractBaseUser) -> bool:
    return order.created_by_id == by.pk or order.steps.filter(to_state=State.SUBMITTED, actor_id=by.pk).exists()
