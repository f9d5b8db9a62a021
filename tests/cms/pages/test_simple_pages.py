"""News, simple pages, questions and answers, contact: what citizens read beside the services."""

import html
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import feedgenerator
from pytest_django import DjangoAssertNumQueries
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from cms.home.models import HomePage
from cms.home.services.site_setup import set_up
from cms.news.models import NewsIndexPage, NewsPage
from cms.pages.models.contact import ContactPage, OfficeContact
from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.pages.structured_data import plain_text
from cms.standards.models.work_unit import WorkUnitPage
from core.files.models.site_media import SiteImage
from tests.cms.builders import publish
from tests.factories.cms import InfoPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db
SEEDED = ("/berita/", "/kontak/", "/tentang/", "/privasi/", "/aksesibilitas/", "/tanya-jawab/")


@pytest.fixture(scope="module", autouse=True)
def shared_pages(shared_site: None) -> None:
    set_up()


@pytest.fixture(autouse=True)
def pages(shared_pages: None, db: None) -> None:
    """Every test has the pages that a site starts with."""


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


# The list of news


def test_news_are_listed_newest_first_a_page_at_a_time(client: Client) -> None:
    for day in range(1, 13):
        NewsPageFactory(title=f"Berita {day:02}", date=f"2026-10-{day:02}")
    first, second = text_of(client, "/berita/"), text_of(client, "/berita/?page=2")
    assert re.findall(r"Berita \d\d", first) == [f"Berita {day:02}" for day in range(12, 2, -1)]
    assert re.findall(r"Berita \d\d", second) == ["Berita 02", "Berita 01"]
    assert "Halaman 1 dari 2" in first
    for beyond in ("3", "0", "satu"):
        assert client.get(f"/berita/?page={beyond}").status_code == 404


def test_an_empty_news_list_shows_a_message(client: Client) -> None:
    assert "Belum ada berita" in text_of(client, "/berita/")
    assert "Semua berita" not in text_of(client, "/")


def test_drafts_and_restricted_news_are_nowhere(client: Client) -> None:
    NewsPageFactory(title="Rahasia", live=False)
    restricted = NewsPageFactory(title="Terbatas")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/berita/", "/", "/berita/atom.xml", "/sitemap-halaman.xml"):
        page = client.get(address).content.decode()
        assert "Rahasia" not in page, address
        assert "erbatas" not in page.replace("tidak terbatas", ""), address


def test_more_news_cost_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(2):
        NewsPageFactory.create_batch(4, unit=WorkUnitPage.objects.first())
        for address, count in (("/berita/", 8), ("/", 10)):
            client.get(address)
            with django_assert_num_queries(count):
                client.get(address)


# One piece of news


def test_news_is_signed_by_a_unit_or_the_office_and_never_by_a_person(client: Client, admin_user) -> None:
    unit = WorkUnitPage.objects.first()
    assert unit is not None
    by_unit = NewsPageFactory(unit=unit, owner=admin_user)
    assert f"24 November 2026 · {unit.title}" in text_of(client, by_unit.url)
    by_office = NewsPageFactory(owner=admin_user)
    page = text_of(client, by_office.url)
    assert "24 November 2026 · Dinas Koperasi dan UKM Provinsi Jawa Timur" in page
    assert admin_user.email not in page


def test_news_shows_its_body_and_describes_itself_to_others(client: Client) -> None:
    news = NewsPageFactory(title="Pasar rakyat", summary="Dibuka untuk UMKM.", text="<h2>Kapan</h2><p>Belum ditetapkan.</p>")
    page = client.get(news.url).content.decode()
    assert "<h2" in page
    assert "Belum ditetapkan." in page
    assert page.count("<h1") == 1
    for tag in (
        '<meta property="og:title" content="Pasar rakyat">',
        '<meta property="og:type" content="article">',
        '<meta property="og:description" content="Dibuka untuk UMKM.">',
        '<meta name="description" content="Dibuka untuk UMKM.">',
        f'<link rel="canonical" href="http://localhost:8000{news.url}">',
        '<link rel="alternate" type="application/atom+xml"',
    ):
        assert tag in page, tag


def picture(description: str = "") -> SiteImage:
    return SiteImage.objects.create(title="foto_1.jpg", description=description, file=get_test_image_file())


def test_a_picture_needs_words_unless_it_is_called_decoration() -> None:
    news = NewsPageFactory()
    news.image = picture()
    with pytest.raises(ValidationError, match="Tulis apa yang terlihat"):
        news.save()
    news.image_is_decorative = True
    news.save()
    assert news.alternative_text == ""
    news.image_is_decorative, news.image_alt = False, "Pedagang di pasar"
    news.save()
    assert news.alternative_text == "Pedagang di pasar"


def test_the_words_of_the_picture_itself_are_enough(client: Client) -> None:
    news = NewsPageFactory(image=picture("Perajin batik"))
    page = client.get(news.url).content.decode()
    assert 'alt="Perajin batik"' in page
    assert re.search(r'<meta property="og:image" content="http://localhost:8000/media/', page)


# Atom


def test_the_feed_has_stable_ids_and_dates(client: Client) -> None:
    news = NewsPageFactory(title="Izin & usaha", summary="Syarat < dulu")
    response = client.get("/berita/atom.xml")
    assert response["Content-Type"] == feedgenerator.Atom1Feed.content_type
    before = response.content.decode()
    assert f"<id>urn:uuid:{news.translation_key}</id>" in before
    assert f'href="http://localhost:8000{news.url}"' in before
    assert "<title>Izin &amp; usaha</title>" in before
    assert "Syarat &amp;lt; dulu" in before
    news.slug = "alamat-baru"
    publish(news)
    after = client.get("/berita/atom.xml").content.decode()
    assert "/berita/alamat-baru/" in after
    assert re.findall("<id>.*?</id>", after) == re.findall("<id>.*?</id>", before)
    assert re.findall("<updated>.*?</updated>", after) != re.findall("<updated>.*?</updated>", before)
    assert re.findall("<published>.*?</published>", after) == re.findall("<published>.*?</published>", before)


def test_the_feed_is_cached_and_invalidated_with_the_pages(
    client: Client, settings, django_assert_num_queries: DjangoAssertNumQueries, django_capture_on_commit_callbacks
) -> None:
    settings.PAGE_CACHE = True
    client.get("/berita/atom.xml")
    with django_assert_num_queries(0):
        assert client.get("/berita/atom.xml")["X-Page-Cache"] == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        NewsPageFactory(title="Baru saja")
    assert "Baru saja" in client.get("/berita/atom.xml").content.decode()


def test_there_is_no_feed_without_a_list(client: Client) -> None:
    NewsIndexPage.objects.get().unpublish()
    assert client.get("/berita/atom.xml").status_code == 404


# The front page


def test_the_front_page_shows_the_three_newest(client: Client) -> None:
    for day in (1, 2, 3, 4):
        NewsPageFactory(title=f"Berita {day:02}", date=f"2026-10-{day:02}")
    page = client.get("/").content.decode()
    assert re.findall(r"Berita \d\d", page) == ["Berita 04", "Berita 03", "Berita 02"]
    assert '<a href="/berita/">Semua berita</a>' in page
    assert page.index("Cari layanan") < page.index("Berita 04")
    assert 'type="application/atom+xml"' in page


def test_every_page_links_to_questions_and_contact(client: Client) -> None:
    page = client.get("/layanan/").content.decode()
    footer = page[page.index("<footer class") :]
    for address in SEEDED:
        assert f'href="{address}"' in footer


# Simple pages


def test_simple_pages_nest_one_level_and_no_deeper(client: Client) -> None:
    parent = InfoPageFactory(title="Panduan")
    child = InfoPageFactory(title="Panduan akun", parent=parent)
    assert child.url == "/panduan/panduan-akun/"
    page = client.get("/panduan/").content.decode()
    assert 'href="/panduan/panduan-akun/"' in page
    assert '<a href="/panduan/">Panduan</a>' in client.get(child.url).content.decode()
    assert InfoPage.can_create_at(parent)
    assert not InfoPage.can_create_at(child)
    other = InfoPageFactory(title="Lain")
    assert other.can_move_to(parent)
    assert not parent.can_move_to(other)


@pytest.mark.parametrize("slug", ["pengaduan", "akun", "kelas", "cari", "sertifikat", "perpustakaan", "healthz", "admin"])
def test_an_address_that_another_part_answers_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError, match="dipakai bagian lain"):
        HomePage.objects.get().add_child(instance=InfoPage(title="Bentrok", slug=slug, body=[("text", "<p>Isi.</p>")]))


def test_such_a_word_is_free_one_level_down() -> None:
    assert InfoPageFactory(title="Akun", slug="akun", parent=InfoPage.objects.get(slug="tentang")).pk


# Questions and answers


def test_answers_are_folded_under_their_questions(client: Client) -> None:
    faq = FaqPage.objects.get()
    page = client.get(faq.url).content.decode()
    questions = [item["question"] for group in faq.groups for item in group.value["questions"]]
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<details") == len(questions) > 10
    for question in questions:
        assert f"<summary><h3>{html.escape(question)}</h3></summary>" in main


def test_the_structured_data_of_questions_equals_the_fields(client: Client) -> None:
    faq = FaqPage.objects.get()
    page = client.get(faq.url).content.decode()
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    told = [(question["name"], question["acceptedAnswer"]["text"]) for question in node["mainEntity"]]
    items = [item for group in faq.groups for item in group.value["questions"]]
    assert node["@type"] == "FAQPage"
    assert told == [(item["question"], plain_text(item["answer"].source)) for item in items]
    shown = text_of(client, faq.url)
    assert all(question in shown for question, _ in told)


# Contact


def test_the_contact_page_shows_filled_fields_only(client: Client) -> None:
    page = client.get("/kontak/").content.decode()
    for words in (
        "Jl. Raya Bandara Juanda No. 22",
        "tel:0318671330",
        "mailto:diskopukm@jatimprov.go.id",
        'href="/pengaduan/"',
    ):
        assert words in page
    assert "https://www.google.com/maps/search/?api=1&amp;query=Jl.+Raya" in page
    assert "<iframe" not in page
    assert not re.search(r"\b(jam (buka|kerja)|Senin|08[.:]00)\b", page)


def test_the_contact_page_and_its_structured_data_show_hours_whatsapp_and_the_map_that_staff_entered(client: Client) -> None:
    office = OfficeContact.objects.get()
    office.opening_hours, office.whatsapp = "Senin–Jumat 08.00–15.30", "+6281234567890"
    office.map_url = "https://maps.app.goo.gl/contoh"
    office.save()
    page = client.get("/kontak/").content.decode()
    assert "Senin–Jumat 08.00–15.30 WIB" in page
    assert '<a href="https://wa.me/6281234567890"' in page
    assert 'href="https://maps.app.goo.gl/contoh"' in page
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert (node["openingHours"], node["contactPoint"]["telephone"]) == (["Mo-Fr 08:00-15:30"], "+6281234567890")
    assert node["hasMap"] == office.map_url


def test_contact_without_addresses_is_still_a_page(client: Client) -> None:
    OfficeContact.objects.all().delete()
    page = text_of(client, "/kontak/")
    assert "Alamat dinas belum diisi" in page
    assert "Lihat peta" not in page
    assert ContactPage.objects.count() == 1


# All of them


@pytest.mark.parametrize("address", SEEDED)
def test_each_page_is_light_plain_and_the_same_for_everyone(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert len(response.content) <= 20_000
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert [tag for tag in re.findall("<script[^>]*>", page) if "src=" not in tag and "ld+json" not in tag] == []
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert 'aria-label="Letak halaman"' in page


def test_each_page_costs_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    news = NewsPageFactory()
    for address in (*SEEDED, news.url, "/berita/atom.xml"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_publishing_drops_the_stored_page(client: Client, settings, django_capture_on_commit_callbacks) -> None:
    settings.PAGE_CACHE = True
    assert client.get("/tentang/")["X-Page-Cache"] == "miss"
    assert client.get("/tentang/")["X-Page-Cache"] == "hit"
    page = InfoPage.objects.get(slug="tentang")
    page.lead = "Kata-kata baru"
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    assert "Kata-kata baru" in client.get("/tentang/").content.decode()


def test_a_draft_change_stays_unseen(client: Client) -> None:
    news = NewsPageFactory(title="Terbit")
    news.title = "Belum disetujui"
    news.save_revision()
    assert "Belum disetujui" not in text_of(client, news.url)
    assert "Belum disetujui" not in text_of(client, "/berita/")
    assert NewsPage.objects.get(pk=news.pk).has_unpublished_changes
