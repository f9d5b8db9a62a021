"""What search engines are told: every public address once, under the site's own name, and what isn't theirs."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cms.home.services.site_setup import seed_site, set_up
from core.pages import sitemaps
from courses.content.models.lessons import LessonPage
from courses.demo.seed import seed
from tests.cms.builders import one_service
from tests.factories.cms import InfoPageFactory, NewsPageFactory
from tests.factories.elibrary import BookFactory

pytestmark = pytest.mark.django_db
SITE = "https://si-jawara.contoh.go.id"


@pytest.fixture(scope="module", autouse=True)
def site(module_data: None) -> Iterator[None]:
    with override_settings(SITE_URL=SITE):
        seed_site(one_service())
        set_up()
        seed()
        yield


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml"
    return re.findall("<loc>(.*?)</loc>", response.content.decode())


def everything(client: Client) -> list[str]:
    return [found for part in locations(client, "/sitemap.xml") for found in locations(client, part.removeprefix(SITE))]


def test_every_public_page_and_book_is_told_once_under_the_sites_own_name(client: Client) -> None:
    news, book = NewsPageFactory(), BookFactory(slug="kopi")
    found = everything(client)
    assert len(found) == len(set(found))
    assert [address for address in found if not address.startswith(f"{SITE}/")] == []
    paths = {address.removeprefix(SITE) for address in found}
    assert {
        "/",
        "/layanan/",
        "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/",
        "/pelatihan/foto-produk-dengan-ponsel/",
        "/tanya-jawab/",
        "/privasi/",
        "/pengaduan/",
        "/perpustakaan/",
        "/sertifikat/",
        news.url,
        book.get_absolute_url(),
    } <= paths
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_what_is_not_public_is_not_told(client: Client) -> None:
    draft, restricted = NewsPageFactory(live=False), InfoPageFactory(title="Terbatas")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    hidden = BookFactory(slug="belum", state="ready", published_at=None)
    told = "\n".join(everything(client))
    for words in (draft.slug, "terbatas", hidden.slug, *LessonPage.objects.values_list("slug", flat=True)):
        assert f"/{words}/" not in told
    assert not re.search("/(admin|akun|kelas|cari|masukan)/", told)


def test_a_page_says_when_it_last_changed(client: Client) -> None:
    news = NewsPageFactory()
    page = client.get("/sitemap-halaman.xml").content.decode()
    assert re.search(rf"{news.slug}/</loc><lastmod>\d{{4}}-\d\d-\d\d</lastmod>", page)


def test_a_long_section_goes_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.PageTreeSitemap, "limit", 5)
    parts = [part for part in locations(client, "/sitemap.xml") if "halaman" in part]
    assert parts[:2] == [f"{SITE}/sitemap-halaman.xml", f"{SITE}/sitemap-halaman.xml?page=2"]
    assert len(locations(client, "/sitemap-halaman.xml?page=2")) == 5


@pytest.mark.parametrize("address", ["/sitemap-asing.xml", "/sitemap-halaman.xml?page=99", "/sitemap-halaman.xml?page=satu"])
def test_an_unknown_part_is_a_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_more_pages_cost_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(2):
        NewsPageFactory.create_batch(3)
        client.get("/sitemap-halaman.xml")
        with django_assert_num_queries(17):
            client.get("/sitemap-halaman.xml")


def test_robots_are_kept_out_of_what_is_personal_or_endless(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    for path in ("/admin/", "/akun/", "/kelas/", "/cari/", "/masukan/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert lines[0] == "User-agent: *"


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/sitemap-halaman.xml"])
def test_they_are_kept_like_pages_and_dropped_with_them(
    client: Client, settings, address: str, django_capture_on_commit_callbacks
) -> None:
    settings.PAGE_CACHE = True
    client.get(address)
    assert client.get(address)["X-Page-Cache"] == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        NewsPageFactory()
    assert client.get(address)["X-Page-Cache"] == "miss"
