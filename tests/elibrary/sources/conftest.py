from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from core.fetching.client import fetch
from core.fetching.models import AllowedHost
from core.people import roles
from elibrary.sources.models import CatalogueSource
from lms.users.models import User
from tests.factories.lms import make_staff
from tests.factories.sources import HOST, SourceFactory
from tests.factories.web import Web, web


class Killed(BaseException):
    """Stands for SIGKILL: nothing in the code may catch it."""


@pytest.fixture
def shared(settings: Any, tmp_path: Path) -> Path:
    """The folder of all publishers, with one for ours; returns ours."""
    settings.CATALOGUE_FOLDER = tmp_path / "kiriman"
    ours = tmp_path / "kiriman" / "balai-pustaka"
    ours.mkdir(parents=True)
    return ours


@pytest.fixture
def folder_source(db: None, shared: Path) -> CatalogueSource:
    return SourceFactory(kind="folder")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with web() as server:
        monkeypatch.setattr("elibrary.sources.services.feed.fetch", partial(fetch, network=server.network))
        yield server


@pytest.fixture
def feed_source(db: None, site: Web) -> CatalogueSource:
    AllowedHost.objects.create(host=HOST, reason="Uji")
    return SourceFactory()


@pytest.fixture
def reader_of_mail(db: None) -> User:
    """A librarian with a proved address."""
    person = make_staff(roles.LIBRARIAN)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


@pytest.fixture
def kill_at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Stop at this point once."""

    def arm(point: str) -> None:
        struck = []

        def failpoint(here: str) -> None:
            if here == point and not struck:
                struck.append(here)
                raise Killed

        for module in ("elibrary.sources.services.files", "elibrary.sources.services.feed", "core.jobs.run"):
            monkeypatch.setattr(f"{module}.failpoint", failpoint)

    return arm
