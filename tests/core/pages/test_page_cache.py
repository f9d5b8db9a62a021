"""A stored page is fast, the same for everyone, and gone the moment anybody publishes, in every process."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction

from cms.home.services.site_setup import seed_site
from cms.pages.models.contact import OfficeContact
from cms.standards.models.service import ServicePage
from core.pages.models import LegalBasis
from core.pages.page_cache import GENERATION_KEY, PageCacheMiddleware, _new_generation, generation, invalidate, public_page
from tests.cms.builders import one_service

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def shared_site(module_data: None) -> None:
    seed_site(one_service())


@pytest.fixture
def page(shared_site: None, db: None) -> ServicePage:
    return ServicePage.objects.get()


def how(client: Client, address: str = ADDRESS, **headers: str) -> str | None:
    return client.get(address, headers=headers).get("X-Page-Cache")


def test_the_second_visitor_gets_the_stored_page_without_a_query(
    client: Client, page: ServicePage, django_assert_num_queries: Callable[[int], object]
) -> None:
    first = client.get(ADDRESS)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        second = Client().get(ADDRESS)
    assert (first["X-Page-Cache"], second["X-Page-Cache"]) == ("miss", "hit")
    assert first.content == second.content
    assert page.title in second.content.decode()
    assert int(second["Age"]) >= 0


@pytest.mark.parametrize(
    "change", ["publish", "unpublish", "delete", "move", "legal_basis", "audience", "office", "restriction"]
)
def test_a_change_is_visible_at_the_very_next_request(
    client: Client, page: ServicePage, change: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert [how(client), how(client)] == ["miss", "hit"]
    with django_capture_on_commit_callbacks(execute=True):
        _make(change, page)
    assert how(client) != "hit"


def _make(change: str, page: ServicePage) -> None:
    if change == "publish":
        page.product = "Produk baru"
        page.save_revision().publish()
    elif change == "unpublish":
        page.unpublish()
    elif change == "delete":
        page.delete()
    elif change == "move":
        page.move(page.get_parent(), pos="first-child")
    elif change == "legal_basis":
        LegalBasis.objects.first().save()  # type: ignore[union-attr]
    elif change == "audience":
        page.audiences.model.objects.first().delete()  # type: ignore[attr-defined]
    elif change == "office":
        OfficeContact.objects.get().save()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_saved_draft_keeps_the_stored_pages(
    client: Client, page: ServicePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    how(client)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert how(client) == "hit"


def test_a_page_rendered_while_an_editor_publishes_is_never_served_again(
    rf: RequestFactory, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    text = ["lama"]

    @public_page
    def slow(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(text[0])
        if text == ["lama"]:
            text[0] = "baru"
            with django_capture_on_commit_callbacks(execute=True):
                invalidate()
        return response

    middleware = PageCacheMiddleware(_resolved(slow))
    assert middleware(rf.get("/x/")).content == b"lama"  # type: ignore[attr-defined]
    assert middleware(rf.get("/x/")).content == b"baru"  # type: ignore[attr-defined]
    assert middleware(rf.get("/x/"))["X-Page-Cache"] == "hit"


def test_another_processs_change_empties_this_ones_cache(
    client: Client, page: ServicePage, settings: Any, tmp_path: Path
) -> None:
    backend = "core.pages.shared_cache.SafeFileCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    assert [how(client), how(client)] == ["miss", "hit"]
    _invalidate_elsewhere(f"file://{tmp_path}")
    assert how(client) == "miss"


@pytest.mark.services
def test_another_processs_change_empties_this_ones_cache_on_redis(client: Client, page: ServicePage, settings: Any) -> None:
    address = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/7")
    backend = "core.pages.shared_cache.SafeRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": address, "KEY_PREFIX": "sijawara"}}
    _invalidate_elsewhere(address)
    assert [how(client), how(client)] == ["miss", "hit"]
    _invalidate_elsewhere(address)
    assert how(client) == "miss"


def _invalidate_elsewhere(cache_url: str) -> None:
    """As the other web process or the scheduler would: a process of its own with the same cache."""
    environment = {**os.environ, "CACHE_URL": cache_url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    environment.pop("DATABASE_URL", None)  # names a database that only its test copy exists of
    environment.pop("PYTEST_XDIST_WORKER", None)  # the test settings would choose another Redis database by it
    code = "import django; django.setup(); from core.pages.page_cache import invalidate; invalidate()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, timeout=60)


def test_people_with_a_session_go_past_the_cache(client: Client, page: ServicePage) -> None:
    how(client)
    member = Client()
    member.force_login(get_user_model().objects.create_user("a@contoh.id", "x"))
    assert how(member) is None


def test_a_visitor_with_a_message_waiting_goes_past_the_cache(client: Client, page: ServicePage) -> None:
    how(client)
    client.cookies["messages"] = "x"
    assert how(client) is None


@pytest.mark.parametrize(
    "query", ["q=a", "page=x", "page=0", "page=1&page=2", "page=12345", "a=" + "b" * 2000, "preview=true"]
)
def test_a_query_no_page_is_known_to_take_is_never_stored(client: Client, page: ServicePage, query: str) -> None:
    assert how(client, f"/layanan/?{query}") is None


def test_a_page_number_has_a_place_of_its_own(client: Client, page: ServicePage) -> None:
    assert [how(client, "/layanan/?page=1"), how(client, "/layanan/"), how(client, "/layanan/?page=1")] == [
        "miss",
        "miss",
        "hit",
    ]


def test_a_shared_link_with_tracking_words_reads_the_stored_page_and_stores_none(client: Client, page: ServicePage) -> None:
    assert [how(client, f"{ADDRESS}?fbclid=abc"), how(client, f"{ADDRESS}?fbclid=abc")] == ["miss", "miss"]
    how(client)
    assert how(client, f"{ADDRESS}?fbclid=abc&utm_source=wa") == "hit"


@pytest.mark.parametrize("address", ["/layanan/tidak-ada/", "/layanan", "/cari/?q=izin"])
def test_only_finished_public_pages_are_kept(client: Client, page: ServicePage, address: str) -> None:
    assert [how(client, address), how(client, address)] == [None, None]


def test_other_hosts_and_methods_have_no_part_in_it(client: Client, page: ServicePage) -> None:
    how(client)
    assert how(client, host="lain.example") == "miss"
    assert client.head(ADDRESS).get("X-Page-Cache") is None


@pytest.mark.parametrize("kind", ["cookie", "token", "private", "vary", "unmarked", "error"])
def test_an_answer_meant_for_one_visitor_is_not_kept(rf: RequestFactory, kind: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("x", status=500 if kind == "error" else 200)
        if kind == "cookie":
            response.set_cookie("a", "b")
        elif kind == "token":
            get_token(request)
        elif kind == "private":
            response["Cache-Control"] = "private"
        elif kind == "vary":
            response["Vary"] = "Accept, Cookie"
        return response

    middleware = PageCacheMiddleware(_resolved(view if kind == "unmarked" else public_page(view)))
    assert [middleware(rf.get("/x/")).get("X-Page-Cache") for _ in range(2)] == [None, None]


def test_a_preview_is_neither_answered_from_the_cache_nor_kept(client: Client, page: ServicePage) -> None:
    how(client)
    page.product = "Hanya pratinjau"
    preview = page.make_preview_request()
    assert b"Hanya pratinjau" in preview.content
    assert b"Hanya pratinjau" not in client.get(ADDRESS).content


def test_phones_get_it_compressed_and_only_when_it_changed(client: Client, page: ServicePage) -> None:
    plain = client.get(ADDRESS)
    small = client.get(ADDRESS, headers={"accept-encoding": "br, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < 6_000
    assert "Accept-Encoding" in small["Vary"]
    assert "Content-Encoding" not in client.get(ADDRESS, headers={"accept-encoding": "gzip;q=0"})
    unchanged = client.get(ADDRESS, headers={"if-none-match": small["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_switched_off_it_does_nothing(client: Client, page: ServicePage, settings: Any) -> None:
    settings.PAGE_CACHE = False
    assert [how(client), how(client)] == [None, None]


def _resolved(view: Callable[[HttpRequest], object]) -> Callable[[HttpRequest], HttpResponse]:
    """What Django's handler does before a middleware sees the answer."""

    def respond(request: HttpRequest) -> HttpResponse:
        request.resolver_match = None
        return view(request)  # type: ignore[return-value]

    return respond


def test_a_request_that_reads_asks_for_the_generation_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, seen = [], []
    get = cache.get

    def counted(key: str, *args: Any, **kwargs: Any) -> Any:
        asked.extend([key] if key == GENERATION_KEY else [])
        return get(key, *args, **kwargs)

    def view(request: HttpRequest) -> HttpResponse:
        seen.extend(generation() for _ in range(3))
        return HttpResponse()

    generation()  # there is one
    monkeypatch.setattr("core.pages.page_cache.cache.get", counted, raising=False)
    middleware = PageCacheMiddleware(view)
    middleware(RequestFactory().get("/"))
    assert (len(asked), len(set(seen))) == (1, 1)
    middleware(RequestFactory().post("/"))
    assert len(asked) == 4
    generation()
    assert len(asked) == 5


def test_a_change_inside_a_request_that_reads_is_seen_by_it(client: Client) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(generation())
        _new_generation()
        seen.append(generation())
        return HttpResponse()

    PageCacheMiddleware(view)(RequestFactory().get("/"))
    assert seen[0] != seen[1]
    assert seen[1] == generation()
