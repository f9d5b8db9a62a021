"""Two exports of SLiMS at the same moment, and two workers on one; on PostgreSQL."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from core.imports.driver import request_apply, upload
from core.imports.models import ImportRun
from core.jobs import services as jobs
from core.jobs.models import Job
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.models.slims_import import SlimsImport
from elibrary.cataloguing.services import slims_import
from elibrary.cataloguing.services.slims_import import SLIMS
from elibrary.cataloguing.slims import rows as slims

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

TITLES = [f"Buku {number}" for number in range(20)]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slims_import, "BATCH", 5)


def export(titles: list[str]) -> bytes:
    cells = ({"title": title, "authors": "<Siti>", "topics": "<Kopi>", "item_code": f"<{title}>"} for title in titles)
    rows = [slims.line_of([one.get(name, "") for name in slims.COLUMNS]) for one in cells]
    return "".join([slims.line_of(slims.COLUMNS), *rows]).encode()


def ready(*lists: list[str]) -> list[SlimsImport]:
    """All are checked before the first waits to be applied."""
    runs = []
    for number, titles in enumerate(lists):
        run = upload(SLIMS, file=ContentFile(export(titles), name=f"{number}.csv"), by=None)
        jobs.run(Job.objects.get(subject=f"import:{run.pk}").pk)
        runs.append(SlimsImport.objects.get(pk=run.pk))
    for run in runs:
        request_apply(run=run, chosen=[], by=None)
    return runs


def at_once(runs: list[SlimsImport]) -> None:
    """Each by a worker of its own, batch by batch as the job does it."""

    def work(run: SlimsImport) -> None:
        try:
            for batch in slims_import._batches(run):
                slims_import.apply_batch(run=run, batch=batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(runs)) as pool:
        list(pool.map(work, runs))


def outcomes(runs: list[SlimsImport]) -> dict[str, int]:
    return dict(Counter(one for run in {run.pk: run for run in runs}.values() for one in outcomes_of(run)))


def outcomes_of(run: ImportRun) -> list[str]:
    return list(run.lines.values_list("outcome", flat=True))


@pytest.mark.parametrize("order", ["the same order", "opposite orders"])
def test_two_exports_at_once_make_each_description_once(order: str) -> None:
    runs = ready(TITLES, TITLES if order == "the same order" else TITLES[::-1])
    at_once(runs)
    assert sorted(BibliographicRecord.objects.values_list("title", flat=True)) == sorted(TITLES)
    assert (Accession.objects.count(), Authority.objects.count()) == (len(TITLES), 2)
    assert outcomes(runs) == {"done": len(TITLES), "unchanged": len(TITLES)}


def test_two_workers_on_one_export_do_each_batch_once() -> None:
    [run] = ready(TITLES)
    at_once(list(repeat(run, 2)))
    assert BibliographicRecord.objects.count() == Accession.objects.count() == len(TITLES)
    assert outcomes([run]) == {"done": len(TITLES)}
