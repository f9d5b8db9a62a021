"""Kills the process that checks a catalogue source, then reports what was imported and what is left.

``folder <point>`` by a worker of its own; ``opds <point>`` in a child of this process, where the network of the tests leads.
Run as a process of its own with the environment of the broker and database under test; prints one JSON line.
"""

import datetime as dt
import json
import os
import sys
import time
from functools import partial
from pathlib import Path

from tests.services.kill_driver import DEADLINE_SECONDS, run_queued_jobs, successor, wait_for, worker  # sets Django up

# isort: split
from django.conf import settings
from django.db import connections
from django.utils import timezone

from core.fetching.client import fetch
from core.fetching.models import AllowedHost
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from elibrary.sources.inbox.folder import FolderInbox
from elibrary.sources.models import CatalogueSource
from elibrary.sources.services import feed
from elibrary.sources.services.sources import CHECK_SOURCE, sources_due
from tests.factories.sources import HOST, SourceFactory, json_page, names_in, table
from tests.factories.web import Web, web

FILES = 3


def main(kind: str, point: str) -> None:
    code = f"{kind}-{point}".replace(".", "-").replace("_", "-")
    run_queued_jobs()
    CatalogueSource.objects.update(is_active=False)
    told = _folder(code, point) if kind == "folder" else _opds(code, point)
    print(json.dumps(told))


def _folder(code: str, point: str) -> dict[str, object]:
    ours = Path(settings.CATALOGUE_FOLDER, code)
    ours.mkdir(parents=True)
    for number in range(FILES):
        (ours / f"{number}.csv").write_bytes(table(number) + code.encode())
    long_ago = (timezone.now() - dt.timedelta(minutes=5)).isoformat()
    seen = {one.name: [one.mark, long_ago] for one in FolderInbox(ours.parent, code).waiting()}
    source = SourceFactory(publisher__slug=code, publisher__name=code, kind="folder", seen=seen)
    struck = _due(source)
    killed_by = worker(point).wait(timeout=DEADLINE_SECONDS)
    with successor():
        wait_for("the look is over", lambda: Job.objects.filter(pk=struck.pk, state=Job.State.DONE).exists())
    return _told(source, killed_by, left=names_in(ours), aside=len(names_in(ours / "selesai")))


def _opds(code: str, point: str) -> dict[str, object]:
    AllowedHost.objects.get_or_create(host=HOST, defaults={"reason": "Uji"})
    with web() as site:
        site.serve(f"/{code}", json_page(1, next_page=f"/{code}/2"))
        site.serve(f"/{code}/2", json_page(2))
        source = SourceFactory(publisher__slug=code, publisher__name=code, address=f"http://{HOST}/{code}")
        struck = _due(source)
        killed_by = _killed(struck, point, site)
        time.sleep(settings.JOB_LEASE_SECONDS + 0.5)
        _work(struck, site)
    return _told(source, killed_by)


def _killed(job: Job, point: str, site: Web) -> int:
    connections.close_all()
    child = os.fork()
    if not child:
        settings.JOB_FAULT_POINT = point
        _work(job, site)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _work(job: Job, site: Web) -> None:
    feed.fetch = partial(fetch, network=site.network)
    jobs.run(job.pk)


def _due(source: CatalogueSource) -> Job:
    jobs.nudge = lambda job_id: None  # the sweep of the worker finds it
    assert sources_due() == 1
    return Job.objects.get(kind=CHECK_SOURCE, subject=source.job_subject)


def _told(source: CatalogueSource, killed_by: int, **facts: object) -> dict[str, object]:
    check = source.checks.get()
    runs = ImportRun.objects.filter(source_file__source=source)
    return {
        "killed_by": killed_by,
        "result": check.result,
        "taken": check.taken,
        "files": source.files.count(),
        "runs": runs.count(),
        "orphans": ImportRun.objects.filter(options__source=source.pk, source_file=None).count(),
        **facts,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
