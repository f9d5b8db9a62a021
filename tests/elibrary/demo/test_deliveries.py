"""The demo's deliveries: files that fit, fit nothing and are broken, for whatever orders the demo has."""

import pytest

from core.people.roles import CURRICULUM_ANALYST, LIBRARIAN
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.models.upload import DeliveryUpload
from elibrary.demo import booklet, deliveries
from elibrary.ordering.models.order import Order
from lms.users.models import User
from tests.factories.delivery import sent_order
from tests.factories.lms import make_staff
from tests.factories.orders import OfferFactory

pytestmark = pytest.mark.django_db


def test_without_orders_there_is_nothing_to_deliver():
    assert deliveries.seed() == []


def test_files_come_for_the_demos_orders_and_a_second_run_changes_nothing():
    owner = User.objects.create_user(deliveries.OWNER, "sandi-yang-panjang")
    partly = sent_order("Koperasi yang Rapat", "Teh", created_by=owner, state="partly")
    line = partly.lines.first()
    type(line).objects.filter(pk=line.pk).update(delivered_at="2026-11-24T03:00:00Z")
    sent_order("Kopi", created_by=owner)
    sent_order("Bukan contoh")
    assert deliveries.seed() == ["Kiriman contoh: /admin/kiriman/"]

    def told() -> list[tuple[str, str, str]]:
        return sorted(Delivery.objects.values_list("name", "state", "line__title"))

    first = told()
    assert [state for _, state, _ in first] == ["matched", "received", "unmatched", "refused"]
    assert first[0][2] == "Koperasi yang Rapat"
    assert list(Order.objects.order_by("pk").values_list("state", flat=True)) == ["partly", "sent", "sent"]
    counts = (DeliveredFile.objects.count(), DeliveryUpload.objects.count())
    deliveries.seed()
    assert told() == first
    assert (DeliveredFile.objects.count(), DeliveryUpload.objects.count()) == counts


def test_the_booklet_is_ordered_delivered_and_never_twice():
    make_demo_people()
    offer = OfferFactory(title="Koperasi yang Rapat", isbn13=deliveries.BOOKLET_ISBN)
    for _ in range(2):
        deliveries.seed()
        order = Order.objects.get()
        assert (order.state, order.publisher) == ("delivered", offer.publisher)
        delivery = Delivery.objects.get()
        assert delivery.matched_how == Delivery.How.NAME_ISBN
        assert delivery.file.file.open().read() == booklet.render()
        assert delivery.file.page_count > 5


def make_demo_people() -> None:
    for email, role in ((deliveries.OWNER, LIBRARIAN), (deliveries.APPROVER, CURRICULUM_ANALYST)):
        person = make_staff(role, second_factor=False)
        type(person).objects.filter(pk=person.pk).update(email=email)
