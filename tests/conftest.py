"""Fixtures that every test may use. State lies in a folder of its own; nothing touches ``var/``."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.jobs import services as job_services
from core.models import Job


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked so run only when asked for by ``-m``; otherwise they are skipped, and say so."""
    chosen = config.option.markexpr or ""
    for name in ("services", "process", "browser"):
        if name in chosen:
            continue
        for item in items:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"needs '-m {name}'; .ci/run runs it"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the state folder that the test settings made for this process."""
    if settings.configured and settings.TEST_STATE_IS_TEMPORARY:
        shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """SQLite empties tables by DELETE after a transactional test, which the audit trail refuses; let it, here only.

    ``tests/core/services/test_audit.py`` puts the triggers back to show that they hold.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER core_audit_no_delete")


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test sees what another one cached (rate limits, pages)."""
    yield
    cache.clear()


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Do every waiting job in this process, also those that jobs start; return how many ran."""

    def run() -> int:
        count = 0
        while (job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at").first()) is not None:
            Job.objects.filter(pk=job.pk).update(run_after=job.created_at)
            job_services.run(job.pk)
            count += 1
        return count

    return run


@pytest.fixture
def queries() -> CaptureQueriesContext:
    """``with queries: …; assert len(queries) == n``."""
    return CaptureQueriesContext(connection)
