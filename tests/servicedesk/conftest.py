"""The site with its pages, and staff who may open the admin."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from cms.home.services.site_setup import seed_site, set_up
from cms.standards.models.service import ServicePage
from core.people.services import sync_roles
from tests.cms.builders import one_service
from tests.factories.lms import make_staff

StaffClient = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def shared_site(module_data: None) -> None:
    """Built once for a module's tests; each takes back what it did."""
    seed_site(one_service())
    set_up()


@pytest.fixture
def service(shared_site: None, db: None) -> ServicePage:
    return ServicePage.objects.get()


@pytest.fixture
def staff_client(db: None) -> StaffClient:
    def log_in(role: str) -> Client:
        sync_roles()
        client = Client()
        client.force_login(make_staff(role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in
