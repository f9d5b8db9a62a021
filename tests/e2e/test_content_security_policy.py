"""Wagtail's admin, previews and user bar work under our Content Security Policy; the browser reports no violation."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Page as BrowserPage
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, Locale, Page, Site

from tests.e2e.browser import DESKTOP
from tests.e2e.conftest import PageFactory

ADMIN_SCREENS = [
    "",
    "images/",
    "images/multiple/add/",
    "reports/site-history/",
    "users/",
    "redirects/add/",
    "searchpicks/add/",
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Staff = tuple[BrowserPage, list[str]]

BAR = """{% load wagtailuserbar %}<!doctype html><html lang="id"><title>Uji</title><main><h1>Halaman</h1></main>
{% wagtailuserbar %}</html>"""


def page_with_bar(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(BAR).render({"page": Page.objects.last()}, request))


urlpatterns = [path("berbilah/", page_with_bar), path("", include("config.urls"))]


@pytest.fixture
def page(db: None) -> Page:
    locale, _ = Locale.objects.get_or_create(language_code="id")
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Akar", slug="root", locale=locale))
    home = root.add_child(instance=Page(title="Beranda", slug="beranda-uji", locale=locale))
    if Collection.get_first_root_node() is None:  # emptied with the tables after an earlier live-server test
        Collection.add_root(name="Root")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def staff(page: Page, live_server: LiveServer, browser_page: PageFactory) -> Staff:
    """A page logged in as an administrator, and the violations and script errors that it reports."""
    user = get_user_model().objects.create_superuser(email="admin@example.id", password="x")
    TOTP.activate(user, generate_totp_secret())
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 1.0}]
    session.save()
    browser = browser_page(viewport=DESKTOP)
    browser.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
    )
    reported: list[str] = []
    browser.on(
        "console", lambda message: reported.append(message.text) if "Content Security Policy" in message.text else None
    )
    browser.on("pageerror", lambda error: reported.append(str(error)))
    return browser, reported


def test_admin_screens_violate_no_policy(staff: Staff, live_server: LiveServer, subtests: pytest.Subtests) -> None:
    browser, reported = staff
    for address in ADMIN_SCREENS:
        with subtests.test(address):
            reported.clear()
            response = browser.goto(f"{live_server.url}/admin/{address}", wait_until="networkidle")
            assert response is not None
            assert response.status == 200
            assert "no-store" in response.headers["cache-control"]
            assert reported == []


def test_the_page_editor_violates_no_policy(staff: Staff, page: Page, live_server: LiveServer) -> None:
    """Date fields of the schedule have inline script, which must run."""
    browser, reported = staff
    browser.goto(f"{live_server.url}/admin/pages/{page.pk}/edit/", wait_until="networkidle")
    browser.wait_for_function("typeof initDateTimeChooser === 'function'")  # scripts may still run when the network is idle
    assert reported == []


@pytest.mark.urls("tests.e2e.test_content_security_policy")
def test_a_page_with_the_user_bar_is_not_cached_and_violates_no_policy(staff: Staff, live_server: LiveServer) -> None:
    browser, reported = staff
    response = browser.goto(f"{live_server.url}/berbilah/", wait_until="networkidle")
    assert response is not None
    browser.locator("[data-wagtail-userbar-trigger]").click()
    assert browser.locator("#wagtail-userbar-items").is_visible()
    assert "no-store" in response.headers["cache-control"]
    assert "'unsafe-inline'" not in response.headers["content-security-policy"]
    assert reported == []
