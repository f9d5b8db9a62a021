"""A title on a platform or on paper is on the shelf, in the search, and has a page that says how to get it."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Site

from cms.pages.models.contact import OfficeContact
from core.jobs import services as jobs
from core.jobs.services import latest_job
from core.messages.models import Notification
from core.search.engines.current import get_engine
from core.search.services.indexing import rebuild_index
from elibrary.books.services.books import book_withdraw
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accession_withdraw, accessions_for_line
from elibrary.cataloguing.services.authorities import authority_save
from elibrary.cataloguing.services.bibliographic import record_save
from elibrary.cataloguing.services.title_index import title_ref
from elibrary.ordering.access_routes import months_later, platform_of
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import line_add, line_link
from elibrary.reading.services import titles_of_the_day
from elibrary.wishes.services.wishes import wish_available, wish_make, wish_ordered
from tests.factories.elibrary import BookFactory
from tests.factories.lms import UserFactory
from tests.factories.orders import OfferFactory, draft_order, title_in

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def engine(settings, tmp_path):
    """A fresh index in a folder of its own."""
    settings.SEARCH_URL = f"whoosh://{tmp_path}/search"
    rebuild_index()
    return get_engine()


def line_of(record):
    return OrderLine.objects.get(offer=record.offer)


def end_yesterday(record):
    OrderLine.objects.filter(offer=record.offer).update(ends_on=localdate() - DAY)


def index_now(record):
    """What the worker does with the job that the last change left."""
    job = latest_job(kind="core.index_subject", subject=f"buku:{title_ref(record.pk)}")
    assert job is not None
    assert job.is_open
    jobs.run(job.pk)


def found_in(client, words):
    return client.get("/cari/", {"q": words}).text


def page_of(client, record):
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def test_a_title_on_a_platform_says_where_for_how_many_and_how_long(client):
    record = title_in("external", copies=3, ends_on=dt.date(localdate().year + 1, 3, 31), creators="Sri Rahayu")
    page = page_of(client, record)
    assert 'href="https://kubuku.example.id/kopi" rel="external noopener noreferrer">Buka di KUBUKU</a>' in page
    assert "Tombol ini membuka kubuku.example.id, di luar situs ini" in page
    assert "<dt>Jumlah lisensi</dt><dd>3</dd>" in page
    assert f"<dt>Masa berlaku</dt><dd>sampai 31 Maret {localdate().year + 1}</dd>" in page
    assert "Sri Rahayu" in page
    assert page.count("<h1") == 1


def test_a_printed_title_says_its_call_number_its_copies_and_the_place(client):
    record = title_in("print", copies=3)
    record_save(record=record, answers={"ddc": "633.73", "subjects": ["Kopi"]}, by=None)
    record.refresh_from_db()
    office = {"name": "Dinas Koperasi dan UKM", "street": "Jl. Raya Bandara Juanda 22", "city": "Sidoarjo"}
    OfficeContact.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=office)
    page = page_of(client, record)
    assert "Dinas Koperasi dan UKM, Jl. Raya Bandara Juanda 22, Sidoarjo." in page
    assert f"<dt>Nomor panggil</dt><dd>{record.call_number}</dd>" in page
    assert "<dt>Jumlah eksemplar</dt><dd>3</dd>" in page
    assert "<dt>Subjek</dt><dd>Kopi</dd>" in page
    assert 'href="/kontak/"' in page


def test_the_same_platform_and_term_is_one_way_with_all_licences(client):
    record = title_in("external", copies=3)
    again = draft_order(by=UserFactory(), lines=0, publisher=record.offer.publisher)
    terms = {"licence": "external", "external_url": "https://kubuku.example.id/kopi", "copies": 2}
    line = line_add(order=again, offer=record.offer, by=again.created_by, unit_price_idr=0, **terms)
    OrderLine.objects.filter(pk=line.pk).update(delivered_at=timezone.now())
    page = page_of(client, record)
    assert page.count("Buka di KUBUKU") == 1
    assert "<dt>Jumlah lisensi</dt><dd>5</dd>" in page


def test_a_term_that_is_over_leaves_shelf_and_search_and_its_page_says_so(client, engine):
    record = title_in("external", title="Kopi Ijen")
    index_now(record)
    assert record.get_absolute_url() in found_in(client, "kopi ijen")
    end_yesterday(record)
    answer = client.get(record.get_absolute_url())
    assert "Masa berlaku habis" in answer.text
    assert "Buka di KUBUKU" not in answer.text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Kopi Ijen" not in client.get("/perpustakaan/").text
    assert record.get_absolute_url() not in client.get("/sitemap-judul.xml").text
    assert record.get_absolute_url() not in found_in(client, "kopi ijen")
    assert engine.check() == 1
    assert titles_of_the_day() == 1
    index_now(record)
    assert engine.check() == 0


def test_a_term_is_open_on_its_last_day(client):
    record = title_in("external", title="Kopi Ijen")
    OrderLine.objects.filter(offer=record.offer).update(ends_on=localdate())
    page = page_of(client, record)
    assert "Buka di KUBUKU" in page
    assert "Masa berlaku habis" not in page
    assert "Kopi Ijen" in client.get("/perpustakaan/").text


def test_a_term_that_has_not_begun_has_no_button(client):
    record = title_in("external", starts_on=localdate() - DAY, embargo_until=localdate() + DAY)
    page = page_of(client, record)
    assert "Dapat dibaca mulai" in page
    assert "Buka di KUBUKU" not in page


def test_so_many_months_run_from_the_day_it_came():
    record = title_in("external", licence="months", months=12)
    line = line_of(record)
    assert (line.starts_on, line.ends_on) == (localdate(), months_later(localdate(), 12))
    assert months_later(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 27)
    assert months_later(dt.date(2026, 1, 1), 12) == dt.date(2026, 12, 31)


def test_only_https_leads_out_of_the_site(client):
    record = title_in("external")
    line = line_of(record)
    with pytest.raises(ValidationError, match="https://"):
        line_link(line=line, url="http://kubuku.example.id/kopi", by=None)
    OrderLine.objects.filter(pk=line.pk).update(external_url="http://kubuku.example.id/kopi")
    page = page_of(client, record)
    assert "http://kubuku" not in page
    assert "Alamatnya sedang kami perbaiki" in page
    OrderLine.objects.filter(pk=line.pk).update(delivered_at=None)
    type(line.order).objects.filter(pk=line.order_id).update(state="sent")
    with pytest.raises(StepRefused, match="diawali https"):
        orders.line_deliver(line=line)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.kubuku.id/x", "KUBUKU"),
        ("https://baca.example.id/x", "baca.example.id"),
        ("https://bukukubuku.example.id/", "bukukubuku.example.id"),
        ("", "platform luar"),
    ],
)
def test_a_platform_is_called_as_people_call_it(url, name):
    assert platform_of(url) == name


def test_copies_that_left_are_not_counted_and_with_the_last_one_the_title_goes(client, engine):
    record = title_in("print", title="Kopi Ijen", copies=2)
    items = accessions_for_line(line=line_of(record), by=None)
    accession_withdraw(accession=items[0], reason="Rusak.", by=None)
    assert "<dt>Jumlah eksemplar</dt><dd>1</dd>" in page_of(client, record)
    index_now(record)
    assert engine.check() == 1
    accession_withdraw(accession=items[1], reason="Hilang.", by=None)
    assert client.get(record.get_absolute_url()).status_code == 404
    assert "Kopi Ijen" not in client.get("/perpustakaan/").text
    index_now(record)
    assert engine.check() == 0


def test_what_was_ordered_and_has_not_come_is_nowhere(client):
    order = draft_order(by=UserFactory(), lines=0)
    offer = OfferFactory(publisher=order.publisher, title="Kopi Ijen")
    line_add(order=order, offer=offer, by=order.created_by, route="print")
    assert "Kopi Ijen" not in client.get("/perpustakaan/").text
    assert not BibliographicRecord.objects.exists()


def test_the_shelf_shows_all_three_routes_each_with_its_name(client):
    BookFactory(title="Batik")
    title_in("external", title="Kopi Ijen", creators="Sri Rahayu")
    title_in("print", title="Kopi Raung")
    page = client.get("/perpustakaan/").text
    for words in ("Batik", "Kopi Ijen", "Sri Rahayu", "Kopi Raung", ">Baca di sini<", ">Di KUBUKU<", ">Buku cetak<"):
        assert words in page
    assert page.index("Kopi Raung") < page.index("Kopi Ijen") < page.index("Batik")


def test_the_shelf_with_titles_is_paged_and_its_queries_do_not_grow(client, queries):
    def costs():
        with queries:
            client.get("/perpustakaan/")
        return len(queries)

    BookFactory()
    title_in("external", title="Kopi A", creators="Sri; Budi")
    few = costs()
    BookFactory.create_batch(7)
    for number in range(6):
        title_in("print", title=f"Kopi {number}", creators=f"Sri {number}; Budi")
    assert costs() == few
    assert few <= 7
    pages = [client.get(f"/perpustakaan/?page={number}").text for number in (1, 2)]
    assert [page.count('class="card books-card"') for page in pages] == [12, 3]


def test_a_titles_page_takes_few_queries(client, queries):
    costs = []
    for names in ("Sri", "Sri; Budi; Agus"):
        record = title_in("print", title=f"Kopi {names}", creators=names)
        client.get(record.get_absolute_url())
        with queries:
            client.get(record.get_absolute_url())
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 5


def test_an_edition_that_is_read_here_stands_once_and_its_book_names_the_others(client, engine):
    record = title_in("external", title="Kopi Ijen")
    book = BookFactory(title="Kopi Ijen")
    BibliographicRecord.objects.filter(pk=record.pk).update(book=book)
    shelf = client.get("/perpustakaan/").text
    assert book.get_absolute_url() in shelf
    assert record.get_absolute_url() not in shelf
    assert f'href="{record.get_absolute_url()}">Di KUBUKU</a>' in client.get(book.get_absolute_url()).text
    assert f'href="{book.get_absolute_url()}">Baca di sini</a>' in page_of(client, record)
    book_withdraw(by=UserFactory(), book=book)
    index_now(record)
    assert record.get_absolute_url() in found_in(client, "kopi ijen")
    assert book.get_absolute_url() not in page_of(client, record)


@pytest.mark.parametrize("words", ["kopi ijen", "rahayu", "9786020332956", "kopinya", "RAT", "koperasi rapat", "kubuku"])
def test_search_finds_a_title_by_what_people_say(client, engine, words):
    subject = {"kind": "subject", "preferred": "Rapat anggota tahunan", "variants": ["RAT"]}
    record = title_in("external", title="Kopi Ijen", creators="Sri Rahayu", isbn13="9786020332956")
    said = {"subjects": ["Rapat anggota tahunan"], "notes": "Koperasi petani di lereng gunung."}
    record_save(record=record, answers=said, by=None)
    authority_save(authority=record.headings.get(preferred="Rapat anggota tahunan"), answers=subject, by=None)
    index_now(record)
    page = client.get("/cari/", {"q": words, "jenis": "buku"}).text
    assert record.get_absolute_url() in page
    assert "Sri Rahayu" in page
    assert "Di KUBUKU" in page


def test_a_rebuilt_index_has_books_and_titles(engine):
    BookFactory(title="Batik")
    title_in("print", title="Kopi Ijen")
    assert rebuild_index() == 2


def test_a_title_can_be_promoted_like_a_book(client, engine):
    record = title_in("print", title="Kopi Ijen")
    address = f"https://belajar.example.id{record.get_absolute_url()}"
    query = Query.get("usaha minuman")
    SearchPromotion.objects.create(query=query, external_link_url=address, external_link_text="Kopi Ijen di ruang baca")
    assert f'href="{address}"' in found_in(client, "usaha minuman")


@pytest.mark.parametrize(
    ("route", "sentence", "link"),
    [
        ("external", "dapat dibaca di KUBUKU. Caranya:", "Baca di KUBUKU"),
        ("print", "dalam bentuk cetak. Nomor panggil dan tempatnya:", "Ada dalam bentuk cetak"),
    ],
)
def test_whoever_wished_is_told_where_it_is(client, settings, route, sentence, link):
    reader = UserFactory()
    wish = wish_make(by=reader, title="Kopi Ijen")
    record = title_in(route)
    line = line_of(record)
    wish_ordered(wish=wish, line=line, by=None)
    wish_available(wish=wish, by=None)
    body = Notification.objects.latest("pk").body_text
    assert sentence in body
    assert f"{settings.SITE_URL.rstrip('/')}{record.get_absolute_url()}\n" in body
    client.force_login(reader)
    page = client.get("/perpustakaan/usulan/").text
    assert f'href="{record.get_absolute_url()}">{link}' in page


def test_a_delivery_tells_whoever_wished_at_once():
    wish = wish_make(by=UserFactory(), title="Kopi Ijen")
    record = title_in("external")
    line = line_of(record)
    type(line.order).objects.filter(pk=line.order_id).update(state="sent")
    OrderLine.objects.filter(pk=line.pk).update(delivered_at=None)
    wish_ordered(wish=wish, line=line, by=None)
    orders.line_deliver(line=line)
    assert record.get_absolute_url() in Notification.objects.latest("pk").body_text


def test_a_wish_for_a_book_of_ours_leads_to_it(client):
    reader = UserFactory()
    offer = OfferFactory()
    book = BookFactory()
    BibliographicRecord.objects.create(offer=offer, book=book, title="Kopi")
    wish_available(wish=wish_make(by=reader, title="Kopi", offer=offer), by=None)
    assert book.get_absolute_url() in Notification.objects.get().body_text
    client.force_login(reader)
    assert f'href="{book.get_absolute_url()}">Baca buku ini' in client.get("/perpustakaan/usulan/").text


def test_a_list_of_wishes_costs_the_same_however_long(client, queries):
    reader = UserFactory()
    client.force_login(reader)
    costs = []
    for number in range(4):
        record = title_in("print", title=f"Kopi {number}")
        wish = wish_make(by=reader, title=f"Kopi {number}", offer=record.offer)
        wish_available(wish=wish, by=None)
        with queries:
            client.get("/perpustakaan/usulan/")
        costs.append(len(queries))
    assert len(set(costs)) == 1


def test_what_came_before_titles_had_pages_gets_one_and_keeps_its_address(client):
    record = title_in("print", title="Kopi Ijen")
    address = record.slug
    BibliographicRecord.objects.filter(pk=record.pk).update(slug=None)
    assert "Kopi Ijen" not in client.get("/perpustakaan/").text
    assert titles_of_the_day() == 1
    record.refresh_from_db()
    assert record.slug == address == f"kopi-ijen-{record.pk}"
    record_save(record=record, answers={"title": "Kopi Raung"}, by=None)
    record.refresh_from_db()
    assert record.slug == address
    assert titles_of_the_day() == 0


def test_staff_reach_the_page_from_the_description(client, admin_user, no_second_factor):
    record = title_in("print")
    client.force_login(admin_user)
    assert f'href="{record.get_absolute_url()}"' in client.get(f"/admin/katalogisasi/inspect/{record.pk}/").text
