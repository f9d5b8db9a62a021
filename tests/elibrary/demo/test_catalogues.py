"""The demo's publishers: their catalogues come in as anybody's would, once; and the booklet that one of them delivers."""

import pypdfium2
import pytest

from core.imports.models import ImportRun
from core.jobs.models import Job
from elibrary.catalogue.models.offer import Offer
from elibrary.demo.booklet import render
from elibrary.demo.catalogue_files import BOOKLET, BOOKLET_ISBN, BOOKS
from elibrary.demo.catalogues import seed_catalogues
from elibrary.publishers.models import Publisher


@pytest.mark.django_db
def test_three_publishers_offer_their_books_and_a_second_seed_changes_nothing() -> None:
    seed_catalogues()
    before = list(Offer.objects.order_by("pk").values())
    seed_catalogues()
    assert list(Offer.objects.order_by("pk").values()) == before
    assert ImportRun.objects.filter(kind="elibrary.catalogue").count() == len(BOOKS)
    assert {one.slug: one.offers.count() for one in Publisher.objects.all()} == dict.fromkeys(BOOKS, 12)
    recognised = ImportRun.objects.order_by("created_at").values_list("options__recognised", flat=True)
    assert list(recognised) == ["onix", "csv", "opds2"]
    assert not Job.objects.filter(kind__startswith="elibrary.catalogue").exclude(state="done").exists()
    assert not Offer.objects.filter(price_idr=None).exists()
    assert not Offer.objects.filter(isbn13=None).exists()


@pytest.mark.django_db
def test_the_booklet_is_offered_as_a_pdf() -> None:
    seed_catalogues()
    offer = Offer.objects.get(isbn13=BOOKLET_ISBN)
    assert (offer.title, offer.publisher.name, offer.carrier, offer.file_format) == (
        BOOKLET,
        "Lumbung Aksara",
        "digital",
        "pdf",
    )
    assert offer.page_count == 11


def test_the_booklet_has_the_pages_that_its_offer_says_and_the_same_bytes_each_time() -> None:
    contents = render()
    assert contents == render()
    with pypdfium2.PdfDocument(contents) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == 11
    assert "Kuorum dan suara" in texts[6]
