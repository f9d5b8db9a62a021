"""The demo's book is real: rendered, taken in, found."""

import pytest

from core.jobs.models import Job
from elibrary.books.models import Book
from elibrary.demo.book import render
from elibrary.demo.seed import seed

pytestmark = pytest.mark.django_db


def test_the_book_is_rendered_to_the_same_bytes_each_time():
    assert render() == render()


def test_the_seed_publishes_a_searchable_book_once(client):
    for _ in range(2):
        lines = seed()
    book = Book.objects.get()
    assert book.is_published
    assert book.textless_count == 0
    assert book.get_absolute_url() in lines[0]
    assert not Job.objects.exclude(state="done").exists()
    found = client.get("/cari/?q=unduh sertifikat&jenis=buku").content.decode()
    page = book.pages.get(text__contains="Pengoperasionalan Aplikasi Si-Jawara+\n1. Persyaratan")
    assert page.get_absolute_url() in found
