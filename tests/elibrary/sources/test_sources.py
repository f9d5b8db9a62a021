"""When sources are looked into, what follows, and who hears of it."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone

from core.audit.models import AuditEntry
from core.imports.models import ImportRun
from core.jobs.models import Job
from core.messages.models import Notification
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.signals import import_checked, import_refused
from elibrary.sources.models import CatalogueSource, SourceCheck
from elibrary.sources.services import sources
from elibrary.sources.services.sources import EDITABLE, source_check_request, source_save, sources_due
from lms.users.models import User
from tests.elibrary.receivers import failing
from tests.factories.catalogue import PublisherFactory, work
from tests.factories.sources import SourceFactory, json_page, look, table, taken_from
from tests.factories.web import Web

pytestmark = pytest.mark.django_db


def save(**changes: Any) -> CatalogueSource:
    publisher = changes.pop("publisher", None) or PublisherFactory()
    answers = {"publisher": publisher, "kind": "opds", "address": "https://a.example/opds", "every": 60}
    answers |= {"applies_directly": False, "is_active": True, **changes}
    return source_save(source=CatalogueSource(), answers=answers, by=None)


def test_beat_looks_at_what_is_due_and_active_and_not_under_way() -> None:
    due = SourceFactory()
    later = timezone.now() + dt.timedelta(hours=1)
    SourceFactory(publisher__slug="b", address="https://b.example/", next_check_at=later)
    SourceFactory(publisher__slug="c", address="https://c.example/", is_active=False)
    assert sources_due() == 1
    assert sources_due() == 0
    assert Job.objects.get(kind=sources.CHECK_SOURCE).subject == due.job_subject


def test_staff_ask_once_for_one_look_and_it_is_recorded(librarian: User) -> None:
    source = SourceFactory(is_active=False)
    assert source_check_request(source=source, by=librarian)
    assert not source_check_request(source=source, by=librarian)
    assert AuditEntry.objects.filter(action="elibrary.source.check_requested").count() == 1


def test_the_time_of_the_next_look_follows_the_source(feed_source: CatalogueSource, site: Web) -> None:
    site.serve("/opds", json_page(1))
    look(feed_source)
    assert feed_source.next_check_at - timezone.now() > dt.timedelta(hours=23)


def test_the_history_goes_back_half_a_year(feed_source: CatalogueSource, site: Web) -> None:
    for days in (181, 179):
        at = timezone.now() - dt.timedelta(days=days)
        SourceCheck.objects.create(source=feed_source, job=uuid.uuid4(), at=at, result="nothing", message="x")
    look(feed_source)
    assert feed_source.checks.count() == 2


def test_failures_make_pauses_longer_up_to_a_day_and_are_told_once(
    feed_source: CatalogueSource, site: Web, reader_of_mail: User
) -> None:
    minutes = []
    for _ in range(9):
        check = look(feed_source)
        minutes.append(round((feed_source.next_check_at - check.at).total_seconds() / 60))
    assert minutes == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    told = Notification.objects.get(category="katalog-masuk")
    assert "gagal diperiksa" in told.subject
    assert "tidak ada di server" in told.body_text
    assert f"/admin/sumber-katalog/inspect/{feed_source.pk}/" in told.body_text
    site.serve("/opds", json_page(1))
    look(feed_source)
    assert (feed_source.failures, feed_source.last_result) == (0, "found")


def test_a_catalogue_that_waits_is_told_to_the_librarians_once(
    folder_source: CatalogueSource, shared: Path, reader_of_mail: User
) -> None:
    (shared / "katalog.csv").write_bytes(table(1, 2))
    taken_from(folder_source)
    work()
    told = Notification.objects.get(category="katalog-masuk")
    run = ImportRun.objects.get()
    assert told.recipient_id == reader_of_mail.pk
    assert told.subject == "Katalog Balai Pustaka menunggu diterapkan"
    assert "2 rekaman, 2 baru, 0 berubah" in told.body_text
    assert f"/admin/impor-katalog/inspect/{run.pk}/" in told.body_text
    assert not Offer.objects.exists()


def test_a_source_that_may_is_applied_at_once_without_a_word(
    folder_source: CatalogueSource, shared: Path, reader_of_mail: User
) -> None:
    CatalogueSource.objects.update(applies_directly=True)
    (shared / "katalog.csv").write_bytes(table(1, 2))
    folder_source.refresh_from_db()
    taken_from(folder_source)
    work()
    work()
    assert ImportRun.objects.get().state == "applied"
    assert Offer.objects.count() == 2
    assert not Notification.objects.filter(category="katalog-masuk").exists()


def test_a_catalogue_without_anything_new_asks_nobody(
    folder_source: CatalogueSource, shared: Path, reader_of_mail: User
) -> None:
    CatalogueSource.objects.update(applies_directly=True)
    folder_source.refresh_from_db()
    for content in (table(1), table(1) + b"\n"):
        (shared / "katalog.csv").write_bytes(content)
        taken_from(folder_source)
        work()
        work()
    assert sorted(ImportRun.objects.values_list("state", flat=True)) == ["applied", "checked"]
    assert not Notification.objects.filter(category="katalog-masuk").exists()


def test_a_catalogue_that_can_not_be_read_is_told(
    folder_source: CatalogueSource, shared: Path, reader_of_mail: User
) -> None:
    (shared / "katalog.xml").write_bytes(b"<html><title>Galat</title></html>")
    taken_from(folder_source)
    work()
    assert ImportRun.objects.get().state == "refused"
    told = Notification.objects.get(category="katalog-masuk")
    assert "tidak dapat dibaca" in told.subject
    assert "halaman web" in told.body_text


def test_an_error_of_ours_is_a_failure_like_others(
    feed_source: CatalogueSource, monkeypatch: pytest.MonkeyPatch, run_jobs: Any
) -> None:
    monkeypatch.setattr(sources, "feed_take", lambda *args, **options: 1 / 0)
    assert sources_due() == 1
    assert run_jobs() >= 3
    feed_source.refresh_from_db()
    assert (feed_source.last_result, feed_source.failures) == ("failed", 1)
    assert feed_source.last_message == "Terjadi kesalahan di sistem kami."
    assert SourceCheck.objects.count() == 1


def test_what_was_learned_about_the_old_place_is_not_kept_for_the_new(
    feed_source: CatalogueSource, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The librarian changes the address while the worker reads the old one."""
    site.serve("/opds", json_page(1), ETag='"lama"')
    take = sources.feed_take

    def take_slowly(job: Any, source: CatalogueSource, **options: Any) -> Any:
        found = take(job, source, **options)
        answers = {name: getattr(source, name) for name in EDITABLE} | {"address": "http://katalog.example/baru"}
        source_save(source=CatalogueSource.objects.get(pk=source.pk), answers=answers, by=None)
        return found

    monkeypatch.setattr(sources, "feed_take", take_slowly)
    look(feed_source)
    assert (feed_source.address, feed_source.etag) == ("http://katalog.example/baru", "")
    assert feed_source.next_check_at <= timezone.now()


BAD = {
    "folder-with-address": {"kind": "folder", "address": "../lain"},
    "no-address": {"address": ""},
    "credentials": {"address": "https://a:b@a.example/"},
    "number": {"address": "http://127.0.0.1/opds"},
    "prefix-without-slash": {"kind": "bucket", "address": "penerbit"},
    "prefix-from-the-root": {"kind": "bucket", "address": "/penerbit/"},
    "prefix-upwards": {"kind": "bucket", "address": "a/../b/"},
    "kind": {"kind": "ftp", "address": "ftp://a.example/"},
    "too-often": {"every": 1},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_an_impossible_source_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        save(**changes)
    assert not CatalogueSource.objects.exists()


def test_one_place_is_one_source() -> None:
    publisher = PublisherFactory()
    for changes in ({}, {"kind": "folder", "address": "", "publisher": publisher}):
        save(**changes)
        with pytest.raises(ValidationError):
            save(**changes)
    assert AuditEntry.objects.filter(action="elibrary.source.created").count() == 2


def test_the_database_refuses_what_the_form_would() -> None:
    publisher = PublisherFactory()
    for values in (
        {"kind": "folder", "address": "x"},
        {"kind": "opds", "address": ""},
        {"kind": "ftp", "address": "x"},
        {"address": "x", "every": 1},
        {"address": "x", "last_result": "failed", "failures": 0, "last_message": "x"},
        {"address": "x", "last_result": "failed", "failures": 1, "last_message": ""},
        {"address": "x", "last_result": "found", "failures": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CatalogueSource.objects.create(publisher=publisher, **values)


@pytest.mark.parametrize(
    ("signal", "name", "content", "state"),
    [
        (import_checked, "katalog.csv", table(1, 2), "checked"),
        (import_refused, "katalog.xml", b"<html><title>Galat</title></html>", "refused"),
    ],
    ids=["checked", "refused"],
)
def test_a_check_whose_end_a_receiver_fails_to_take_in_ends_once_it_does(
    signal: Signal,
    name: str,
    content: bytes,
    state: str,
    folder_source: CatalogueSource,
    shared: Path,
    reader_of_mail: User,
) -> None:
    (shared / name).write_bytes(content)
    taken_from(folder_source)
    with failing(signal):
        work()
    assert ImportRun.objects.get().state == "checking"
    assert not Notification.objects.filter(category="katalog-masuk").exists()
    work()
    assert ImportRun.objects.get().state == state
    assert Notification.objects.filter(category="katalog-masuk").count() == 1
