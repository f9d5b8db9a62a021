"""The demo's chain to its end: from three catalogues to numbers in the register and a book on the shelf; and once only."""

import pytest

from core.audit.models import AuditEntry
from core.people.services import sync_roles
from elibrary.books.models import Book
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import AuthorityLink
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.deliveries.models.delivery import Delivery
from elibrary.demo import cataloguing, deliveries, orders
from elibrary.demo.catalogue_files import BOOKLET_ISBN
from elibrary.demo.catalogues import seed_catalogues
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.reading.selectors import records_on_shelf, titles_of
from elibrary.sources.models import CatalogueSource
from lms.demo import seed_accounts

pytestmark = pytest.mark.django_db


def test_without_the_librarian_nobody_did_anything():
    assert cataloguing.seed() == []
    assert cataloguing.seed_sources() == []


def test_every_state_is_there_and_what_came_is_described_numbered_and_read(settings, tmp_path):
    settings.CATALOGUE_FOLDER = tmp_path
    sync_roles()
    seed_accounts()

    def seed() -> None:
        for part in (
            *(seed_catalogues, cataloguing.seed_authorities, orders.seed, deliveries.seed),
            *(cataloguing.seed_sources, cataloguing.seed),
        ):
            part()

    seed()
    assert set(Order.objects.values_list("state", flat=True)) == set(Order.State.values)
    passing = {Delivery.State.INSPECTED}  # between two lines of one job
    assert set(Delivery.objects.values_list("state", flat=True)) == set(Delivery.State.values) - passing
    assert sorted(CatalogueSource.objects.values_list("kind", "is_active")) == [("folder", True)] * 3 + [("opds", False)]
    assert (tmp_path / "lumbung-aksara").is_dir()
    record = BibliographicRecord.objects.get(isbn_issn=BOOKLET_ISBN)
    assert (record.ddc, record.call_number[:3]) == ("334", "334")
    assert record.headings.filter(kind="subject").count() == 2
    assert AuthorityLink.objects.count() == len(cataloguing.SEE_ALSO)
    for line in OrderLine.objects.all():
        assert line.accessions.count() == (line.copies if line.delivered_at else 0)
    assert record.book is not None
    assert record.book.is_published
    tags = {tag for title in titles_of(records_on_shelf()) for tag in title.tags}
    assert tags == {"Di KUBUKU", "Buku cetak"}
    counted = [Accession, AuditEntry, BibliographicRecord, Book, Delivery, Order]
    before = [model.objects.count() for model in counted]
    seed()
    assert [model.objects.count() for model in counted] == before
