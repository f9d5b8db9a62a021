"""The page of a service: everything the decree says, readable without script."""

import html
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cms.models import Audience, ServicePage
from cms.standards import Standard, StandardSet
from tests.cms.pages import draft_of, publish

ROOT = Path(__file__).resolve().parents[2]
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


def test_the_page_has_one_heading_one_button_and_eight_folded_components(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert len(re.findall("<h1", page)) == 1
    assert len(re.findall(r'class="button', main)) == 1
    assert 'href="/pelatihan/">Masuk ke kelas' in main
    assert len(re.findall("<details", main)) == 8


def test_the_facts_come_right_after_the_title(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    facts = page.index('class="facts"')
    assert page.index("<h1") < facts < page.index('class="button"') < page.index('id="persyaratan"')


def test_it_says_which_decree_decides_and_when_it_was_last_reviewed(client: Client, service: ServicePage) -> None:
    page = text_of(client)
    assert "Nomor 000.8.3.3 / 38 / 115.1 / 2024 tanggal 3 Januari 2024, berlaku sejak 3 Januari 2024" in page
    assert "Terakhir ditinjau: 3 Januari 2024" in page


def test_what_the_decree_does_not_say_is_called_unchecked(client: Client, service: ServicePage) -> None:
    page = text_of(client)
    assert "Untuk siapa: belum diperiksa" in page
    assert "Penanggung jawab: belum diperiksa" in page
    assert page.count("status: belum diperiksa") == 6


def test_a_checked_audience_is_named(client: Client, service: ServicePage) -> None:
    service.audiences.set([Audience.objects.get(name="Koperasi")])
    publish(service)
    assert "Untuk siapa: Koperasi." in text_of(client)


def test_a_fee_is_shown_as_rupiah_with_what_it_is_counted_by(client: Client, service: ServicePage) -> None:
    service.fee_amount, service.fee_basis, service.fee_words = 25000, "orang", "Sesuai Perda"
    publish(service)
    page = text_of(client)
    assert "Rp25.000 per orang" in page
    assert "Sesuai Perda" in page


def test_structured_data_says_what_the_fields_say(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content.decode()
    node = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert node["@type"] == "GovernmentService"
    assert node["name"] == service.title
    assert node["description"] == service.summary
    assert node["url"] == service.full_url
    assert node["serviceOperator"]["name"] == "UPT Pelatihan KUKM"
    assert node["serviceOutput"]["name"] == service.product
    assert node["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "IDR", "description": "Tidak Ada Biaya"}
    assert node["availableChannel"] == {"@type": "ServiceChannel", "serviceUrl": "/pelatihan/", "processingTime": "PT3H"}
    assert [point["name"] for point in node["provider"]["contactPoint"]] == [
        "Kanal Pengaduan Keluhan website",
        "SP4N LAPOR!",
    ]
    assert node["provider"]["address"]["postalCode"] == "61254"
    assert "audience" not in node


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


def test_the_list_asks_no_more_queries_for_more_services(
    client: Client, service: ServicePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/layanan/")
    for number in range(5):
        publish(draft_of(service, f"Layanan {number}"))
    with django_assert_num_queries(10):
        page = client.get("/layanan/")
    assert page.content.decode().count("card-facts") == 6


def test_the_list_shows_the_three_facts_and_is_paged(client: Client, service: ServicePage) -> None:
    for number in range(24):
        publish(draft_of(service, f"Layanan {number}"))
    first = text_of(client, "/layanan/")
    assert "Syarat Surat Permohonan, Identitas Diri Waktu 1–3 jam Biaya Tidak Ada Biaya" in first
    assert "Halaman 1 dari 2" in first
    assert "Layanan 23" in text_of(client, "/layanan/?page=2")
    for beyond in ("3", "0", "satu", "-1"):
        assert client.get(f"/layanan/?page={beyond}").status_code == 404


@pytest.mark.parametrize("address", ["/", "/layanan/", "/layanan/upt-pelatihan-kukm/", ADDRESS, "/pengaduan/"])
def test_the_html_stays_within_its_budget(client: Client, service: ServicePage, address: str) -> None:
    assert len(client.get(address).content) <= 20_000


def test_a_first_visit_stays_within_a_hundred_kilobytes_and_fourteen_requests(client: Client, service: ServicePage) -> None:
    page = client.get(ADDRESS).content
    named = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.decode()))
    sizes = {path: (ROOT / path.lstrip("/")).stat().st_size for path in named}
    assert len(page) + sum(sizes.values()) <= 100_000
    assert len(sizes) + 1 <= 14
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= 20_000
