"""The information site as ``seed_services`` builds it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from cms.models import ServicePage
from cms.services.site import seed_site
from cms.standards import Standard, StandardSet, read_standards
from tests.cms.pages import ONE_SERVICE, one_service


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Wagtail keeps the roots of sites in the cache; the next test has other pages."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def whole_site(db: None) -> list[str]:
    """The site with all the decree's services."""
    return list(seed_site())


@pytest.fixture(scope="module")
def shared_site(module_data: None) -> None:
    """The site with one service, built once for a module's tests; each takes back what it did."""
    list(seed_site(one_service()))


@pytest.fixture
def site(shared_site: None, db: None) -> None:
    """The same for a test that asks for nothing else. Where tests look at the building itself, ``site`` is made anew."""


@pytest.fixture
def shared_service(shared_site: None, db: None) -> ServicePage:
    return ServicePage.objects.get(decree_key=ONE_SERVICE)


@pytest.fixture
def log_in(db: None) -> Callable[..., Client]:
    """A client of its own for a member of staff."""

    def as_user(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_user


@pytest.fixture
def service(site: None) -> ServicePage:
    return ServicePage.objects.get(decree_key=ONE_SERVICE)


@pytest.fixture(scope="session")
def standards() -> StandardSet:
    return read_standards()


@pytest.fixture(scope="session")
def standard() -> Standard:
    """The one that ``service`` was seeded from."""
    return one_service().standards[0]
