"""The process cache: one read until something public changes, none inside a transaction, and copies for each caller."""

import time
from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, Site

from core.pages.page_cache import invalidate
from core.pages.process_cache import ProcessCache

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


def test_a_value_is_read_once(process_cache: None) -> None:
    cache, source = ProcessCache[str, str](), Source("lama")
    assert [cache.get("a", source) for _ in range(3)] == ["lama"] * 3
    assert source.reads == 1


def test_a_public_change_is_seen_at_the_next_read(
    process_cache: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    cache, source = ProcessCache[str, str](), Source("lama")
    cache.get("a", source)
    source.said = "baru"
    with django_capture_on_commit_callbacks(execute=True):
        Site.objects.get().save()
        assert cache.get("a", source) == "lama"  # nobody else sees it before the commit
    assert cache.get("a", source) == "baru"


def test_a_value_read_during_a_publication_is_not_used_again(
    process_cache: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    cache, source = ProcessCache[str, str](), Source("baru")

    def slow() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invalidate()
        return "lama"

    assert cache.get("a", slow) == "lama"
    assert cache.get("a", source) == "baru"


def test_inside_a_transaction_nothing_is_cached() -> None:
    cache, source = ProcessCache[str, str](), Source("lama")
    with transaction.atomic():
        assert [cache.get("a", source), cache.get("a", source)] == ["lama"] * 2
    assert source.reads == 2


def test_none_is_not_cached(process_cache: None) -> None:
    cache, source = ProcessCache[str, str](), Source(None)
    assert [cache.get("a", source), cache.get("a", source)] == [None, None]
    source.said = "ada"
    assert cache.get("a", source) == "ada"


def test_get_many_reads_only_missing_keys_in_one_call(process_cache: None) -> None:
    cache, source = ProcessCache[str, str](), Source("isi")
    cache.get_many(["a"], source.many)
    assert cache.get_many(["a", "b", "c", "b"], source.many) == {"a": "isi a", "b": "isi b", "c": "isi c"}
    cache.get_many(["c", "a"], source.many)
    assert source.reads == 2


def test_it_holds_at_most_max_entries(process_cache: None) -> None:
    cache, source = ProcessCache[int, str](max_entries=3), Source("isi")
    for key in range(50):
        cache.get(key, source)
    assert len(cache._entries) <= 3


def test_an_entry_expires_without_a_change(process_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, source = ProcessCache[str, str](), Source("lama")
    cache.get("a", source)
    monkeypatch.setattr("core.pages.process_cache.time.monotonic", _later(601))
    cache.get("a", source)
    assert source.reads == 2


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_only_a_committed_change_invalidates() -> None:
    """With real transactions, as between two requests of a process."""
    Locale.objects.get_or_create(language_code="id")  # the tables may have been emptied
    root = Page.objects.filter(depth=2).first() or Page.add_root(instance=Page(title="Beranda", slug="beranda"))
    site = Site.objects.first() or Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
    cache, source = ProcessCache[str, str](), Source("isi")
    for _ in range(2):
        cache.get("a", source)
    with transaction.atomic():
        site.save()
        transaction.set_rollback(True)
    cache.get("a", source)
    assert source.reads == 1
    with transaction.atomic():
        site.save()
    cache.get("a", source)
    assert source.reads == 2


def _later(seconds: int) -> Callable[[], float]:
    moment = time.monotonic() + seconds
    return lambda: moment


def test_each_caller_gets_an_own_copy(process_cache: None) -> None:
    cache = ProcessCache[str, dict[str, list[int]]]()
    for _ in range(2):  # the value that was stored, and one that was handed out
        cache.get("a", lambda: {"inner": [1]})["inner"].append(2)  # type: ignore[index]
        cache.get_many(["b"], lambda keys: {key: {"inner": [1]} for key in keys})["b"]["inner"].clear()
    assert cache.get("a", dict) == {"inner": [1]}
    assert cache.get_many(["b"], lambda keys: {}) == {"b": {"inner": [1]}}
