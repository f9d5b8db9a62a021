"""No caller can change what the process cache gives to the next: cards, the way to a page, the site."""

import pytest
from django.test import RequestFactory
from wagtail.models import Site

from cms.home.models import HomePage
from cms.standards.models.service import ServicePage
from cms.standards.presenters import card_contents
from core.pages.views.serve import site_of

pytestmark = pytest.mark.django_db


def test_the_words_of_a_card_are_the_callers_own(service: ServicePage, process_cache: None) -> None:
    known = card_contents([service])[service.pk].facts[0]["value"]
    for _ in range(2):
        facts = card_contents([service])[service.pk].facts
        facts[0]["value"] = "diubah"
        facts.clear()
    assert card_contents([service])[service.pk].facts[0]["value"] == known


def test_the_pages_above_a_page_are_the_callers_own(service: ServicePage, rf: RequestFactory, process_cache: None) -> None:
    request = rf.get("/")
    slugs = service.url_path.strip("/").split("/")[1:]
    for _ in range(2):
        found = HomePage.objects.get().route(request, slugs).page
        found.get_parent().title = found.get_parent().get_parent().title = found.title = "diubah"
    found = HomePage.objects.get().route(request, slugs).page
    assert "diubah" not in {found.title, found.get_parent().title, found.get_parent().get_parent().title}


def test_the_site_and_its_root_page_are_the_callers_own(site: list[str], rf: RequestFactory, process_cache: None) -> None:
    for _ in range(2):
        found = site_of(rf.get("/"))
        assert found == Site.objects.get()
        found.site_name = found.root_page.title = found.root_page.specific.title = "diubah"
    found = site_of(rf.get("/"))
    assert "diubah" not in {found.site_name, found.root_page.title, found.root_page.specific.title}
