"""What changed, since when and why: asked of whoever changes a public page, shown to everybody."""

import re
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db.models.deletion import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cms.standards.models.service import ServicePage
from core.operations.services import set_up_site
from core.people import roles
from core.publishing.errors import NotPublishable
from core.publishing.models.publication import Publication
from lms.users.models import User
from tests.cms.admin_form import PUBLISH, SUBMIT, post_data, send, told
from tests.cms.builders import draft_of, publish
from tests.factories.lms import make_staff

LogIn = Callable[[User], Client]
ADDRESS = "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/"
HISTORY = f"{ADDRESS}riwayat/"


@pytest.fixture
def approver(shared_site: None, db: None) -> User:
    return make_staff(roles.CONTENT_APPROVER, full_name="Pandu Wicaksana")


def change(page: ServicePage, product: str, note: str = "", basis: str = "", user: User | None = None) -> ServicePage:
    page = ServicePage.objects.get(pk=page.pk)
    page.product, page.change_note, page.change_basis = product, note, basis
    page.save_revision().publish(user=user)
    return ServicePage.objects.get(pk=page.pk)


def text(response: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]


def test_a_seeded_page_starts_with_the_decree(shared_service: ServicePage) -> None:
    first = Publication.objects.get(page=shared_service)
    assert first.note == "Diterbitkan pertama kali menurut keputusan nomor 000.8.3.3 / 38 / 115.1 / 2024."
    assert (first.number, first.revision_id, first.published_by_id) == (1, shared_service.live_revision_id, None)


@pytest.mark.parametrize("button", [PUBLISH, SUBMIT], ids=["publish", "submit"])
@pytest.mark.parametrize("missing", ["change_note", "change_basis"])
def test_a_change_of_a_public_page_says_what_and_why(
    shared_service: ServicePage, approver: User, log_in: LogIn, missing: str, button: dict[str, str]
) -> None:
    said = {"change_note": "Produk lebih jelas.", "change_basis": "SK 7", missing: "  "}
    response = send(log_in(approver), shared_service, post_data(shared_service, **said), button)
    form = response.context["form"]
    assert missing in form.errors
    assert form.errors[missing][0] in told(response)
    assert Publication.objects.filter(page=shared_service).count() == 1


def test_it_is_asked_at_every_door_with_a_person_and_of_no_machine(shared_service: ServicePage, approver: User) -> None:
    with pytest.raises(NotPublishable, match="dasar perubahan"):
        change(shared_service, "A", note="Ada", user=approver)
    assert Publication.objects.filter(page=shared_service).count() == 1
    change(shared_service, "A")
    assert Publication.objects.filter(page=shared_service).first().note == "Diperbarui oleh sistem."  # type: ignore[union-attr]


def test_a_first_publication_needs_none(shared_service: ServicePage, approver: User) -> None:
    draft = draft_of(shared_service, "Layanan baru")
    draft.get_latest_revision().publish(user=approver)
    assert Publication.objects.get(page=draft).published_by_id == approver.pk


def test_the_next_change_starts_with_empty_fields(shared_service: ServicePage, approver: User) -> None:
    page = change(shared_service, "A", "Produk A.", "SK 7", approver)
    assert (page.change_note, page.change_basis) == ("", "")
    old = page.live_revision.as_object()
    old.save_revision(previous_revision=page.live_revision)
    assert old.change_note == ""
    newest = Publication.objects.filter(page=page).first()
    assert (newest.note, newest.basis, newest.number) == ("Produk A.", "SK 7", 2)  # type: ignore[union-attr]


def test_the_page_leads_to_a_dated_history_that_names_nobody(
    client: Client, shared_service: ServicePage, approver: User
) -> None:
    change(shared_service, "Sertifikat digital", "Sertifikat kini digital.", "Keputusan Nomor 7 Tahun 2026", approver)
    assert f'href="{HISTORY}"' in client.get(ADDRESS).content.decode()
    page = text(client.get(HISTORY))
    assert page.index("Sertifikat kini digital.") < page.index("Diterbitkan pertama kali menurut keputusan")
    assert "Dasar: Keputusan Nomor 7 Tahun 2026" in page
    assert "Pandu" not in page
    assert re.search(r"\d{1,2} \w+ 20\d\d \(tampil sekarang\)", page)


def test_a_past_version_opens_and_says_that_it_is_past(client: Client, shared_service: ServicePage) -> None:
    before = shared_service.product
    change(shared_service, "Sertifikat digital")
    response = client.get(f"{HISTORY}1/")
    page = response.content.decode()
    assert "Tidak berlaku lagi" in page
    assert before in text(response)
    assert "Sertifikat digital" not in page
    assert (response["X-Robots-Tag"], '<meta name="robots" content="noindex">' in page) == ("noindex", True)
    assert re.findall(r'<link rel="canonical" href="([^"]*)"', page) == [f"http://localhost:8000{ADDRESS}"]
    assert "application/ld+json" not in page
    assert len(re.findall("<h1", page)) == 1
    assert len(re.findall('<details class="component"', page)) == 8
    assert "Tidak berlaku lagi" not in client.get(f"{HISTORY}2/").content.decode()


@pytest.mark.parametrize("end", ["3/", "0/", "01/", "x/", "1/2/", "²/", "9999999/", "?page=2", "?page=x"])
def test_an_address_of_no_version_is_a_404(client: Client, shared_service: ServicePage, end: str) -> None:
    assert client.get(HISTORY + end).status_code == 404


@pytest.mark.parametrize("address", ["/riwayat/", "/layanan/riwayat/", "/layanan/upt-pelatihan-kukm/riwayat/1/"])
def test_other_pages_have_no_history(client: Client, shared_service: ServicePage, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("end", ["", "1/"])
def test_the_history_is_as_restricted_and_as_withdrawn_as_the_page(
    client: Client, shared_service: ServicePage, end: str
) -> None:
    above = shared_service.get_parent()
    restriction = PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(HISTORY + end).status_code == 302
    restriction.delete()
    assert client.get(HISTORY + end).status_code == 200
    shared_service.unpublish()
    assert client.get(HISTORY + end).status_code == 404


def test_the_history_is_paged_and_asks_no_more_for_more(
    client: Client, shared_service: ServicePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(HISTORY)
    with django_assert_num_queries(9):
        client.get(HISTORY)
    revision = shared_service.live_revision
    common = {"page": shared_service, "revision": revision, "published_at": revision.created_at, "note": "N"}
    Publication.objects.bulk_create([Publication(number=number, **common) for number in range(2, 31)])
    with django_assert_num_queries(9):
        assert "Halaman 1 dari 2" in text(client.get(HISTORY))
    assert "Buka versi 1," in text(client.get(f"{HISTORY}?page=2"))


def test_a_past_version_costs_the_same_however_many_there_are(
    client: Client, shared_service: ServicePage, queries: CaptureQueriesContext
) -> None:
    client.get(f"{HISTORY}1/")
    with queries:
        client.get(f"{HISTORY}1/")
    alone = len(queries)
    for product in ("A", "B", "C"):
        change(shared_service, product)
    client.get(f"{HISTORY}1/")
    with queries:
        client.get(f"{HISTORY}1/")
    assert len(queries) == alone <= 32  # a revision names each regulation by itself


def test_the_link_costs_the_page_no_query(
    client: Client, shared_service: ServicePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS)
    with django_assert_num_queries(8):
        client.get(ADDRESS)


def test_what_was_public_survives_a_purge_and_goes_with_its_page(shared_service: ServicePage) -> None:
    page = change(shared_service, "A")
    first = Publication.objects.filter(page=page).last()
    call_command("purge_revisions", verbosity=0)
    assert Publication.objects.get(pk=first.pk).revision_id  # type: ignore[union-attr]
    with pytest.raises(ProtectedError):
        first.revision.delete()  # type: ignore[union-attr]
    page.delete()
    assert not Publication.objects.filter(page_id=page.pk).exists()


def test_autosave_never_writes_over_what_was_public(shared_service: ServicePage, approver: User) -> None:
    page = ServicePage.objects.get(pk=shared_service.pk)
    page.product = "Terbit"
    revision = page.save_revision(user=approver)
    revision.publish()
    page = ServicePage.objects.get(pk=page.pk)
    page.product = "Diketik kemudian"
    assert page.save_revision(user=approver, overwrite_revision=revision) != revision
    revision.refresh_from_db()
    assert revision.content["product"] == "Terbit"


def test_an_editors_screen_saves_nothing_by_itself(log_in: LogIn, shared_service: ServicePage, approver: User) -> None:
    """It warns whoever leaves it without saving."""
    screen = log_in(approver).get(reverse("wagtailadmin_pages:edit", args=[shared_service.pk])).content.decode()
    assert "beforeunload@window->w-unsaved#confirm" in screen
    assert "w-autosave#save" not in screen


def test_pages_of_a_landed_site_get_their_first_row_once(shared_service: ServicePage) -> None:
    Publication.objects.filter(page=shared_service).delete()
    for _ in range(2):
        set_up_site()
    assert Publication.objects.get(page=shared_service).revision_id == shared_service.live_revision_id


def test_an_alias_shows_the_history_of_its_source(client: Client, shared_service: ServicePage) -> None:
    shared_service.create_alias(update_slug="alias")
    assert "Diterbitkan pertama kali" in text(client.get("/layanan/upt-pelatihan-kukm/alias/riwayat/"))


def test_a_page_published_twice_has_two_rows(shared_service: ServicePage) -> None:
    publish(shared_service)
    shared_service.unpublish()
    shared_service.get_latest_revision().publish()
    assert list(Publication.objects.filter(page=shared_service).values_list("number", flat=True)) == [3, 2, 1]
