"""Errors and maintenance speak Indonesian in the site's look, with the right status, even when nothing else works."""

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from core.files.errors import StorageUnavailable


def _raises(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def _form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("terkirim")


urlpatterns = [
    path("uji/400/", _raises(SuspiciousOperation("alamat aneh"))),
    path("uji/403/", _raises(PermissionDenied("rahasia"))),
    path("uji/404/", _raises(Http404("kosong"))),
    path("uji/500/", _raises(RuntimeError("kabel putus"))),
    path("uji/503/", _raises(OperationalError("connection to 10.1.2.3 refused"))),
    path("uji/berkas/", _raises(StorageUnavailable("EndpointConnectionError"))),
    path("uji/putus/", _raises(InterfaceError("connection already closed"))),
    path("uji/formulir/", _form),
    path("healthz", _form),
    path("", include("config.urls")),
]

handler500 = "core.operations.unavailable.server_error"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> Client:
    """A browser that is given the error page instead of the exception."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.django_db  # redirects are looked up before a 404
@pytest.mark.parametrize(
    ("status", "title"),
    [
        (400, "Permintaan tidak dapat dibaca"),
        (403, "Anda tidak dapat membuka halaman ini"),
        (404, "Halaman tidak ditemukan"),
        (500, "Ada gangguan di pihak kami"),
        (503, "Situs sedang tidak dapat dipakai"),
    ],
)
def test_each_error_has_its_status_and_says_what_to_do(visitor: Client, status: int, title: str) -> None:
    response = visitor.get(f"/uji/{status}/")
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert 'lang="id"' in page
    assert "noindex" in page
    assert "Dinas Koperasi" in page
    for inside in ("alamat aneh", "rahasia", "kabel putus", "10.1.2.3", "Traceback"):
        assert inside not in page


def test_a_database_that_is_away_says_when_to_come_again(visitor: Client) -> None:
    """Without a database in the test: the page needs none."""
    response = visitor.get("/uji/putus/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "60", "no-store")


def test_files_that_are_away_are_said_to_be_not_lost(visitor: Client) -> None:
    response = visitor.get("/uji/berkas/")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    page = response.content.decode()
    assert "<h1>Berkas belum dapat dibuka</h1>" in page
    assert "Halaman lain tetap dapat dibaca" in page
    assert "EndpointConnectionError" not in page


def test_a_form_without_its_token_is_answered_in_words(visitor: Client) -> None:
    response = visitor.post("/uji/formulir/")
    assert response.status_code == 403
    assert "<h1>Formulir belum terkirim</h1>" in response.content.decode()


def test_error_500_needs_no_static_manifest(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame of the 500 page must come out even when the list of hashed files is what is broken."""
    monkeypatch.setattr(staticfiles_storage, "_wrapped", ManifestStaticFilesStorage())
    response = visitor.get("/uji/500/")
    assert response.status_code == 500
    assert "Ada gangguan di pihak kami" in response.content.decode()


def test_during_maintenance_every_address_says_so(visitor: Client, settings) -> None:
    settings.MAINTENANCE = True
    for address in ("/", "/admin/", "/pelatihan/", "/tidak-ada/"):
        response = visitor.get(address)
        assert response.status_code == 503
        assert response["Retry-After"] == "600"
        assert "no-store" in response["Cache-Control"]
        assert "<h1>Situs sedang dirawat</h1>" in response.content.decode()


def test_during_maintenance_the_liveness_check_still_answers(visitor: Client, settings) -> None:
    settings.MAINTENANCE = True
    assert visitor.get("/healthz").status_code == 200


def test_without_maintenance_pages_answer(visitor: Client, settings) -> None:
    settings.MAINTENANCE = False
    assert visitor.get("/healthz").status_code == 200
