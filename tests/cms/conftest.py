"""The information site as ``seed_services`` builds it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from cms.home.services.site_setup import seed_site
from cms.standards.imports.records import Standard, StandardSet, read_standards
from cms.standards.models.service import ServicePage
from cms.standards.services.unit_groups import PREFIX
from core.operations.services import set_up_site
from core.people import roles
from core.search.services.indexing import rebuild_index
from lms.users.models import User
from tests.cms.builders import ONE_SERVICE, one_service
from tests.factories.lms import make_staff


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Wagtail keeps the roots of sites in the cache; the next test has other pages."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def decree_site(module_data: None) -> list[str]:
    """The site with all the decree's services, built once for a module's tests."""
    return list(seed_site())


@pytest.fixture
def whole_site(decree_site: list[str], db: None) -> list[str]:
    """The same for a test, which takes back what it did."""
    return decree_site


@pytest.fixture(scope="module")
def searchable_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """All services of the decree, the editors' first list of words, and an index of them; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SEARCH_URL", f"whoosh://{tmp_path_factory.mktemp('people')}/search")
        set_up_site()
        call_command("seed_services", verbosity=0)
        rebuild_index()
        yield
        transaction.set_rollback(True)


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


def editor_of_units(**fields: Any) -> User:
    """A user with the editors' role in the groups of all units."""
    user = make_staff(roles.CONTENT_EDITOR, **fields)
    user.groups.add(*Group.objects.filter(name__startswith=PREFIX))
    return user
