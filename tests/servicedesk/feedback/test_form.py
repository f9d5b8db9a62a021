"""Page feedback: one step, without script or account, anonymous."""

import re
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cms.pages.models.faq import FaqPage
from cms.pages.models.info import InfoPage
from cms.standards.models.service import ServicePage
from core.audit.models import AuditEntry
from courses.content.models.lessons import LessonPage
from courses.demo.seed import seed
from servicedesk.feedback.models import PageFeedback
from servicedesk.feedback.services import feedback_create
from servicedesk.feedback.views import MAX_PER_HOUR
from tests.factories.cms import NewsPageFactory


def address(page) -> str:
    return f"/masukan/{page.pk}/"


def answer(client: Client, page, **fields: str):
    form = {"token": str(uuid.uuid4()), "jawaban": "tidak", "kata": "", "situs": "", **fields}
    return client.post(address(page), form)


def test_the_pages_that_explain_something_ask_and_stay_in_the_cache(client: Client, service: ServicePage, settings) -> None:
    settings.PAGE_CACHE = True
    for page in (service, NewsPageFactory(), FaqPage.objects.get(), InfoPage.objects.get(slug="privasi")):
        response = client.get(page.url)
        for value in ("ya", "tidak"):
            assert f'href="{address(page)}?jawaban={value}"' in response.content.decode(), page.url
        assert client.get(page.url)["X-Page-Cache"] == "hit"


def test_the_link_preselects_the_answer_and_the_form_is_not_cached(client: Client, service: ServicePage) -> None:
    response = client.get(f"{address(service)}?jawaban=tidak")
    page = response.content.decode()
    assert re.search(r'value="tidak"[^>]*checked', page)
    assert not re.search(r'value="ya"[^>]*checked', page)
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page
    assert "Jangan tulis nama, NIK" in page
    assert not re.search(r'value="(ya|tidak)"[^>]*checked', client.get(f"{address(service)}?jawaban=lain").content.decode())


def test_an_answer_is_stored_and_confirmed(client: Client, service: ServicePage) -> None:
    response = answer(client, service, kata="Syaratnya kurang jelas.")
    assert response.status_code == 302
    feedback = PageFeedback.objects.get()
    assert (feedback.page_id, feedback.helpful, feedback.remark) == (service.pk, False, "Syaratnya kurang jelas.")
    assert feedback.handled_at is None
    page = client.get(response["Location"]).content.decode()
    assert "Terima kasih" in page
    assert "membacanya" in page
    assert 'href="/pengaduan/"' in page
    assert f'href="{service.url}"' in page


def test_yes_without_a_word_is_enough(client: Client, service: ServicePage) -> None:
    answer(client, service, jawaban="ya")
    assert PageFeedback.objects.get().helpful is True


def test_a_missing_answer_shows_errors_and_preserves_the_input(client: Client, service: ServicePage) -> None:
    response = answer(client, service, jawaban="", kata="Kata-kata saya")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Pilih ya atau tidak.") == 2
    assert "<title>Kesalahan: " in page
    assert "Kata-kata saya" in page
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("NIK saya 3578010101900001", "NIK"),
        ("NIK saya 3578 0101 0190 0001", "NIK"),
        ("Hubungi 081234567890", "nomor telepon"),
        ("Hubungi 0812-3456-7890 ya", "nomor telepon"),
        ("WA +62 812 3456 7890", "nomor telepon"),
        ("Rumah (031) 8671330", "nomor telepon"),
        ("Tulis ke siti.aminah@example.id", "alamat e-mail"),
        ("NIB 9120001234567", "nomor panjang"),
    ],
)
def test_words_that_lead_to_a_person_are_not_taken(client: Client, service: ServicePage, words: str, kind: str) -> None:
    response = answer(client, service, kata=words)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"tampaknya memuat {kind}" in page
    assert words in page
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "Keputusan Nomor 000.8.3.3 / 38 / 115.1 / 2024 tidak dapat dibuka",
        "Saya datang 24-11-2026 pukul 10.30 dan 01/12/2026 pukul 08.00",
        "Modal Rp1.000.000.000 apa boleh?",
        "UU 20/2008 pasal 6, syarat nomor 3",
        "Kode pos 61254",
    ],
)
def test_dates_sums_and_numbers_of_laws_are_taken(client: Client, service: ServicePage, words: str) -> None:
    assert answer(client, service, kata=words).status_code == 302
    assert PageFeedback.objects.get().remark == words


def test_too_many_words_are_refused(client: Client, service: ServicePage) -> None:
    assert answer(client, service, kata="a" * 1001).status_code == 422
    assert answer(client, service, kata="a" * 1000).status_code == 302


def test_a_double_tap_is_one_answer(client: Client, service: ServicePage) -> None:
    token = str(uuid.uuid4())
    first, second = (answer(client, service, token=token, kata=words) for words in ("Sekali", "Dua kali"))
    assert first["Location"] == second["Location"]
    assert PageFeedback.objects.get().remark == "Sekali"
    assert AuditEntry.objects.filter(action="servicedesk.feedback.created").count() == 1


def test_a_broken_form_can_be_sent_again(client: Client, service: ServicePage) -> None:
    response = answer(client, service, token="bukan-uuid", jawaban="ya", kata="Tetap ada")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Kirim sekali lagi" in page
    assert "Tetap ada" in page
    token = re.search(r'name="token" value="([0-9a-f-]{36})"', page)
    assert token
    assert answer(client, service, token=token[1]).status_code == 302


def test_a_filled_honeypot_is_confirmed_and_not_stored(client: Client, service: ServicePage) -> None:
    assert answer(client, service, situs="https://iklan.example").status_code == 302
    assert not PageFeedback.objects.exists()


def test_one_address_cannot_send_without_end(client: Client, service: ServicePage) -> None:
    for _ in range(MAX_PER_HOUR):
        assert answer(client, service).status_code == 302
    assert answer(client, service).status_code == 429
    assert PageFeedback.objects.count() == MAX_PER_HOUR
    other = Client(REMOTE_ADDR="203.0.113.7")
    assert answer(other, service).status_code == 302


def test_pages_that_are_not_public_take_no_answers(client: Client, service: ServicePage) -> None:
    seed()
    draft, restricted = NewsPageFactory(live=False), NewsPageFactory()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, restricted, LessonPage.objects.first(), service.get_root()):
        assert client.get(address(page)).status_code == 404
        assert answer(client, page).status_code == 404
        assert client.get(f"{address(page)}terkirim/").status_code == 404
    assert client.get("/masukan/999999/").status_code == 404


def test_no_stored_field_identifies_a_person(client: Client, service: ServicePage, admin_user) -> None:
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    answer(client, service, kata="Kurang jelas.")
    row = PageFeedback.objects.values().get()
    assert set(row) == {"id", "page_id", "token", "helpful", "remark", "created_at", "handled_at", "handled_by_id"}
    assert row["handled_by_id"] is None
    entry = AuditEntry.objects.get(action="servicedesk.feedback.created")
    assert entry.actor_id is None
    assert "Kurang" not in f"{entry.before}{entry.after}"


@pytest.mark.django_db
def test_the_service_gives_the_first_answer_back(service: ServicePage) -> None:
    token = uuid.uuid4()
    first = feedback_create(page=service, token=token, helpful=True)
    assert feedback_create(page=service, token=token, helpful=False) == first
    assert PageFeedback.objects.get().helpful is True


def test_asking_and_answering_cost_few_queries(
    client: Client, service: ServicePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address(service))
    with django_assert_max_num_queries(8):
        client.get(address(service))
    with django_assert_max_num_queries(18):
        answer(client, service)
