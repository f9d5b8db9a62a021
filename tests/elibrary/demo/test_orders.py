"""`make run` shows orders in every state, taken there by different people; a second run changes nothing."""

import pytest

from core.audit.models import AuditEntry
from core.documents.models import NumberSeries
from core.people.services import sync_roles
from elibrary.demo.orders import AMOUNT, ORDERS, seed
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.order import Order, OrderStep
from elibrary.ordering.selectors import use_of
from elibrary.wishes.models import Wish
from lms.demo import seed_accounts
from tests.factories.catalogue import PublisherFactory
from tests.factories.orders import OfferFactory

pytestmark = pytest.mark.django_db


def test_the_seed_waits_for_people_and_offers():
    assert seed() == []
    assert not Order.objects.exists()


def test_every_state_is_shown_and_a_second_run_changes_nothing():
    sync_roles()
    seed_accounts()
    for publisher in PublisherFactory.create_batch(3):
        OfferFactory.create_batch(2, publisher=publisher)

    def counts():
        return (
            [model.objects.count() for model in (Order, OrderStep, Wish, Budget, AuditEntry)],
            NumberSeries.objects.get(series="elibrary.order").last,
        )

    assert seed() == ["Pesanan contoh: /admin/pesanan/"]
    assert set(Order.objects.values_list("state", flat=True)) == set(Order.State.values)
    assert Order.objects.count() == len(ORDERS)
    for order in Order.objects.filter(steps__to_state="approved"):
        assert order.steps.get(to_state="approved").actor != order.created_by
        assert order.documents.filter(kind="letter").count() == 1
    use = use_of(Budget.objects.get())
    assert 0 < use.taken < AMOUNT
    assert set(Wish.objects.values_list("state", flat=True)) == {"open", "declined", "available"}
    before = counts()
    seed()
    assert counts() == before
