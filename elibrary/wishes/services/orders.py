"""Staff turn wishes into lines of draft orders, one draft a publisher."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit.services import audit_log
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services.lines import draft, line_add
from elibrary.ordering.services.orders import order_create
from elibrary.publishers.models import Publisher
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import AlreadyDecided, wish_ordered


@dataclass
class Ordered:
    """The drafts that lines went into, and what stays open, each with the reason."""

    orders: list[Order] = field(default_factory=list)
    left: list[tuple[Wish, str]] = field(default_factory=list)


@transaction.atomic
def wishes_order(*, wishes: Sequence[Wish], by: AbstractBaseUser) -> Ordered:
    """Each open wish whose offer is known becomes a line of this person's newest draft for that publisher, or of a new one.

    Two wishes for one offer share its line. A wish that can't be ordered stays open and is returned with the reason.
    """
    done = Ordered()
    drafts: dict[int, Order] = {}
    chosen = Wish.objects.filter(pk__in=[one.pk for one in wishes]).select_related("offer__publisher")
    for wish in chosen.order_by("offer__publisher", "pk"):
        if wish.offer is None:
            done.left.append((wish, "belum dihubungkan dengan penawaran penerbit"))
        else:
            _order(wish, wish.offer, drafts, done, by=by)
    done.orders = list(drafts.values())
    return done


@transaction.atomic
def wish_match(*, wish: Wish, offer: Offer, by: AbstractBaseUser) -> Wish:
    """Set the offer of a wish in free words."""
    kept = Wish.objects.select_for_update().get(pk=wish.pk)
    if kept.offer_id == offer.pk:
        return kept
    kept.offer = offer
    kept.save(update_fields=["offer"])
    audit_log.record(actor=by, action="elibrary.wish.matched", subject=kept, after={"offer": offer.pk})
    return kept


def _order(wish: Wish, offer: Offer, drafts: dict[int, Order], done: Ordered, *, by: AbstractBaseUser) -> None:
    """Locks the order first and the wish second, as cancelling does."""
    try:
        with transaction.atomic():
            order = drafts.get(offer.publisher_id) or _draft_for(offer.publisher, by=by)
            line = draft(order).lines.filter(offer=offer).first() or line_add(order=order, offer=offer, by=by)
            wish_ordered(wish=wish, line=line, by=by)
    except AlreadyDecided:
        done.left.append((wish, "sudah diputuskan"))
    except StepRefused as refusal:
        done.left.append((wish, str(refusal)))
    except ValidationError as refusal:
        done.left.append((wish, " ".join(refusal.messages)))
    else:
        drafts[offer.publisher_id] = order


def _draft_for(publisher: Publisher, *, by: AbstractBaseUser) -> Order:
    stored = Order.objects.filter(publisher=publisher, state=Order.State.DRAFT, created_by_id=by.pk).first()
    return stored or order_create(publisher=publisher, subject="Usulan pembaca dan kebutuhan kelas", by=by)
