"""The librarian's screens: upload, watch the check, publish, withdraw; and nobody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elibrary.books.models import Book
from lms.users.models import User
from tests.factories.elibrary import BookFactory, pdf_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def _fields(**changes):
    return {
        "title": "Kemasan",
        "creators": "",
        "publisher_name": "",
        "year": "",
        "language": "ind",
        "description": "",
        **changes,
    }


def test_an_upload_leads_to_its_check_and_the_check_to_publishing(librarian_client, run_jobs):
    file = SimpleUploadedFile("buku.pdf", pdf_bytes("Halo"), "application/pdf")
    response = librarian_client.post(reverse("buku:add"), {**_fields(), "file": file})
    book = Book.objects.get()
    check = reverse("buku:inspect", args=[book.pk])
    assert response.headers["Location"] == check
    waiting = librarian_client.get(check).content.decode()
    assert "Menunggu giliran" in waiting
    assert 'http-equiv="refresh"' in waiting
    run_jobs()
    ready = librarian_client.get(check).content.decode()
    assert 'http-equiv="refresh"' not in ready
    step = reverse("buku:step", kwargs={"step": "publish", "pk": book.pk})
    assert step in ready
    librarian_client.post(step)
    librarian_client.post(step)
    book.refresh_from_db()
    assert book.is_published
    assert "Tarik dari pembaca" in librarian_client.get(check).content.decode()


def test_the_same_file_again_leads_to_the_book_that_is_there(librarian_client):
    for title in ("Satu", "Dua"):
        file = SimpleUploadedFile(f"{title}.pdf", pdf_bytes("Halo"), "application/pdf")
        response = librarian_client.post(reverse("buku:add"), {**_fields(title=title), "file": file}, follow=True)
    assert Book.objects.count() == 1
    assert "sudah ada di perpustakaan sebagai “Satu”" in response.content.decode()


def test_a_wrong_file_is_told_beside_its_field_and_the_answers_are_kept(librarian_client):
    file = SimpleUploadedFile("buku.pdf", b"PK\x03\x04", "application/pdf")
    page = librarian_client.post(reverse("buku:add"), {**_fields(title="Judul yang diketik"), "file": file}).content.decode()
    assert "Isi berkas ini bukan PDF" in page
    assert "Judul yang diketik" in page
    assert not Book.objects.exists()


def test_a_refused_book_shows_why_and_can_be_checked_again(librarian_client):
    book = BookFactory(state="refused", problem="Berkas ini rusak.", published_at=None, page_count=0)
    page = librarian_client.get(reverse("buku:inspect", args=[book.pk])).content.decode()
    assert "Berkas ini rusak." in page
    librarian_client.post(reverse("buku:step", kwargs={"step": "check", "pk": book.pk}))
    book.refresh_from_db()
    assert book.state == "checking"


def test_a_step_that_does_not_fit_is_told(librarian_client):
    book = BookFactory(state="checking", published_at=None)
    response = librarian_client.post(reverse("buku:step", kwargs={"step": "publish", "pk": book.pk}), follow=True)
    assert "tidak berlaku" in response.content.decode()


def test_the_record_can_be_corrected(librarian_client):
    book = BookFactory(title="Lama")
    librarian_client.post(reverse("buku:edit", args=[book.pk]), _fields(title="Baru"))
    book.refresh_from_db()
    assert book.title == "Baru"


def test_the_list_is_filtered_searched_and_its_queries_do_not_grow(librarian_client, queries):
    BookFactory(title="Kopi Lereng Ijen")
    with queries:
        librarian_client.get(reverse("buku:index"))
    few = len(queries)
    BookFactory.create_batch(10, state="ready", published_at=None)
    with queries:
        librarian_client.get(reverse("buku:index"))
    assert len(queries) == few
    assert "Kopi Lereng Ijen" in librarian_client.get(reverse("buku:index") + "?q=lereng").content.decode()
    assert "Kopi Lereng Ijen" not in librarian_client.get(reverse("buku:index") + "?state=ready").content.decode()


def test_nobody_deletes_a_book(librarian_client, admin_user):
    book = BookFactory()
    librarian_client.post(reverse("buku:delete", args=[book.pk]))
    librarian_client.force_login(admin_user)
    librarian_client.post(reverse("buku:delete", args=[book.pk]))
    assert Book.objects.filter(pk=book.pk).exists()


def test_publishing_needs_post(librarian_client):
    book = BookFactory(state="ready", published_at=None)
    assert librarian_client.get(reverse("buku:step", kwargs={"step": "publish", "pk": book.pk})).status_code == 405


def test_others_can_not_touch_books(client):
    book = BookFactory(state="ready", published_at=None)
    client.force_login(User.objects.create_user("peserta@example.id", "sandi-yang-panjang"))
    for address in (reverse("buku:index"), reverse("buku:add"), reverse("buku:inspect", args=[book.pk])):
        assert client.get(address).status_code in {302, 403, 404}
    client.post(reverse("buku:step", kwargs={"step": "publish", "pk": book.pk}))
    book.refresh_from_db()
    assert book.state == "ready"
