"""Routing in two queries finds the same pages as Wagtail's and respects view restrictions."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.models import Page, PageViewRestriction

from cms.home.models import HomePage
from cms.standards.models.service import ServicePage

SERVICE = ["layanan", "upt-pelatihan-kukm", "pengoperasionalan-aplikasi-si-jawara"]


@pytest.fixture
def home(site: list[str]) -> HomePage:
    return HomePage.objects.get()


@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_each_page_of_an_address_is_found_as_wagtail_finds_it(home: HomePage, rf: RequestFactory, length: int) -> None:
    request = rf.get("/")
    found = home.route(request, SERVICE[:length]).page
    assert found == Page.route(home, request, SERVICE[:length]).page
    assert type(found) is found.specific_class


@pytest.mark.parametrize(
    "address",
    [
        ["tidak-ada"],
        ["layanan", "tidak-ada"],
        ["tidak-ada", *SERVICE[1:]],
        [*SERVICE, "lagi"],
        ["upt-pelatihan-kukm"],
        ["layanan", "layanan"],
    ],
)
def test_an_address_that_names_no_page_is_a_404(home: HomePage, rf: RequestFactory, address: list[str]) -> None:
    with pytest.raises(Http404):
        home.route(rf.get("/"), address)


def test_a_draft_is_a_404_and_a_page_below_a_withdrawn_one_is_not(
    home: HomePage, service: ServicePage, rf: RequestFactory
) -> None:
    service.get_parent().unpublish()
    assert home.route(rf.get("/"), SERVICE).page == service
    service.unpublish()
    with pytest.raises(Http404):
        home.route(rf.get("/"), SERVICE)


def test_a_page_and_all_above_it_cost_two_queries(
    home: HomePage, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        home.route(rf.get("/"), SERVICE)


def test_the_route_is_cached_and_the_page_read_each_time(
    home: HomePage,
    service: ServicePage,
    rf: RequestFactory,
    process_cache: None,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    home.route(rf.get("/"), SERVICE)
    ServicePage.objects.filter(pk=service.pk).update(summary="Kalimat baru.")
    with django_assert_num_queries(1):
        found = home.route(rf.get("/"), SERVICE).page
    assert found.summary == "Kalimat baru."
    with django_assert_num_queries(0):
        assert found.get_parent().get_parent().title == "Layanan"
    with django_capture_on_commit_callbacks(execute=True):
        service.slug = "alamat-baru"
        service.save()
    with pytest.raises(Http404):
        home.route(rf.get("/"), SERVICE)
    assert home.route(rf.get("/"), [*SERVICE[:2], "alamat-baru"]).page == service


@pytest.mark.parametrize("change", ["unpublish", "delete"])
def test_a_cached_route_to_a_deleted_page_is_a_404(
    home: HomePage,
    service: ServicePage,
    rf: RequestFactory,
    process_cache: None,
    change: str,
) -> None:
    """Also in the moment between the commit and the new token."""
    home.route(rf.get("/"), SERVICE)
    getattr(service, change)()
    with pytest.raises(Http404):
        home.route(rf.get("/"), SERVICE)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5])
def test_a_restriction_on_any_page_above_guards_the_page(service: ServicePage, depth: int, process_cache: None) -> None:
    assert Client().get(service.url).status_code == 200
    above = Page.objects.get(path=service.path[: depth * Page.steplen])
    PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(service.url).status_code == 302


def test_an_alias_is_guarded_like_its_source(home: HomePage, service: ServicePage, rf: RequestFactory) -> None:
    unit = service.get_parent()
    unit.specific.create_alias(update_slug="salinan")
    restriction = PageViewRestriction.objects.create(page=unit, restriction_type=PageViewRestriction.LOGIN)
    found = home.route(rf.get("/"), ["layanan", "salinan"]).page
    assert list(found.get_view_restrictions()) == [restriction]
