"""What is the same for everybody is read once, until something public changes, and never inside a transaction."""

import time
from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, Site

from core.kept import Kept
from core.pagecache import invalidate

pytestmark = pytest.mark.django_db


class Source:
    """Something to read, and how often it was read."""

    def __init__(self, said: str | None) -> None:
        self.said, self.reads = said, 0

    def __call__(self) -> str | None:
        self.reads += 1
        return self.said

    def many(self, keys: list[str]) -> dict[str, str]:
        self.reads += 1
        return {key: f"{self.said} {key}" for key in keys}


@pytest.fixture(autouse=True)
def _cache_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.kept._silent_until", 0.0)


def test_it_is_read_once(kept_reads: None) -> None:
    kept, source = Kept[str, str](), Source("lama")
    assert [kept.get("a", source) for _ in range(3)] == ["lama"] * 3
    assert source.reads == 1


def test_a_public_change_is_seen_at_the_next_read(
    kept_reads: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept, source = Kept[str, str](), Source("lama")
    kept.get("a", source)
    source.said = "baru"
    with django_capture_on_commit_callbacks(execute=True):
        Site.objects.get().save()
        assert kept.get("a", source) == "lama"  # nobody else sees it before the commit
    assert kept.get("a", source) == "baru"


def test_what_was_read_while_somebody_published_is_not_used_again(
    kept_reads: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept, source = Kept[str, str](), Source("baru")

    def slow() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invalidate()
        return "lama"

    assert kept.get("a", slow) == "lama"
    assert kept.get("a", source) == "baru"


def test_inside_a_transaction_the_database_is_asked_and_nothing_is_kept() -> None:
    kept, source = Kept[str, str](), Source("lama")
    with transaction.atomic():
        assert [kept.get("a", source), kept.get("a", source)] == ["lama"] * 2
    assert source.reads == 2


def test_what_is_not_there_is_asked_again(kept_reads: None) -> None:
    kept, source = Kept[str, str](), Source(None)
    assert [kept.get("a", source), kept.get("a", source)] == [None, None]
    source.said = "ada"
    assert kept.get("a", source) == "ada"


def test_of_many_only_the_missing_are_read_and_all_at_once(kept_reads: None) -> None:
    kept, source = Kept[str, str](), Source("isi")
    kept.get_many(["a"], source.many)
    assert kept.get_many(["a", "b", "c", "b"], source.many) == {"a": "isi a", "b": "isi b", "c": "isi c"}
    kept.get_many(["c", "a"], source.many)
    assert source.reads == 2


def test_it_never_grows_past_its_limit(kept_reads: None) -> None:
    kept, source = Kept[int, str](most=3), Source("isi")
    for key in range(50):
        kept.get(key, source)
    assert len(kept._entries) <= 3


def test_it_is_read_again_after_a_while_though_no_change_was_heard_of(
    kept_reads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, source = Kept[str, str](), Source("lama")
    kept.get("a", source)
    monkeypatch.setattr("core.kept.time.monotonic", _later(601))
    kept.get("a", source)
    assert source.reads == 2


def test_a_cache_that_is_down_is_asked_once_in_a_while_and_the_database_each_time(
    kept_reads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(*args: object, **kwargs: object) -> None:
        asked.append(args)
        raise ConnectionError

    monkeypatch.setattr("core.pagecache.cache.get_or_set", refuse, raising=False)
    kept, source = Kept[str, str](), Source("isi")
    assert [kept.get("a", source) for _ in range(3)] == ["isi"] * 3
    assert (source.reads, len(asked)) == (3, 1)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_only_what_was_committed_makes_it_read_again() -> None:
    """With real transactions, as between two requests of a process."""
    Locale.objects.get_or_create(language_code="id")  # the tables may have been emptied
    root = Page.objects.filter(depth=2).first() or Page.add_root(instance=Page(title="Beranda", slug="beranda"))
    site = Site.objects.first() or Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    kept, source = Kept[str, str](), Source("isi")
    for _ in range(2):
        kept.get("a", source)
    with transaction.atomic():
        site.save()
        transaction.set_rollback(True)
    kept.get("a", source)
    assert source.reads == 1
    with transaction.atomic():
        site.save()
    kept.get("a", source)
    assert source.reads == 2


def _later(seconds: int) -> Callable[[], float]:
    moment = time.monotonic() + seconds
    return lambda: moment
