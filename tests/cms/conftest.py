"""The information site as ``seed_services`` builds it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from cms.models import ServicePage
from cms.services.site import seed_site
from cms.standards import Standard, StandardSet, read_standards


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Wagtail keeps the roots of sites in the cache; the next test has other pages."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def site(db: None) -> list[str]:
    return list(seed_site())


@pytest.fixture
def service(site: list[str]) -> ServicePage:
    return ServicePage.objects.get(decree_key="pengoperasionalan-aplikasi-si-jawara")


@pytest.fixture(scope="session")
def standards() -> StandardSet:
    return read_standards()


@pytest.fixture(scope="session")
def standard(standards: StandardSet) -> Standard:
    return standards.standards[0]
