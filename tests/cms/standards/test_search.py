"""A published service is found by the words of its page; a withdrawn one is not."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from cms.home.services.site_setup import set_up
from cms.pages.models.faq import FaqPage
from cms.standards.models.service import ServicePage
from core.jobs.models import Job
from core.jobs.services import run
from tests.factories.cms import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: object) -> None:
    settings.SEARCH_URL = f"whoosh://{tmp_path}/index"  # type: ignore[attr-defined]


def index_now(page: ServicePage) -> None:
    job = Job.objects.filter(kind="core.index_subject", subject=f"layanan:{page.pk}", state=Job.State.QUEUED).first()
    assert job is not None
    run(job.pk)


def test_a_published_service_is_found_by_any_of_its_components(client: Client, service: ServicePage) -> None:
    index_now(service)
    for query in ("unduh sertifikat", "surat permohonan", "perkoperasian", "operasikan smartphone"):
        page = client.get("/cari/", {"q": query}).content.decode()
        assert f'href="{service.url}"' in page, query


def test_a_withdrawn_service_is_taken_out_and_not_shown_meanwhile(client: Client, service: ServicePage) -> None:
    index_now(service)
    service.unpublish()
    assert f'href="{service.url}"' not in client.get("/cari/", {"q": "unduh sertifikat"}).content.decode()
    index_now(service)
    assert f'href="{service.url}"' not in client.get("/cari/", {"q": "unduh sertifikat"}).content.decode()


def index_page_now(kind: str, page: Page) -> None:
    job = Job.objects.filter(kind="core.index_subject", subject=f"{kind}:{page.pk}", state=Job.State.QUEUED).first()
    assert job is not None
    run(job.pk)


def test_news_and_simple_pages_are_found_by_their_words_until_they_are_withdrawn(client: Client, site: list[str]) -> None:
    set_up()
    news = NewsPageFactory(title="Pasar rakyat", summary="Untuk perajin rotan.")
    faq = FaqPage.objects.get()
    index_page_now("berita", news)
    index_page_now("halaman", faq)
    for query, page, heading in (("perajin rotan", news, "Berita"), ("hari kerja keputusan", faq, "Halaman")):
        found = client.get("/cari/", {"q": query}).content.decode()
        assert f'href="{page.url}"' in found
        assert f">{heading} <" in found
    news.unpublish()
    assert f'href="{news.url}"' not in client.get("/cari/", {"q": "perajin rotan"}).content.decode()
