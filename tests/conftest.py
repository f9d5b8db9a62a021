"""Fixtures that every test may use. State lies in a folder of its own; nothing touches ``var/``."""

import datetime as dt
import gc
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache as site_cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.jobs import services as job_services
from core.jobs.models import Job
from tests.databases import copy_for_tests, empty_tables

APART = ("slow", "services", "process", "browser")
"""Marks of tests that run only when ``-m`` asks for them (addopts in pyproject.toml leaves them out)."""


def chosen_tiers(expression: str | None) -> list[str]:
    """The marks of ``APART`` of which a test must have one to be selected by the ``-m`` expression; none, if it needn't."""
    expression = expression or ""
    if re.search(r"\bor not\b|\bnot \(", expression):
        return []
    return [name for name in APART if re.search(rf"(?<!\bnot )\b{name}\b", expression)]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With ``-m services`` and the like, a file that names none of the marks isn't imported."""
    marks = chosen_tiers(config.option.markexpr)
    if not marks or collection_path.suffix != ".py":
        return None
    text = collection_path.read_text("utf-8")
    return True if not any(f"mark.{name}" in text for name in marks) else None


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A whole file is no name: a workbook has the second in it when it was made, and test processes must agree on names."""
    return argname if isinstance(val, bytes) and len(val) > 60 else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """For ``--dist loadgroup``: tests of a file with one use of the tables stay in the process that built what they share.

    Tests that empty the tables come behind those that need the initial rows, and of each kind the largest files first.
    Browser tests on a running system come first of all: they take longest, and a group of theirs shares its start.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(f"{item.path.name}:{item.path.parent.name}:{use_of_tables(item)}"))
    yield
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (not needs_system(item), USES.index(use_of_tables(item)), -sizes[item.path], str(item.path)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is there before the first test stays to the last: the collector needn't look through it each time."""
    grouped = [item for item in session.items if item.get_closest_marker("xdist_group")]
    if getattr(session.config.option, "loadgroup", False) and not all("@" in item.nodeid for item in grouped):
        raise pytest.UsageError("pytest-xdist deals out no groups with this pytest; requirements-dev.txt names one")
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


USES = ("taken back", "emptied", "none")
"""What becomes of the tables after a test, in the order in which pytest-django has them."""


def use_of_tables(item: pytest.Item) -> str:
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    if not fixtures.isdisjoint({"transactional_db", "live_server"}) or (marker and marker.kwargs.get("transaction")):
        return "emptied"
    return "taken back" if marker or "db" in fixtures else "none"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the state folder that the test settings made for this process."""
    if settings.configured and settings.TEST_STATE_IS_TEMPORARY:
        shutil.rmtree(settings.VAR, ignore_errors=True)


def needs_system(item: pytest.Item) -> bool:
    return "system" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def database_file(request: pytest.FixtureRequest) -> Path | None:
    """The path of SQLite's test database for browser tests, whose server has threads; ``None`` means in memory."""
    for_browsers = connection.vendor == "sqlite" and "browser" in chosen_tiers(request.config.option.markexpr)
    return settings.VAR / "tests.sqlite3" if for_browsers else None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, database_file: Path | None) -> bool:
    """The file is there before Django looks, and goes with the state folder."""
    return django_db_keepdb or database_file is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, database_file: Path | None) -> Iterator[None]:
    """pytest-django's place for what must be said before it makes the test database."""
    with copy_for_tests(connection, file=database_file):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """SQLite empties tables by DELETE after a transactional test, which append-only tables refuse; let it, here only.

    ``tests/core/audit/test_audit_log.py`` puts the triggers back to show that they hold.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER core_audit_no_delete")
                cursor.execute("DROP TRIGGER core_processing_no_delete")


@pytest.fixture(scope="session", autouse=True)
def _quick_flush() -> Iterator[None]:
    """Transactional tests leave empty tables behind, in a tenth of the time that Django's ``flush`` takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: empty_tables(connection))
        yield


def seconds_to_wait(now: dt.datetime) -> float:
    """Nothing, but in the last five seconds of a day."""
    left = dt.timedelta(days=1) - (now - now.replace(hour=0, minute=0, second=0, microsecond=0))
    return left.total_seconds() if left <= dt.timedelta(seconds=5) else 0


@pytest.fixture(autouse=True)
def _on_one_day() -> None:
    """A test works out what it expects today, and looks on the same day: it doesn't begin right before midnight."""
    if wait := seconds_to_wait(timezone.localtime()):
        time.sleep(wait)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test sees what another one cached (rate limits, pages)."""
    yield
    site_cache.clear()


@pytest.fixture(scope="module")
def module_data(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For fixtures of a module: what they build stays until its last test; each test takes back what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Do every waiting job in this process, also those that jobs start; return how many ran."""

    def run() -> int:
        count = 0
        while (job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").first()) is not None:
            Job.objects.filter(pk=job.pk).update(run_after=job.created_at)
            job_services.run(job.pk)
            taken = Job.objects.filter(pk=job.pk, attempts__gt=job.attempts).exists()
            assert taken, f"{job.kind} was made later than the test's now"
            count += 1
        return count

    return run


@pytest.fixture
def no_second_factor(settings: Any) -> None:
    """Staff screens open without a second factor, which is tested with accounts."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("lms.")]


@pytest.fixture
def queries() -> CaptureQueriesContext:
    """``with queries: …; assert len(queries) == n``."""
    return CaptureQueriesContext(connection)


@pytest.fixture
def process_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cached values are used as in a real process, although the test runs in a transaction."""
    monkeypatch.setattr("core.pages.process_cache._in_transaction", lambda: False)
