"""The pages that every site needs come once; from then on they are the editors'."""

import pytest
from django.test import Client
from wagtail.models import Page, WorkflowPage

from cms.home.demo import seed_news
from cms.home.models import HomePage
from cms.home.services.page_seeding import seed_pages
from cms.home.services.site_setup import set_up
from cms.home.services.site_tree import WORKFLOW, build_site_tree
from cms.news.models import NewsPage
from cms.pages.models.info import InfoPage
from core.audit.models import AuditEntry
from tests.cms.builders import publish

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int]:
    return Page.objects.count(), AuditEntry.objects.count()


def test_a_second_run_writes_nothing_whatever_editors_have_done(client: Client) -> None:
    set_up()
    about, privacy = InfoPage.objects.get(slug="tentang"), InfoPage.objects.get(slug="privasi")
    about.slug, about.lead = "tentang-kami", "Kata-kata petugas"
    publish(about)
    privacy.delete()
    before = counts()
    assert [line for line in set_up() if "Halaman baru" in line] == []
    assert counts() == before
    assert "Kata-kata petugas" in client.get("/tentang-kami/").content.decode()
    assert not InfoPage.objects.filter(slug__in=("tentang", "privasi")).exists()


def test_a_url_in_use_is_reported_and_not_changed() -> None:
    build_site_tree()
    home = HomePage.objects.get()
    for slug in ("berita", "kontak", "tentang", "privasi", "aksesibilitas", "tanya-jawab"):
        home.add_child(instance=Page(title="Buatan orang lain", slug=slug))
    lines = seed_pages(home=home)
    assert len(lines) == 6
    assert all("sudah dipakai halaman lain" in line for line in lines)


def test_their_drafts_go_to_the_approvers() -> None:
    set_up()
    with_workflow = set(WorkflowPage.objects.filter(workflow__name=WORKFLOW).values_list("page__slug", flat=True))
    assert with_workflow == {"layanan", "berita", "kontak", "tentang", "privasi", "aksesibilitas", "tanya-jawab"}


def test_demo_news_come_once(client: Client) -> None:
    set_up()
    assert list(seed_news()) == ["Berita contoh: 3."]
    NewsPage.objects.first().delete()
    assert list(seed_news()) == []
    assert NewsPage.objects.count() == 2
    assert client.get("/berita/").content.decode().count('class="card"') == 2


def test_every_link_in_the_texts_leads_somewhere(client: Client) -> None:
    """Relative links of our own texts; those to accounts ask to log in first."""
    from bs4 import BeautifulSoup

    set_up()
    seed_news()
    for page in [*InfoPage.objects.all(), *NewsPage.objects.all(), Page.objects.get(slug="tanya-jawab")]:
        main = BeautifulSoup(client.get(page.url).content, "html.parser").main
        assert main is not None
        for address in {str(link["href"]) for link in main.find_all("a")} - {"/pelatihan/"}:
            assert client.get(address).status_code in {200, 302}, (page.url, address)


def test_the_answer_about_certificates_promises_only_what_every_run_keeps(client: Client) -> None:
    set_up()
    text = " ".join(client.get("/tanya-jawab/").content.decode().split())
    assert "Begitu syarat kelas Anda terpenuhi dan evaluasi terkirim. Syaratnya berbeda tiap kelas" in text
    assert "semua pelajaran selesai dan evaluasi terkirim" not in text
