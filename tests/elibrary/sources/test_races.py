"""Two looks at one source at the same moment; on PostgreSQL."""

import datetime as dt
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from core.jobs.run import JobRun
from elibrary.sources.inbox.folder import FolderInbox
from elibrary.sources.models import CatalogueSource, SourceFile
from elibrary.sources.services import files
from elibrary.sources.services.sources import CHECK_SOURCE, source_check_request, sources_due
from tests.factories.sources import look, minutes_pass, names_in, table

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

FILES = 6


def at_once(work: Callable[[], Any], times: int) -> list[Any]:
    start = Barrier(times)

    def one(_number: int) -> Any:
        try:
            start.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.fixture
def full(folder_source: CatalogueSource, shared: Path) -> CatalogueSource:
    for number in range(FILES):
        (shared / f"{number}.csv").write_bytes(table(number))
    look(folder_source)
    minutes_pass(folder_source)
    CatalogueSource.objects.update(next_check_at=timezone.now())
    return folder_source


def test_beat_and_staff_at_once_make_one_look(full: CatalogueSource) -> None:
    at_once(sources_due, 3)
    at_once(lambda: source_check_request(source=full, by=None), 3)
    [waiting] = Job.objects.filter(kind=CHECK_SOURCE, state=Job.State.QUEUED)
    at_once(lambda: jobs.run(waiting.pk), 4)
    assert full.checks.count() == 2
    assert ImportRun.objects.count() == FILES


def test_workers_that_lost_their_lease_and_their_followers_take_each_file_once(full: CatalogueSource, shared: Path) -> None:
    """As if the lease had ended while the first one still worked: nothing but the database keeps them apart."""

    def take() -> None:
        job = Job.objects.create(
            kind=CHECK_SOURCE,
            subject=f"uji:{uuid.uuid4()}",
            state=Job.State.RUNNING,
            lease_token=(token := uuid.uuid4()),
            lease_until=timezone.now() + dt.timedelta(minutes=5),
        )
        inbox = FolderInbox(shared.parent, shared.name)
        files.files_take(JobRun(job, token, dt.timedelta(minutes=5)), full, inbox)

    at_once(take, 3)
    assert ImportRun.objects.count() == SourceFile.objects.count() == FILES
    assert set(SourceFile.objects.values_list("run__state", flat=True)) == {"checking"}
    take()
    assert names_in(shared) == []
    assert len(names_in(shared / "selesai")) == FILES
