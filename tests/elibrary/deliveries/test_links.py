"""The link of an order: who holds it gets in, nobody else learns anything, no log keeps it."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.audit.models import AuditEntry
from core.messages.models import Notification
from core.operations.logs import JsonLines, mask
from elibrary.deliveries import views
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.services.links import LinkChanged, OrderClosed, link_create, link_revoke, open_link
from elibrary.ordering.models.order import Order
from elibrary.ordering.services.orders import order_approve, order_send, order_submit
from tests.factories.catalogue import PublisherFactory
from tests.factories.delivery import TUS, home_of, sent_order, token_for
from tests.factories.orders import approver, buyer, draft_order, order_in

pytestmark = pytest.mark.django_db


def test_a_link_is_mailed_once_and_its_secret_is_kept_nowhere(run_jobs, mailoutbox):
    order = sent_order()
    made = link_create(order=order)
    token = made.address.rstrip("/").rpartition("/")[2]
    secret = token.partition("-")[2]
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [[order.publisher.email]]
    assert made.address in mailoutbox[0].body
    assert Notification.objects.get().body_text == ""
    assert secret not in str(list(DeliveryLink.objects.values())) + str(list(AuditEntry.objects.values()))


def test_whoever_holds_the_link_sees_the_order_and_nobody_keeps_the_address(client):
    order = sent_order("Kopi Lereng Ijen")
    answer = client.get(home_of(token_for(order)))
    assert answer.status_code == 200
    assert "Kopi Lereng Ijen" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "canonical" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_wrong_a_revoked_and_an_expired_link_look_the_same(client, librarian):
    order = sent_order()
    revoked = token_for(order)
    link_revoke(order=order, link=open_link(order).pk, by=librarian)
    expired = token_for(order)
    DeliveryLink.objects.filter(revoked_at__isnull=True).update(
        created_at=timezone.now() - timedelta(days=31), expires_at=timezone.now() - timedelta(seconds=1)
    )
    guessed = f"{expired[:8]}-{'0' * 32}"
    answers = [client.get(home_of(token)) for token in (revoked, expired, guessed, "bukan-tautan")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(410, answers[0].text)}
    assert "meminta tautan baru" in answers[0].text


def test_the_end_of_a_link_closes_every_address_below_it(client, librarian):
    order = sent_order()
    token = token_for(order)
    link_revoke(order=order, link=open_link(order).pk, by=librarian)
    below = home_of(token)
    upload = f"{below}berkas/00000000-0000-0000-0000-000000000001/"
    for address in (f"{below}katalog/", f"{below}katalog/00000000-0000-0000-0000-000000000001/", f"{below}berkas/", upload):
        assert client.get(address).status_code == 410
        assert client.patch(address, headers=TUS).status_code == 410


def test_renewing_ends_the_link_before_and_a_second_tap_makes_no_third(client, librarian):
    order = sent_order()
    first = token_for(order)
    seen = open_link(order).pk
    second = link_create(order=order, by=librarian, replacing=seen)
    with pytest.raises(LinkChanged):
        link_create(order=order, by=librarian, replacing=seen)
    assert client.get(home_of(first)).status_code == 410
    assert open_link(order) == second.link
    assert order.delivery_links.count() == 2


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "closed", "cancelled"])
def test_an_order_that_takes_no_files_gets_no_link(state):
    with pytest.raises(OrderClosed):
        link_create(order=sent_order(state=state))


def test_a_publisher_without_an_address_is_a_message_that_staff_see():
    order = sent_order()
    order.publisher.email = ""
    order.publisher.save()
    link_create(order=Order.objects.get(pk=order.pk))
    assert Notification.objects.get().state == Notification.State.NO_ADDRESS


def test_guessing_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_GUESSES", 3)
    found = [client.get(home_of(f"abcdefgh-{number:032x}")).status_code for number in range(5)]
    assert found == [410, 410, 410, 429, 429]
    assert client.get(home_of(token_for(sent_order()))).status_code == 200


def test_no_log_keeps_the_address(client):
    token = token_for(sent_order())
    secret = token.partition("-")[2]
    assert secret not in mask(f"Gone: {home_of(token)}berkas/x/")
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonLines())
    logging.getLogger("django.request").addHandler(handler)
    try:
        client.get(f"{home_of(token)}katalog/00000000-0000-0000-0000-000000000001/")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert "Not Found" in lines.getvalue()
    assert secret not in lines.getvalue()


def test_nginx_writes_its_own_lines_without_the_address():
    from pathlib import Path

    config = Path(__file__).resolve().parents[3] / "deploy" / "nginx.conf"
    pattern = re.search(r'"(~\^\(\?<before>.*?)"', config.read_text())
    assert pattern is not None
    masked = re.sub(r"\?<", "?P<", pattern[1].removeprefix("~"))
    token = token_for(sent_order())
    found = re.search(masked, f"{home_of(token)}berkas/")
    assert found is not None
    assert token not in found["before"] + found["after"]


def test_sending_an_order_mails_the_link_and_one_in_print_asks_for_no_files(client, run_jobs, mailoutbox):
    by, approved_by = buyer(), approver()
    publisher = PublisherFactory(email="penerbit@example.id")
    order = order_in(Order.State.SENT, by=by, approved_by=approved_by, publisher=publisher, price=0)
    printed = draft_order(by=by, publisher=publisher, price=0)
    printed.lines.update(route="print")
    order_submit(order=printed, by=by)
    order_approve(order=printed, by=approved_by)
    order_send(order=printed, by=by)
    run_jobs()
    links = {mail.subject: mail.body for mail in mailoutbox if "/kiriman/" in mail.body}
    assert set(links) == {f"Menyerahkan berkas pesanan {order.number}", f"Melihat pesanan {printed.number}"}
    body = links[f"Melihat pesanan {printed.number}"]
    assert "tidak ada berkas yang perlu diserahkan" in body
    assert "PDF" not in body
    answer = client.get(re.search(r"/kiriman/[0-9a-z-]+/", body)[0])
    assert printed.lines.first().title in answer.text
    assert "Tidak perlu berkas" in answer.text
    assert "Hasil impor katalog Anda" in answer.text
    assert "<form" not in answer.text.partition("<main")[2].partition("</main>")[0]
