"""The screens on which staff take a file off its line."""

import pytest
from django.test import Client
from django.urls import reverse

from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.deliveries.services.deliveries import delivery_match
from elibrary.ordering.models.order import Order
from tests.elibrary.deliveries.test_release import REASON, matched, release, states
from tests.factories.catalogue import isbn
from tests.factories.delivery import delivered, home_of, sent_order, token_for
from tests.factories.elibrary import BookFactory
from tests.factories.lms import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def test_the_button_asks_for_a_reason_and_the_file_waits_for_another_match(librarian_client, librarian):
    order = sent_order("Kopi", "Teh")
    delivery = matched(order, librarian)
    line = order.lines.first()
    page, leave = (reverse(f"kiriman:{name}", args=[delivery.pk]) for name in ("inspect", "release"))
    assert leave in librarian_client.get(page).text
    assert "Kopi" in librarian_client.get(leave).text
    assert "wajib" in librarian_client.post(leave, {"line": line.pk, "reason": " "}).text.lower()
    for _ in range(2):  # a double tap
        assert librarian_client.post(leave, {"line": line.pk, "reason": REASON})["Location"] == page
    assert delivery.releases.count() == 1
    shown = librarian_client.get(page).text
    assert leave not in shown
    assert REASON in shown
    match = reverse("kiriman:match", args=[delivery.pk])
    assert f"Kopi (ISBN {isbn(1)}), berkas ini pernah dilepas darinya" in librarian_client.get(match).text
    librarian_client.post(match, {"line": order.lines.last().pk})
    assert states(order) == ("partly", [False, True])
    assert "sudah berubah" in librarian_client.post(leave, {"line": line.pk, "reason": REASON}, follow=True).text
    assert states(order) == ("partly", [False, True])


def test_the_publisher_reads_why(librarian):
    order = sent_order("Kopi")
    token = token_for(order)
    release(matched(order, librarian), librarian)
    page = Client().get(home_of(token)).text
    assert REASON in page
    assert "tidak perlu dikirim lagi" in page


def test_where_it_cannot_be_taken_off_the_screen_says_why(librarian_client, librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    Order.objects.filter(pk=order.pk).update(state="closed")
    page, leave = (reverse(f"kiriman:{name}", args=[delivery.pk]) for name in ("inspect", "release"))
    shown = librarian_client.get(page).text
    assert leave not in shown
    assert "isinya tidak berubah lagi" in shown
    told = {"line": delivery.line_id, "reason": REASON}
    assert "isinya tidak berubah lagi" in librarian_client.post(leave, told, follow=True).text


def test_a_file_on_no_line_has_no_form(librarian_client):
    delivery = delivered(sent_order())
    answer = librarian_client.get(reverse("kiriman:release", args=[delivery.pk]), follow=True)
    assert "sudah berubah" in answer.text


def test_only_whoever_matches_may_take_off(client, librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    client.force_login(make_staff("Analis Kurikulum"))
    client.post(reverse("kiriman:release", args=[delivery.pk]), {"line": delivery.line_id, "reason": REASON})
    assert states(order) == ("delivered", [True])


def test_a_book_that_is_there_is_joined_with_one_press(librarian_client, librarian):
    order = sent_order("Kopi")
    delivery = matched(order, librarian)
    book = BookFactory(sha256=delivery.file.sha256)
    page = reverse("kiriman:inspect", args=[delivery.pk])
    assert "Hubungkan dengan bukunya" in librarian_client.get(page).text
    librarian_client.post(reverse("kiriman:read", args=[delivery.pk]))
    assert BibliographicRecord.objects.get().book == book
    assert "Hubungkan dengan bukunya" not in librarian_client.get(page).text


def test_a_delivery_costs_the_same_however_often_it_was_taken_off(librarian_client, librarian, queries):
    order = sent_order("Kopi", "Teh", "Gula")
    delivery = matched(order, librarian)

    def cost() -> list[int]:
        costs = []
        for name in ("inspect", "match"):
            with queries:
                assert librarian_client.get(reverse(f"kiriman:{name}", args=[delivery.pk])).status_code == 200
            costs.append(len(queries))
        return costs

    release(delivery, librarian)
    few = cost()
    for line in order.lines.all():
        release(delivery_match(delivery=delivery, line=line, by=librarian), librarian)
    assert cost() == few
