"""The page of a service: everything the decree says, readable without script."""

import html
import json
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.standards.imports.records import Standard, StandardSet
from cms.standards.models.service import Audience, ServicePage
from core.pages.models import LegalBasis
from core.people.roles import CONTENT_APPROVER
from core.publishing.reviews.services import mark_reviewed
from tests.cms.builders import draft_of, publish
from tests.factories.lms import make_staff
from tests.factories.services import span

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/"


def text_of(client: Client, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_every_word_of_the_fourteen_components_is_on_the_page(
    client: Client, service: ServicePage, standard: Standard, standards: StandardSet
) -> None:
    page = text_of(client)
    plain = [standard.fields[name] for name in ("fee_words", "product", "supervision", "service_guarantee")]
    bullets = [
        value
        for name in ("facilities", "competence", "staff_roles", "safety_guarantee", "evaluation")
        for _, value in standard.streams[name]
    ]
    requirements = [item for _, group in standard.streams["requirements"] for item in group["items"]]
    steps = [step["text"] for _, step in standard.streams["procedure"]]
    channels = [channel["name"] for _, channel in standard.streams["complaint_channels"]]
    laws = [
        f"Nomor {standards.legal_bases[key]['number']} Tahun {standards.legal_bases[key]['year']}"
        f" tentang {standards.legal_bases[key]['title']}"
        for key in standard.legal_basis
    ]
    for words in [*plain, *bullets, *requirements, *steps, *channels, *laws, "1–3 jam", "2 orang, terdiri dari:"]:
        assert words in page
    assert len(requirements) == 2
    assert len(steps) == 5
    assert len(laws) == 6


def test_the_steps_stand_in_the_decrees_order(client: Client, service: ServicePage, standard: Standard) -> None:
    page = text_of(client)
    places = [page.index(step["text"], page.index("Sistem, mekanisme")) for _, step in standard.streams["procedure"]]
    assert places == sorted(places)


def test_the_page_has_one_heading_one_button_eight_folded_components_and_the_folded_chart(
    client: Client, service: ServicePage
) -> None:
    page = client.get(ADDRESS).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert len(re.findall("<h1", page)) == 1
    assert len(re.findall(r'class="button"', main)) == 1
    assert 'href="/pelatihan/">Masuk ke kelas' in main
    assert len(re.findall('<details class="component"', main)) == 8
    steps, fold = main.index('class="steps"'), main.index('<details class="flow-fold"')
    assert steps < fold < main.index('class="flow__chart"')


def test_the_facts_come_right_after_the_title(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    facts = page.index('class="facts"')
    assert page.index("<h1") < facts < page.index('class="button"') < page.index('id="persyaratan"')


def test_it_names_the_decree_and_no_review_that_nobody_made(client: Client, service: ServicePage) -> None:
    page = text_of(client)
    assert "Nomor 000.8.3.3 / 38 / 115.1 / 2024 tanggal 3 Januari 2024, berlaku sejak 3 Januari 2024" in page
    assert "Terakhir ditinjau" not in page
    assert (service.reviewed_on, service.review_due) == (None, timezone.localdate() + timedelta(days=90))


def test_it_names_the_date_of_the_last_review(client: Client, service: ServicePage) -> None:
    mark_reviewed(page=service, by=make_staff(CONTENT_APPROVER), reviewed_on=date(2026, 3, 5))
    assert "Terakhir ditinjau: 5 Maret 2026" in text_of(client)


def test_what_is_not_known_is_not_printed(client: Client, service: ServicePage) -> None:
    response = client.get(ADDRESS)
    page = text_of(client)
    for words in ("Untuk siapa", "Penanggung jawab", "status:", "elum diperiksa", "elum diketahui"):
        assert words not in page
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())[0])
    assert "audience" not in node


def test_a_responsible_official_is_named_with_source_and_date(client: Client, service: ServicePage) -> None:
    service.responsible, service.responsible_source = "Kepala UPT Pelatihan KUKM", "Nota dinas 12/2026"
    service.responsible_checked_on = date(2026, 1, 12)
    publish(service)
    named = "Penanggung jawab: Kepala UPT Pelatihan KUKM, menurut Nota dinas 12/2026, diperiksa 12 Januari 2026."
    assert named in text_of(client)


def test_a_checked_audience_is_named_with_its_source_and_date(client: Client, service: ServicePage) -> None:
    service.audiences.set([Audience.objects.get(name="Koperasi")])
    service.audience_source, service.audience_checked_on = "Nota dinas 12/2026", date(2026, 1, 12)
    publish(service)
    page = text_of(client)
    assert "Untuk siapa: Koperasi." in page
    assert "Untuk siapa menurut Nota dinas 12/2026, diperiksa 12 Januari 2026." in page


def test_an_audience_that_went_public_without_source_is_not_printed(client: Client, service: ServicePage) -> None:
    service.audiences.set([Audience.objects.get(name="Koperasi")])
    service.audiences.commit()
    page = text_of(client)
    assert "Untuk siapa" not in page


def test_a_fee_is_shown_as_rupiah_with_what_it_is_counted_by(client: Client, service: ServicePage) -> None:
    service.fee_amount, service.fee_basis, service.fee_words = 25000, "orang", "Sesuai Perda"
    publish(service)
    page = text_of(client)
    assert "Rp25.000 per orang" in page
    assert "Sesuai Perda" in page


def test_structured_data_cannot_end_its_script_element(client: Client, service: ServicePage) -> None:
    service.product = "</script><script>alert(1)</script>"
    publish(service)
    page = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in page
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert node["serviceOutput"]["name"] == service.product


def test_a_draft_is_not_visible(client: Client, service: ServicePage) -> None:
    draft_of(service, "Layanan rahasia")
    assert client.get("/layanan/upt-pelatihan-kukm/layanan-rahasia/").status_code == 404
    assert "Layanan rahasia" not in text_of(client, "/layanan/")
    assert "Layanan rahasia" not in text_of(client, "/layanan/upt-pelatihan-kukm/")


def test_an_unpublished_change_is_not_visible(client: Client, service: ServicePage) -> None:
    service.product = "Produk yang belum disetujui"
    service.save_revision()
    assert "Produk yang belum disetujui" not in text_of(client)


def test_no_inline_script_or_style(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    scripts = re.findall(r"<script[^>]*>", page)
    assert [script for script in scripts if "src=" not in script] == ['<script type="application/ld+json">']
    assert " style=" not in page
    assert "<style" not in page


def test_a_public_page_touches_neither_session_nor_token(client: Client, service: ServicePage) -> None:
    for address in ("/", "/layanan/", "/layanan/upt-pelatihan-kukm/", ADDRESS, "/pengaduan/"):
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_at_most_twelve_queries(
    client: Client, service: ServicePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS)
    for address in ("/", "/layanan/", "/layanan/upt-pelatihan-kukm/", ADDRESS, "/pengaduan/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_one_service_costs_eight_queries(
    client: Client, service: ServicePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS)
    with django_assert_num_queries(8):
        client.get(ADDRESS)


def test_the_time_stands_as_the_decree_prints_it_and_only_our_summary_says_or(client: Client, service: ServicePage) -> None:
    service.durations = [
        span(label="Tertulis", minimum=3, maximum=5, unit="day"),
        span(label="Langsung", maximum=6, unit="hour"),
    ]
    publish(service)
    assert "Jangka waktu pelayanan Tertulis: 3–5 hari Langsung: 6 jam" in text_of(client)
    service.durations_are_alternatives = True
    publish(service)
    page = text_of(client)
    assert "Jangka waktu pelayanan Tertulis: 3–5 hari Langsung: 6 jam" in page
    assert "Waktu Tertulis: 3–5 hari atau Langsung: 6 jam" in page


def test_requirements_of_several_groups_are_counted_by_group(client: Client, service: ServicePage) -> None:
    service.requirements = [
        ("group", {"title": "Persyaratan untuk Koperasi", "items": ["KTP", "NPWP"]}),
        ("group", {"title": "Persyaratan untuk UMKM", "items": ["KTP"]}),
    ]
    publish(service)
    page = text_of(client)
    assert "Syarat Koperasi: 2 syarat UMKM: 1 syarat Waktu" in page
    assert "Persyaratan untuk Koperasi KTP NPWP Persyaratan untuk UMKM KTP" in page


def test_a_regulation_shows_its_amendment_and_the_source(client: Client, service: ServicePage) -> None:
    newer = LegalBasis.objects.create(kind="uu", number="6", year=2023, title="Cipta Kerja")
    LegalBasis.objects.filter(number="25", year=1992).update(
        status="amended", changed_by=newer, status_source="jdih.go.id", status_checked_on=date(2026, 1, 5)
    )
    assert (
        "Undang-Undang Nomor 25 Tahun 1992 tentang Perkoperasian (status: diubah dengan Undang-Undang Nomor 6 Tahun 2023)"
        " menurut jdih.go.id, diperiksa 5 Januari 2026"
    ) in text_of(client)


def test_the_contents_of_the_page_lead_to_its_parts(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    contents = page[page.index('class="contents"') : page.index("</nav>", page.index('class="contents"'))]
    targets = re.findall(r'href="#([a-z-]+)"', contents)
    assert len(targets) == 9
    assert all(f'id="{target}"' in page for target in targets)


def test_the_page_is_shared_by_a_plain_link_and_an_address_to_copy(
    client: Client, service: ServicePage, settings: object
) -> None:
    settings.SITE_URL = "https://sijawara.example"  # type: ignore[attr-defined]
    page = html.unescape(client.get(ADDRESS).content.decode())
    link = re.findall(r'href="(https://wa\.me/[^"]*)"', page)[0]
    assert parse_qs(urlsplit(link).query) == {"text": [f"{service.title}\nhttps://sijawara.example{ADDRESS}"]}
    assert f'value="https://sijawara.example{ADDRESS}" readonly' in page


@pytest.mark.parametrize("address", ["/", "/layanan/", "/layanan/upt-pelatihan-kukm/", ADDRESS, "/pengaduan/"])
def test_the_html_stays_within_its_budget(client: Client, service: ServicePage, address: str) -> None:
    assert len(client.get(address).content) <= 30_000


def test_a_first_visit_stays_within_a_hundred_kilobytes_and_fourteen_requests(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content
    named = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.decode()))
    sizes = {path: (ROOT / path.lstrip("/")).stat().st_size for path in named}
    assert len(page) + sum(sizes.values()) <= 100_000
    assert len(sizes) + 1 <= 14
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= 20_000
