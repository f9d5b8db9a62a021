"""`/pengaduan/` names the ways to complain that the decree names."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from cms.home.services.site_setup import seed_site
from tests.cms.builders import one_service


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.mark.django_db
def test_it_names_every_channel_and_what_follows(client: Client) -> None:
    seed_site(one_service())
    page = client.get("/pengaduan/").content.decode()
    for words in (
        "https://www.lapor.go.id",
        "https://diskopukm.jatimprov.go.id",
        "mailto:diskopukm@jatimprov.go.id",
        "tel:0318671330",
        "Jl. Raya Bandara Juanda No. 22",
        "Sidoarjo 61254",
        "Setiap pengaduan dan saran wajib ditindaklanjuti",
        'href="/layanan/"',
    ):
        assert words in page
    assert page.count("<h1") == 1


@pytest.mark.django_db
def test_an_office_without_addresses_still_has_a_page_and_reading_writes_nothing(client: Client) -> None:
    from cms.pages.models.contact import OfficeContact

    assert client.get("/pengaduan/").status_code == 200
    assert not OfficeContact.objects.exists()


@pytest.mark.django_db
def test_nothing_can_be_posted(client: Client) -> None:
    assert client.post("/pengaduan/").status_code == 405
