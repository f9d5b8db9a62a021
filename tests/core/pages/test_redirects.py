"""Old addresses go on leading to their pages, straight and never in a circle."""

import pytest
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect

from cms.home.services.site_setup import seed_site
from cms.pages.models.info import InfoPage
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.pages.redirects import MOST_STEPS
from tests.cms.builders import one_service, publish
from tests.factories.cms import InfoPageFactory

pytestmark = pytest.mark.django_db
UNIT = "/layanan/upt-pelatihan-kukm/"
SERVICE = f"{UNIT}pengoperasionalan-aplikasi-si-jawara/"


@pytest.fixture(scope="module", autouse=True)
def site(module_data: None) -> None:
    seed_site(one_service())


def rename(page, slug: str):
    """As an editor does it; redirects are written once the new address is in the database."""
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        return publish(page)


def lands_on(client: Client, address: str) -> str:
    """Where one redirect leads; the answer there is the page itself."""
    response = client.get(address)
    assert response.status_code == 301, address
    assert response["Cache-Control"] == "no-cache"
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


def test_a_renamed_service_is_found_under_its_old_address(client: Client) -> None:
    rename(ServicePage.objects.get(), "pakai-si-jawara")
    assert lands_on(client, SERVICE) == f"{UNIT}pakai-si-jawara/"
    assert lands_on(client, f"{SERVICE}?utm_source=brosur") == f"{UNIT}pakai-si-jawara/"


def test_a_renamed_unit_takes_its_services_along(client: Client) -> None:
    rename(WorkUnitPage.objects.get(), "upt")
    assert lands_on(client, UNIT) == "/layanan/upt/"
    assert lands_on(client, SERVICE) == "/layanan/upt/pengoperasionalan-aplikasi-si-jawara/"


def test_a_moved_page_is_found_and_so_are_the_pages_below(client: Client) -> None:
    panduan, akun = InfoPageFactory(title="Panduan"), InfoPageFactory(title="Akun baru")
    akun.move(panduan, pos="last-child")
    assert lands_on(client, "/akun-baru/") == "/panduan/akun-baru/"


def test_two_renamings_are_one_step(client: Client) -> None:
    page = rename(ServicePage.objects.get(), "kedua")
    rename(page, "ketiga")
    assert lands_on(client, SERVICE) == lands_on(client, f"{UNIT}kedua/") == f"{UNIT}ketiga/"


def test_a_page_that_takes_its_old_address_back_does_not_turn_in_a_circle(client: Client) -> None:
    page = ServicePage.objects.get()
    old = page.slug
    page = rename(rename(page, "sementara"), old)
    assert client.get(SERVICE).status_code == 200
    assert lands_on(client, f"{UNIT}sementara/") == SERVICE
    page.unpublish()
    assert client.get(SERVICE).status_code == 404
    assert client.get(f"{UNIT}sementara/").status_code == 404


def test_the_way_to_a_withdrawn_page_is_kept_for_its_return(client: Client) -> None:
    page = rename(ServicePage.objects.get(), "baru")
    page.unpublish()
    assert client.get(SERVICE).status_code == 404
    publish(page)
    assert lands_on(client, SERVICE) == f"{UNIT}baru/"


def test_addresses_that_point_at_each_other_are_a_404(client: Client) -> None:
    Redirect.add_redirect("/satu", "http://testserver/dua/")
    Redirect.add_redirect("/dua", "http://testserver/satu/")
    Redirect.add_redirect("/sendiri", "http://localhost:8000/sendiri/")
    for address in ("/satu/", "/dua/", "/sendiri/"):
        assert client.get(address).status_code == 404


def test_a_chain_written_by_staff_is_one_step(client: Client) -> None:
    InfoPageFactory(title="Akhir")
    Redirect.add_redirect("/lama", "http://testserver/tengah/")
    Redirect.add_redirect("/tengah", "http://testserver/akhir/", is_permanent=False)
    response = client.get("/lama/")
    assert (response.status_code, response["Location"]) == (302, "http://testserver/akhir/")


def test_a_chain_stops_where_something_answers(client: Client) -> None:
    InfoPageFactory(title="Tengah")
    Redirect.add_redirect("/lama", "http://testserver/tengah/")
    Redirect.add_redirect("/lapor", "http://testserver/pengaduan/")
    for stale in ("/tengah", "/pengaduan"):
        Redirect.add_redirect(stale, "https://contoh.id/")
    assert client.get("/lama/")["Location"] == "http://testserver/tengah/"
    assert client.get("/lapor/")["Location"] == "http://testserver/pengaduan/"


def test_a_chain_without_end_is_given_up(client: Client) -> None:
    for number in range(MOST_STEPS + 2):
        Redirect.add_redirect(f"/r{number}", f"http://testserver/r{number + 1}/")
    assert client.get("/r0/").status_code == 404


def test_another_site_is_led_to_as_written(client: Client) -> None:
    Redirect.add_redirect("/situs-dinas", "https://diskopukm.jatimprov.go.id/")
    assert client.get("/situs-dinas/")["Location"] == "https://diskopukm.jatimprov.go.id/"


def test_the_page_cache_shows_the_new_address_at_once(client: Client, settings) -> None:
    settings.PAGE_CACHE = True
    client.get(SERVICE)
    assert client.get(SERVICE)["X-Page-Cache"] == "hit"
    rename(ServicePage.objects.get(), "baru")
    assert lands_on(client, SERVICE) == f"{UNIT}baru/"
    assert not client.get(SERVICE).has_header("X-Page-Cache")


def test_a_draft_address_redirects_nobody(client: Client) -> None:
    page = ServicePage.objects.get()
    page.slug = "belum-disetujui"
    page.save_revision()
    assert client.get(SERVICE).status_code == 200
    assert not Redirect.objects.exists()
    assert InfoPage.objects.count() == 0
