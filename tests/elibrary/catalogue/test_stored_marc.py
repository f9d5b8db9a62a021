"""Records read from a catalogue wait for somebody to apply it, but not for ever."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from core.imports import reading as files
from core.imports.models import ImportRun
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.tasks import sweep_catalogue_records
from tests.factories.catalogue import KOPI, Reader, applied, book, checked

pytestmark = pytest.mark.django_db


def old(run: ImportRun) -> ImportRun:
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - files.RECORD_RETENTION - timedelta(days=1))
    return run


def swept(run_jobs: Callable[[], int]) -> None:
    sweep_catalogue_records()
    run_jobs()


def test_only_those_of_old_runs_that_nobody_applied_go(reader: Reader, run_jobs: Callable[[], int]) -> None:
    forgotten = old(checked(reader.file_of([KOPI]), publisher="balai-pustaka"))
    fresh = checked(reader.file_of([book(1)]), publisher="balai-pustaka")
    swept(run_jobs)
    assert (files.records_exist(forgotten), files.records_exist(fresh)) == (False, True)
    assert forgotten.file.storage.exists(forgotten.file.name)


def test_a_run_whose_records_went_can_still_be_applied(reader: Reader, run_jobs: Callable[[], int]) -> None:
    run = old(checked(reader.file_of([KOPI]), publisher="balai-pustaka"))
    swept(run_jobs)
    assert applied(run).state == ImportRun.State.APPLIED
    assert Offer.objects.get().title == KOPI.title


def test_one_that_is_being_applied_keeps_them(reader: Reader, run_jobs: Callable[[], int]) -> None:
    run = old(checked(reader.file_of([KOPI]), publisher="balai-pustaka"))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
    swept(run_jobs)
    assert files.records_exist(run)


def test_a_site_without_any_import_has_nothing_to_sweep() -> None:
    assert files.records_sweep(before=timezone.now()) == 0
