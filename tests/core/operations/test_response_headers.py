"""What the browser is told it may do, on public pages, in the admin, in previews and under Wagtail's bar."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from core.operations.response_headers import PolicyMiddleware

BAR = "<html><wagtail-userbar></wagtail-userbar></html>"


class Somebody(AnonymousUser):
    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return perm in self.permissions


def directives(response: HttpResponse) -> dict[str, list[str]]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: values.split() for name, _, values in (part.partition(" ") for part in parts)}


def answer(request: HttpRequest, response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    return PolicyMiddleware(lambda request: response)(request)


@pytest.fixture
def request_for(rf: RequestFactory):
    def make(path: str = "/layanan/", *permissions: str) -> HttpRequest:
        request = rf.get(path)
        request.user = Somebody(*permissions)
        return request

    return make


def test_a_public_page_has_everything_from_here_and_nothing_inline(request_for) -> None:
    response = answer(request_for(), HttpResponse("<p>"))
    assert directives(response) == {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cache-Control" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/tidak-ada/", "/healthz"])
def test_real_answers_carry_the_policy(client: Client, path: str) -> None:
    response = client.get(path)
    assert directives(response)["script-src"] == ["'self'"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_the_maintenance_page_carries_the_policy(client: Client, settings) -> None:
    settings.MAINTENANCE = True
    assert directives(client.get("/layanan/"))["style-src"] == ["'self'"]


def test_the_admin_may_run_its_inline_script_and_nothing_else_more(request_for) -> None:
    public = directives(answer(request_for(), HttpResponse("")))
    admin = directives(answer(request_for("/admin/pages/3/edit/"), HttpResponse("")))
    differing = {name: admin[name] for name in admin if admin[name] != public[name]}
    assert differing == {
        "script-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "frame-ancestors": ["'self'"],
    }


def test_a_preview_may_be_framed_by_the_admin_and_runs_nothing_inline(request_for) -> None:
    request = request_for("/layanan/upt/izin/")
    request.is_dummy = True
    preview = directives(answer(request, HttpResponse("")))
    assert preview["frame-ancestors"] == ["'self'"]
    assert preview["script-src"] == ["'self'"]


def test_a_page_under_the_bar_is_kept_by_no_cache(request_for) -> None:
    request = request_for("/layanan/", "wagtailadmin.access_admin")
    response = answer(request, HttpResponse(BAR))
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))


def test_words_that_look_like_the_bar_change_nothing_for_readers(request_for) -> None:
    assert "Cache-Control" not in answer(request_for(), HttpResponse(BAR)).headers


def test_who_is_there_is_not_asked_without_a_bar(rf: RequestFactory) -> None:
    """Asking would mark a page as personal, and the page cache would keep none."""
    assert answer(rf.get("/layanan/"), HttpResponse("<p>")).status_code == 200


def test_a_streamed_file_passes(rf: RequestFactory) -> None:
    response = answer(rf.get("/berkas/"), StreamingHttpResponse([b"<wagtail-userbar"]))
    assert "Content-Security-Policy" in response.headers


@pytest.mark.django_db
def test_admin_pages_are_kept_by_no_cache(admin_client: Client) -> None:
    response = admin_client.get("/admin/jsi18n/")
    assert "no-store" in response.headers["Cache-Control"]
