"""A reader finds a sentence, lands on its page and turns pages; what is not published does not exist for them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from elibrary.books.services.books import book_create, book_publish, book_withdraw
from tests.factories.elibrary import BookFactory, BookPageFactory, pdf_bytes

pytestmark = pytest.mark.django_db


def _book(pages=3, **fields):
    book = BookFactory(page_count=pages, **fields)
    for number in range(1, pages + 1):
        BookPageFactory(book=book, number=number, text=f"Halaman {number} tentang perizinan usaha dan kemasan.")
    return book


def test_the_shelf_lists_published_books_only_newest_first(client):
    BookFactory(title="Rahasia", state="ready", published_at=None)
    BookFactory(title="Terbit")
    page = client.get("/perpustakaan/").content.decode()
    assert "Terbit" in page
    assert "Rahasia" not in page
    assert page.count("<h1") == 1


def test_an_empty_shelf_says_what_to_do(client):
    assert "Belum ada buku yang terbit" in client.get("/perpustakaan/").content.decode()


def test_the_shelf_is_paged_and_its_queries_do_not_grow(client, queries):
    BookFactory()
    with queries:
        client.get("/perpustakaan/")
    few = len(queries)
    BookFactory.create_batch(15)
    with queries:
        page = client.get("/perpustakaan/").content.decode()
    assert len(queries) == few
    assert few <= 4
    assert page.count('class="card books-card"') == 12
    assert client.get("/perpustakaan/?page=2").status_code == 200


def test_a_book_says_who_wrote_it_and_starts_at_its_first_page(client):
    book = _book(title="Kemasan", creators="Sri Rahayu", year=2023)
    page = client.get(book.get_absolute_url()).content.decode()
    assert "Sri Rahayu" in page
    assert reverse("elibrary:page", args=[book.slug, 1]) in page


def test_pages_turn_forward_and_back_and_stop_at_the_ends(client):
    book = _book()
    address = book.get_absolute_url
    first = client.get(f"{address()}halaman/1/").content.decode()
    middle = client.get(f"{address()}halaman/2/").content.decode()
    last = client.get(f"{address()}halaman/3/").content.decode()
    assert 'rel="prev"' not in first
    assert f'href="{address()}halaman/2/"' in first
    assert f'href="{address()}halaman/1/"' in middle
    assert f'href="{address()}halaman/3/"' in middle
    assert 'rel="next"' not in last


def test_the_words_that_were_searched_are_marked_in_any_form_and_escaped(client):
    book = BookFactory()
    BookPageFactory(book=book, text="<b>Perizinan</b> usaha")
    page = client.get(f"{book.get_absolute_url()}halaman/1/?q=izin").content.decode()
    assert "<mark>Perizinan</mark>" in page
    assert "&lt;b&gt;" in page
    assert '<details class="books-text" open>' in page


def test_a_page_takes_few_queries(client, queries):
    book = _book()
    with queries:
        client.get(f"{book.get_absolute_url()}halaman/2/?q=usaha")
    assert len(queries) <= 4


@pytest.mark.parametrize(
    ("typed", "expected"), [("2", "halaman/2/"), ("99", "halaman/3/"), ("0", "halaman/1/"), ("dua", ""), ("", "")]
)
def test_jumping_to_a_page_never_ends_in_an_error(client, typed, expected):
    book = _book()
    response = client.get(f"{book.get_absolute_url()}halaman/", {"nomor": typed})
    assert response.headers["Location"] == f"{book.get_absolute_url()}{expected}"


def test_searching_in_the_book_shows_pages_with_sentences(client):
    book = _book()
    BookPageFactory(book=book, number=4, text="Tidak ada hubungannya.")
    page = client.get(f"{book.get_absolute_url()}cari/?q=izin usaha").content.decode()
    assert "3 halaman memuatnya" in page
    assert "<mark>perizinan</mark>" in page
    nothing = client.get(f"{book.get_absolute_url()}cari/?q=zzz").content.decode()
    assert "Tidak ada halaman yang memuat" in nothing


def test_a_public_picture_may_be_kept_for_ever_and_needs_no_session(client):
    book = _book(pages=1)
    response = client.get(f"{book.get_absolute_url()}halaman/1/gambar")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert {"public", "immutable", "max-age=31536000"} <= set(response.headers["Cache-Control"].split(", "))
    assert "Vary" not in response.headers
    assert b"".join(response.streaming_content).startswith(b"RIFF")


@pytest.mark.parametrize("path", ["", "halaman/1/", "halaman/", "halaman/1/gambar", "cari/?q=izin"])
@pytest.mark.parametrize("state", ["checking", "ready", "withdrawn", "refused"])
def test_what_is_not_published_does_not_exist_for_readers(client, state, path):
    book = _book(pages=1, state=state, problem="Rusak.")
    assert client.get(book.get_absolute_url() + path).status_code == 404


@pytest.mark.parametrize("path", ["", "halaman/1/", "halaman/1/gambar"])
def test_librarians_preview_what_is_not_published_and_nothing_keeps_it(client, librarian, path):
    client.force_login(librarian)
    response = client.get(_book(pages=1, state="ready").get_absolute_url() + path)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_pages_that_do_not_exist_are_404(client):
    book = _book(pages=1)
    for path in ("halaman/2/", "halaman/0/", "halaman/2/gambar", "halaman/99999999999999999999/"):
        assert client.get(book.get_absolute_url() + path).status_code == 404


def test_a_sentence_inside_a_book_is_found_until_it_is_withdrawn(client, librarian, run_jobs):
    text = "Serabi lempit dibungkus daun pisang supaya harum."
    book = book_create(by=librarian, file=ContentFile(pdf_bytes("Sampul", text), name="b.pdf"), title="Kemasan Daun")
    run_jobs()
    assert "Kemasan Daun" not in client.get("/cari/?q=bungkus pisang").content.decode()
    book.refresh_from_db()
    book_publish(by=librarian, book=book)
    run_jobs()
    found = client.get("/cari/?q=bungkus pisang&jenis=buku").content.decode()
    assert f"{book.get_absolute_url()}halaman/2/" in found
    assert "<mark>dibungkus</mark>" in found
    book_withdraw(by=librarian, book=book)
    run_jobs()
    assert "Kemasan Daun" not in client.get("/cari/?q=bungkus pisang").content.decode()
