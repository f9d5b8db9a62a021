"""The librarian's screens of deliveries."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from elibrary.books.models import Book
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.models.upload import DeliveryUpload
from elibrary.deliveries.services.links import open_link
from tests.factories.delivery import CHUNK, TUS, delivered, home_of, sent_order, token_for
from tests.factories.elibrary import pdf_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PDF = pdf_bytes("Isi", title="Tanpa judul")


def test_deliveries_are_listed_found_and_filtered_at_the_same_cost(librarian_client, queries):
    order = sent_order()
    delivered(order, name="kopi.pdf")
    other = sent_order()
    delivered(other, b"%PDF-2", name="teh.pdf", state=Delivery.State.RECEIVED, problem="")
    with queries:
        page = librarian_client.get(reverse("kiriman:index")).text
    few = len(queries)
    assert "kopi.pdf" in page
    assert "teh.pdf" in page
    assert "teh.pdf" not in librarian_client.get(reverse("kiriman:index"), {"q": order.number}).text
    assert "teh.pdf" not in librarian_client.get(reverse("kiriman:index"), {"state": "unmatched"}).text
    assert "kopi.pdf" not in librarian_client.get(reverse("kiriman:index"), {"publisher": other.publisher_id}).text
    for number in range(10):
        delivered(sent_order(), f"%PDF-{number}x".encode())
    with queries:
        librarian_client.get(reverse("kiriman:index"))
    assert len(queries) == few


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_goes_into_a_spreadsheet(librarian_client, kind):
    delivered(sent_order(), name="=kopi.pdf")
    answer = librarian_client.get(reverse("kiriman:index"), {"export": kind})
    content = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    if kind == "csv":
        assert "'=kopi.pdf" in content.decode()


def test_a_file_is_matched_by_hand_and_becomes_a_book(librarian_client, librarian, run_jobs):
    order = sent_order("Kopi Lereng Ijen")
    delivery = delivered(order, PDF)
    page = reverse("kiriman:inspect", args=[delivery.pk])
    match = reverse("kiriman:match", args=[delivery.pk])
    assert match in librarian_client.get(page).text
    assert "Kopi Lereng Ijen" in librarian_client.get(match).text
    assert "wajib" in librarian_client.post(match).text.lower()
    for _ in range(2):  # a double tap
        assert librarian_client.post(match, {"line": order.lines.get().pk}).headers["Location"] == page
    delivery.refresh_from_db()
    order.refresh_from_db()
    assert (delivery.state, delivery.settled_by, order.state) == ("matched", librarian, "delivered")
    shown = librarian_client.get(page).text
    assert "dipilih petugas" in shown
    assert reverse("kiriman:read", args=[delivery.pk]) in shown
    librarian_client.post(reverse("kiriman:read", args=[delivery.pk]))
    book = Book.objects.get()
    assert reverse("buku:inspect", args=[book.pk]) in librarian_client.get(page).text


def test_a_refusal_needs_a_reason_which_the_publisher_reads(librarian_client, client):
    order = sent_order()
    delivery = delivered(order)
    token = token_for(order)
    refuse = reverse("kiriman:refuse", args=[delivery.pk])
    assert librarian_client.post(refuse, {"reason": " "}).status_code == 200
    assert Delivery.objects.get().state == "unmatched"
    librarian_client.post(refuse, {"reason": "Ini naskah lama.", "advice": "Kirim cetakan kedua."})
    page = Client().get(home_of(token)).text
    assert "Ini naskah lama." in page
    assert "Kirim cetakan kedua." in page


def test_a_file_can_be_fetched_to_look_at(librarian_client):
    answer = librarian_client.get(reverse("kiriman:open", args=[delivered(sent_order(), PDF).pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_link_is_made_renewed_and_revoked_and_shown_once(librarian_client):
    order = sent_order()
    page, link = reverse("kiriman:order", args=[order.pk]), reverse("kiriman:link", args=[order.pk])
    first = librarian_client.post(link, {"langkah": "buat", "tautan": ""})
    address = first.text.partition('<code class="delivery-address">')[2].partition("<")[0]
    path = address.removeprefix("http://localhost:8000")
    assert Client().get(path).status_code == 200
    assert path not in librarian_client.get(page).text
    again = librarian_client.post(link, {"langkah": "buat", "tautan": ""}, follow=True)
    assert "baru saja berubah" in again.text
    assert order.delivery_links.count() == 1
    librarian_client.post(link, {"langkah": "buat", "tautan": open_link(order).pk})
    assert Client().get(path).status_code == 410
    librarian_client.post(link, {"langkah": "cabut", "tautan": open_link(order).pk})
    assert open_link(order) is None


def test_an_order_that_is_not_with_its_publisher_has_no_link(librarian_client):
    order = sent_order(state="approved")
    assert "begitu pesanan dikirim" in librarian_client.get(reverse("kiriman:order", args=[order.pk])).text
    answer = librarian_client.post(reverse("kiriman:link", args=[order.pk]), {"langkah": "buat", "tautan": ""}, follow=True)
    assert "tautan hanya untuk pesanan yang sudah dikirim" in answer.text


def test_staff_send_a_file_themselves_whole_and_in_pieces(librarian_client, librarian, run_jobs):
    order = sent_order()
    page, uploads = (reverse(f"kiriman:{name}", args=[order.pk]) for name in ("order", "uploads"))
    assert librarian_client.post(page).status_code == 422
    librarian_client.post(page, {"file": SimpleUploadedFile("a.pdf", PDF)})
    told = {**TUS, "Upload-Length": str(len(PDF) + 1)}
    address = librarian_client.post(uploads, content_type=CHUNK, headers=told).headers["Location"]
    assert address.startswith(uploads)
    assert (
        librarian_client.patch(address, PDF + b"\n", content_type=CHUNK, headers={**TUS, "Upload-Offset": "0"}).status_code
        == 204
    )
    run_jobs()
    assert list(Delivery.objects.values_list("sent_by", "link")) == [(librarian.pk, None)] * 2


def test_a_disk_that_is_full_while_the_staffs_form_comes_in_is_told_beside_the_field(librarian, monkeypatch, settings):
    """The check of the form's token reads the request before any view: a token is asked for here as in life."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(librarian)
    page = reverse("kiriman:order", args=[sent_order().pk])
    strict.get(page)
    token = strict.cookies["csrftoken"].value
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    answer = strict.post(page, {"file": SimpleUploadedFile("a.pdf", PDF), "csrfmiddlewaretoken": token})
    assert answer.status_code == 422
    assert "Ruang simpan server penuh" in answer.context["form"].errors["file"][0]
    assert not DeliveryUpload.objects.exists()


def no_room(*args: object, **kwargs: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_staff_who_send_in_pieces_show_their_token(librarian):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(librarian)
    uploads = reverse("kiriman:uploads", args=[sent_order().pk])
    assert strict.post(uploads, content_type=CHUNK, headers={**TUS, "Upload-Length": "10"}).status_code == 403


def test_what_a_publisher_began_is_not_the_staffs_to_go_on_with(librarian_client):
    from tests.factories.delivery import begin, head

    order = sent_order()
    public_id = begin(Client(), token_for(order), 10).headers["Location"].split("/")[-2]
    assert head(librarian_client, reverse("kiriman:upload", args=[order.pk, public_id])).status_code == 404


def test_an_orders_page_costs_the_same_for_one_file_and_for_many(librarian_client, queries):
    order = sent_order(*(f"Judul {number}" for number in range(30)))
    page = reverse("kiriman:order", args=[order.pk])
    token_for(order)
    delivered(order)

    def cost() -> int:
        with queries:
            assert librarian_client.get(page).status_code == 200
        return len(queries)

    few = cost()
    for line in order.lines.all():
        delivered(order, f"%PDF-a{line.pk}".encode())
        delivered(order, f"%PDF-b{line.pk}".encode(), line=line, state=Delivery.State.MATCHED, problem="", advice="")
    assert cost() == few
