"""The list of services: by unit, narrowed by a plain form, and as quick for many services as for few."""

import html
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.home.services.site_tree import build_site_tree
from cms.standards.models.service import Audience, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from tests.factories.services import make_service, make_unit, span

PER_REQUEST = span(label="Pelaksanaan", words="Sesuai dengan Permohonan")


@pytest.fixture(autouse=True)
def _own_search(tmp_path: Path, settings: object) -> None:
    settings.SEARCH_URL = f"whoosh://{tmp_path}/index"  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def empty_list(module_data: None) -> ServiceIndexPage:
    return build_site_tree()[1]


@pytest.fixture
def index(empty_list: ServiceIndexPage, db: None) -> ServiceIndexPage:
    """Each test takes back what it put there."""
    return ServiceIndexPage.objects.get(pk=empty_list.pk)


@pytest.fixture
def unit(index: ServiceIndexPage) -> WorkUnitPage:
    return make_unit(index, "Bidang Pembiayaan")


def source(client: Client, **query: str) -> str:
    response = client.get(f"/layanan/?{urlencode(query)}")
    assert response.status_code == 200
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def titles(client: Client, **query: str) -> list[str]:
    return re.findall(r'class="card__link"[^>]*>([^<]+)', source(client, **query))


def words(client: Client, **query: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source(client, **query))))


def test_services_stand_under_their_units_with_syarat_waktu_and_biaya(client: Client, index: ServiceIndexPage) -> None:
    for name in ("Sekretariat", "Bidang Pemasaran"):
        make_service(make_unit(index, name), f"Layanan {name}")
    page = words(client)
    assert page.index("Layanan Sekretariat") < page.index("Bidang Pemasaran") < page.index("Layanan Bidang Pemasaran")
    assert page.count("Syarat Surat Permohonan, Identitas Diri Waktu 2 hari Biaya Gratis") == 2
    assert "2 layanan." in page


@pytest.fixture
def durations(unit: WorkUnitPage) -> None:
    written, spoken = span(label="Tertulis", maximum=5, unit="day"), span(label="Langsung", maximum=6, unit="hour")
    make_service(unit, "Setengah jam", durations=[span(maximum=30, unit="minute")])
    make_service(unit, "Dua tahap", durations=[span(maximum=45, unit="minute"), span(maximum=60, unit="minute")])
    make_service(unit, "Pilihan", durations=[written, spoken], durations_are_alternatives=True)
    make_service(unit, "Tiga puluh hari", durations=[span(maximum=1, unit="month")])
    make_service(unit, "Lima bulan", durations=[span(minimum=4, maximum=5, unit="month")])
    make_service(unit, "Sebagian", durations=[span(maximum=25, unit="minute"), PER_REQUEST])
    make_service(unit, "Kata saja", durations=[PER_REQUEST])


@pytest.mark.parametrize(
    ("waktu", "expected"),
    [
        ("1-jam", ["Setengah jam", "Sebagian"]),
        ("1-hari", ["Setengah jam", "Dua tahap", "Pilihan", "Sebagian"]),
        ("1-minggu", ["Setengah jam", "Dua tahap", "Pilihan", "Sebagian"]),
        ("1-bulan", ["Setengah jam", "Dua tahap", "Pilihan", "Tiga puluh hari", "Sebagian"]),
        ("lebih-dari-1-bulan", ["Lima bulan"]),
        ("menurut-permohonan", ["Sebagian", "Kata saja"]),
    ],
)
def test_durations_are_filtered_by_the_documented_rules(
    client: Client, durations: None, waktu: str, expected: list[str]
) -> None:
    assert titles(client, waktu=waktu) == expected


def test_the_page_documents_its_rules(client: Client, unit: WorkUnitPage) -> None:
    page = words(client)
    for rule in (
        "Tahap yang berurutan dijumlahkan",
        "cara tercepat yang dihitung",
        "Untuk menyaring, 1 hari dihitung 24 jam (keputusan tidak menyebut hari kerja); 1 minggu 7 hari; 1 bulan 30 hari",
        "masuk “menurut permohonan atau kesepakatan”",
    ):
        assert rule in page
    assert "Untuk siapa" not in page, "no audience is known"


def test_services_with_a_fee_are_separated_from_free_ones(client: Client, unit: WorkUnitPage) -> None:
    make_service(unit, "Cuma-cuma")
    make_service(unit, "Berbayar", fee_amount=25_000, fee_basis="dokumen", fee_words="Sesuai Perda")
    assert titles(client, biaya="gratis") == ["Cuma-cuma"]
    assert titles(client, biaya="berbayar") == ["Berbayar"]


def test_a_list_narrowed_by_audience_has_only_services_known_to_be_for_it(client: Client, unit: WorkUnitPage) -> None:
    cooperatives, students = (Audience.objects.create(name=name) for name in ("Koperasi", "Pelajar"))
    make_service(unit, "Untuk koperasi", audiences=[cooperatives])
    make_service(unit, "Untuk pelajar", audiences=[students])
    make_service(unit, "Untuk keduanya", audiences=[cooperatives, students])
    make_service(unit, "Belum diperiksa")
    assert titles(client, untuk=str(cooperatives.pk)) == ["Untuk koperasi", "Untuk keduanya"]
    page = words(client, untuk=str(cooperatives.pk))
    assert "2 layanan cocok dengan pilihan Anda." in page
    assert "elum diperiksa" not in page.replace("Belum diperiksa", "", 1)
    assert len(titles(client)) == 4


def test_the_filter_offers_only_audiences_that_are_known_of_a_public_service(client: Client, unit: WorkUnitPage) -> None:
    cooperatives, students = Audience.objects.create(name="Koperasi"), Audience.objects.create(name="Pelajar")
    make_service(unit, "Untuk koperasi", audiences=[cooperatives])
    withdrawn = make_service(unit, "Untuk pelajar", audiences=[students])
    assert re.findall(r"<option[^>]*>(Koperasi|Pelajar)<", source(client)) == ["Koperasi", "Pelajar"]
    withdrawn.unpublish()
    assert re.findall(r"<option[^>]*>(Koperasi|Pelajar)<", source(client)) == ["Koperasi"]


def test_an_audience_without_source_and_date_is_unknown(client: Client, unit: WorkUnitPage) -> None:
    students = Audience.objects.create(name="Pelajar")
    service = make_service(unit, "Dari dulu", audiences=[students])
    assert titles(client, untuk=str(students.pk)) == ["Dari dulu"]
    ServicePage.objects.filter(pk=service.pk).update(audience_checked_on=None)
    assert "Untuk siapa" not in words(client)
    assert "Pilihan ini tidak ada. Pilih dari daftar." in words(client, untuk=str(students.pk))


@pytest.mark.parametrize("text", ["ijin", "perizinan", "melayani", "MELAYANI ijin"])
def test_words_are_found_in_the_forms_that_people_use(client: Client, unit: WorkUnitPage, text: str) -> None:
    make_service(unit, "Izin Usaha Simpan Pinjam", product="Pelayanan izin")
    make_service(unit, "Pameran", competence=[("item", "Ramah")], safety_guarantee=[("item", "Aman")])
    call_command("rebuild_index", verbosity=0)
    assert "Izin Usaha Simpan Pinjam" in titles(client, q=text)
    assert "Pameran" not in titles(client, q=text)


def test_a_typo_is_corrected_and_reported(client: Client, unit: WorkUnitPage) -> None:
    make_service(unit, "Pameran Produk")
    call_command("rebuild_index", verbosity=0)
    assert titles(client, q="pamerann") == ["Pameran Produk"]
    assert "Menampilkan hasil untuk pameran" in words(client, q="pamerann")


def test_a_stop_word_filters_nothing(client: Client, unit: WorkUnitPage) -> None:
    make_service(unit, "Pameran")
    assert titles(client, q="yang") == ["Pameran"]
    assert "Kata itu terlalu umum" in words(client, q="yang")


def test_without_the_search_engine_the_other_choices_still_hold(
    client: Client, unit: WorkUnitPage, settings: object, tmp_path: Path
) -> None:
    make_service(unit, "Cuma-cuma")
    make_service(unit, "Berbayar", fee_amount=25_000, fee_basis="dokumen", fee_words="Sesuai Perda")
    (tmp_path / "berkas").write_text("no folder")
    settings.SEARCH_URL = f"whoosh://{tmp_path}/berkas"  # type: ignore[attr-defined]
    assert titles(client, q="izin", biaya="gratis") == ["Cuma-cuma"]
    assert "Pencarian kata sedang tidak dapat dipakai" in words(client, q="izin", biaya="gratis")


def test_active_filters_are_shown_removable_and_preserved(client: Client, durations: None) -> None:
    page = html.unescape(source(client, waktu="1-hari", biaya="gratis"))
    assert 'href="/layanan/?biaya=gratis"' in page
    assert 'href="/layanan/?waktu=1-hari"' in page
    assert '<option value="1-hari" selected>' in page
    assert "Waktu: sampai 1 hari" in page
    assert "Hapus semua pilihan" in page
    assert "noindex" in client.get("/layanan/?biaya=gratis").content.decode()
    assert "noindex" not in client.get("/layanan/").content.decode()


def test_paging_keeps_the_choices(client: Client, unit: WorkUnitPage) -> None:
    for _ in range(25):
        make_service(unit)
    page = html.unescape(source(client, biaya="gratis", waktu="1-minggu", q=""))
    assert 'href="?waktu=1-minggu&biaya=gratis&page=2"' in page
    assert len(titles(client, biaya="gratis", waktu="1-minggu", page="2")) == 1
    for beyond in ("3", "0", "satu", "-1"):
        assert client.get(f"/layanan/?biaya=gratis&page={beyond}").status_code == 404


def test_an_empty_result_suggests_what_to_do_next(client: Client, unit: WorkUnitPage) -> None:
    make_service(unit)
    page = words(client, biaya="berbayar")
    assert "Tidak ada layanan yang cocok dengan pilihan Anda." in page
    assert "hapus salah satu pilihan di atas" in page
    assert "Lihat semua layanan" in page


@pytest.mark.parametrize("query", [{"waktu": "kapan-kapan"}, {"untuk": "999"}, {"biaya": "'"}, {"q": "x" * 201}])
def test_an_unknown_choice_filters_nothing_and_shows_an_error(
    client: Client, unit: WorkUnitPage, query: dict[str, str]
) -> None:
    make_service(unit, "Pameran")
    assert titles(client, **query) == ["Pameran"]
    assert "Ada yang perlu diperbaiki" in words(client, **query)


def test_services_of_a_withdrawn_unit_are_still_listed(client: Client, unit: WorkUnitPage) -> None:
    make_service(unit, "Pameran")
    unit.unpublish()
    assert titles(client) == ["Pameran"]
    assert f'href="{unit.url}"' not in source(client)


def test_the_page_cache_keeps_the_whole_list_and_no_narrowed_one(
    client: Client, unit: WorkUnitPage, settings: object
) -> None:
    """Addresses with words and choices have no bound: they are rendered each time."""
    settings.PAGE_CACHE = True  # type: ignore[attr-defined]
    make_service(unit)
    assert client.get("/layanan/")["X-Page-Cache"] == "miss"
    assert client.get("/layanan/")["X-Page-Cache"] == "hit"
    assert "X-Page-Cache" not in client.get("/layanan/?biaya=gratis")


def test_more_services_cost_the_same_queries(client: Client, index: ServiceIndexPage, process_cache: None) -> None:
    audience = Audience.objects.create(name="Koperasi")
    allowed = {"": 7, "?biaya=gratis&waktu=1-minggu": 7, f"?untuk={audience.pk}": 7}
    for count in (24, 36):
        unit = make_unit(index)
        for _ in range(count):
            make_service(unit, audiences=[audience])
        for query, most in allowed.items():
            client.get(f"/layanan/{query}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/layanan/{query}").content.decode().count("card-facts") == 24
            assert len(queries) == most, f"{query} after {count} more services"


def test_a_card_is_cached_until_its_service_changes(
    client: Client,
    unit: WorkUnitPage,
    process_cache: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    service = make_service(unit, "Pameran", summary="Tampilkan produk Anda.")
    assert "Tampilkan produk Anda." in words(client)
    with CaptureQueriesContext(connection) as queries:
        assert "Tampilkan produk Anda." in words(client)
    assert not [query for query in queries.captured_queries if "requirements" in query["sql"]]
    assert len(queries) <= 7
    with django_capture_on_commit_callbacks(execute=True):
        service.summary, service.fee_amount, service.fee_basis = "Jual produk Anda.", 25_000, "dokumen"
        service.fee_words = "Sesuai Perda"
        service.save_revision()
    assert "Tampilkan produk Anda." in words(client), "a draft stays where it is"
    with django_capture_on_commit_callbacks(execute=True):
        service.save_revision().publish()
    page = words(client)
    assert "Jual produk Anda." in page
    assert "Rp25.000 per dokumen" in page
    with django_capture_on_commit_callbacks(execute=True):
        service.delete()
    assert "Jual produk Anda." not in words(client)
