"""A cache that is lost makes pages slower, never unavailable, and what was removed meanwhile never comes back."""

import errno
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client

from cms.home.services.site_setup import seed_site
from core.pages import shared_cache
from core.pages.shared_cache import FailSafeMixin, SafeFileCache
from tests.cms.builders import one_service
from tests.environment import NO_REDIS


class Flaky(FailSafeMixin, LocMemCache):
    """Answers while ``is_up``; counts what reaches the server."""

    back_off = 5.0
    is_up = True
    asked = 0

    def make_and_validate_key(self, key: str, version: Any = None) -> str:
        type(self).asked += 1
        if not type(self).is_up:
            raise ConnectionError("gone")
        return super().make_and_validate_key(key, version)


@pytest.fixture
def flaky(monkeypatch: pytest.MonkeyPatch) -> Iterator[Flaky]:
    monkeypatch.setattr(shared_cache, "_outages", {})
    monkeypatch.setattr(Flaky, "is_up", True)
    monkeypatch.setattr(Flaky, "asked", 0)
    yield Flaky("flaky", {})
    LocMemCache("flaky", {}).clear()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    moment = [1000.0]
    monkeypatch.setattr("core.pages.shared_cache.time.monotonic", lambda: moment[0])
    return lambda seconds: moment.__setitem__(0, moment[0] + seconds)


def test_while_it_is_gone_reads_miss_and_writes_are_forgotten(flaky: Flaky) -> None:
    flaky.set("a", 1)
    Flaky.is_up = False
    assert flaky.get("a", "none") == "none"
    assert (flaky.get_many(["a"]), flaky.has_key("a"), flaky.add("b", 1), flaky.touch("a")) == ({}, False, False, False)
    flaky.set("a", 2)
    assert flaky.set_many({"a": 2}) == ["a"]
    with pytest.raises(ValueError, match="doesn't answer"):
        flaky.incr("a")


def test_an_absent_key_is_no_outage(flaky: Flaky) -> None:
    with pytest.raises(ValueError, match="not found"):
        flaky.incr("absent")
    flaky.set("a", 1)
    assert flaky.get("a") == 1


def test_one_that_is_gone_is_asked_once_per_back_off_and_logged_once(
    flaky: Flaky, later: Any, caplog: pytest.LogCaptureFixture
) -> None:
    Flaky.is_up = False
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            for _ in range(10):
                flaky.get("a")
            later(6)
        assert Flaky.asked == 3
        Flaky.is_up = True
        flaky.get("a")
    assert [record.getMessage() for record in caplog.records] == [
        "The shared cache doesn't answer: pages are slower.",
        "The shared cache answers again.",
    ]


@pytest.mark.parametrize("how", ["delete", "delete_many", "clear"])
def test_what_was_removed_meanwhile_is_gone_when_it_is_back(flaky: Flaky, later: Any, how: str) -> None:
    flaky.set("a", "lama")
    Flaky.is_up = False
    flaky.get("a")
    if how == "delete":
        flaky.delete("a")
    elif how == "delete_many":
        flaky.delete_many(["a"])
    else:
        flaky.clear()
    later(6)
    Flaky.is_up = True
    assert flaky.get("a") is None
    flaky.set("a", "baru")
    assert flaky.get("a") == "baru"  # owed once, paid once


def test_more_removals_than_it_remembers_empty_it(flaky: Flaky, later: Any) -> None:
    flaky.set("kept", 1)
    Flaky.is_up = False
    for number in range(shared_cache.MOST_OWED + 1):
        flaky.delete(f"k{number}")
    later(6)
    Flaky.is_up = True
    assert flaky.get("kept") is None


def test_a_full_disk_changes_nothing_but_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = SafeFileCache(str(tmp_path), {})
    files.set("a", "lama")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.cache.backends.filebased.tempfile.mkstemp", full)
    files.set("b", 1)
    assert (files.get("a"), files.get("b")) == ("lama", None)
    files.delete("a")  # frees space
    assert files.get("a") is None


def test_a_torn_file_is_a_miss(tmp_path: Path) -> None:
    files = SafeFileCache(str(tmp_path), {})
    files.set("a", "x" * 1000)
    (torn,) = tmp_path.glob("*.djcache")
    torn.write_bytes(torn.read_bytes()[:20])
    assert files.get("a") is None


ACCOUNT = ["/akun/masuk/", "/akun/daftar/", "/akun/lupa-kata-sandi/"]
PUBLIC = ["/", "/layanan/", "/cari/?q=izin", "/pengaduan/", *ACCOUNT]


@pytest.mark.django_db
@pytest.mark.parametrize("page_cache", [True, False])
def test_without_redis_every_public_page_and_the_log_in_open(client: Client, settings: Any, page_cache: bool) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "core.pages.shared_cache.SafeRedisCache", "LOCATION": NO_REDIS},
    }
    settings.PAGE_CACHE = page_cache
    seed_site(one_service())
    assert {address: client.get(address).status_code for address in PUBLIC} == dict.fromkeys(PUBLIC, 200)
    assert cache.get("x") is None
    assert caches["exact"].add("x", 1)
