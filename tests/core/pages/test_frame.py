"""The page frame is the same for everybody, so that a cache may keep it; only uncached pages speak to one person."""

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

COMPONENTS = [
    *("site-header", "site-nav", "breadcrumb", "card", "facts", "table", "field", "error-summary", "notification"),
    *("pagination", "tag", "empty-state", "steps", "progress", "summary-list", "confirmation", "site-footer"),
]


def _with_message(template: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        messages.success(request, "Pendaftaran Anda tersimpan.")
        return render(request, template)

    request = RequestFactory().get("/pelatihan/")
    request.user = AnonymousUser()
    return SessionMiddleware(MessageMiddleware(view))(request)


def test_a_public_page_never_shows_a_message_meant_for_one_person() -> None:
    assert "Pendaftaran Anda tersimpan." not in _with_message("base.html").content.decode()


def test_an_uncached_page_shows_the_message_in_the_site_s_notification() -> None:
    page = _with_message("base_uncached.html").content.decode()
    assert "Pendaftaran Anda tersimpan." in page
    assert "notification--success" in page


def test_drawing_the_frame_touches_neither_session_nor_database() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, "base.html")

    request = RequestFactory().get("/layanan/")
    request.user = AnonymousUser()
    response = SessionMiddleware(MessageMiddleware(view))(request)
    assert not response.has_header("Vary")
    assert not request.session.accessed


def test_navigation_says_which_part_of_the_site_this_is() -> None:
    here = render_to_string("base.html", request=RequestFactory().get("/pelatihan/"))
    below = render_to_string("base.html", request=RequestFactory().get("/layanan/sekretariat/magang/"))
    assert '<a href="/pelatihan/" aria-current="page">' in here
    assert '<a href="/layanan/" aria-current="true">' in below
    assert here.count("aria-current") == below.count("aria-current") == 1


def test_the_address_of_a_page_is_told_without_its_query(settings) -> None:
    settings.SITE_URL = "https://sijawara.example/"
    page = render_to_string("base.html", request=RequestFactory().get("/pelatihan/", {"utm": "x"}))
    assert '<link rel="canonical" href="https://sijawara.example/pelatihan/">' in page


def test_the_frame_carries_no_inline_script_or_style() -> None:
    page = render_to_string("base.html", request=RequestFactory().get("/"))
    assert "<style" not in page
    assert "style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


@pytest.mark.django_db
def test_the_style_guide_does_not_exist_outside_debug(client: Client) -> None:
    assert client.get("/gaya/").status_code == 404


@pytest.mark.urls("tests.core.pages.urls_with_styleguide")
def test_the_style_guide_shows_every_component(client: Client) -> None:
    page = client.get("/gaya/").content.decode()
    for name in COMPONENTS:
        assert f'class="{name}' in page, name
