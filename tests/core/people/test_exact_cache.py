"""Without the cache no log-in is refused and no code is taken twice: both are counted in the database."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from core.people.counters import counters_purge
from core.people.models import ExactCacheEntry
from core.people.throttling import is_too_often
from tests.environment import NO_REDIS


@pytest.fixture
def no_redis(settings: Any) -> None:
    lost = {"BACKEND": "core.pages.shared_cache.SafeRedisCache", "LOCATION": NO_REDIS}
    settings.CACHES = {**settings.CACHES, "default": lost}


@pytest.mark.django_db
def test_a_used_totp_code_stays_used_without_the_cache(no_redis: None) -> None:
    user = get_user_model().objects.create_user("a@contoh.id", "x")
    totp = TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(iter(yield_hotp_counters_from_time()))))
    assert [totp.validate_code(code), totp.validate_code(code)] == [True, False]


@pytest.mark.django_db
def test_log_in_is_neither_refused_nor_unlimited_without_the_cache(no_redis: None, client: Any) -> None:
    get_user_model().objects.create_user("a@contoh.id", "sandi-yang-panjang")
    attempts = [
        client.post("/akun/masuk/", {"login": f"b{n}@contoh.id", "password": "salah"}).status_code for n in range(61)
    ]
    assert attempts[0] == 200
    assert attempts[-1] == 429


@pytest.mark.django_db
def test_requests_are_counted_without_the_cache(no_redis: None, rf: RequestFactory) -> None:
    first, second = rf.get("/", REMOTE_ADDR="203.0.113.1"), rf.get("/", REMOTE_ADDR="203.0.113.2")
    assert [is_too_often(first, action="uji", most=2, seconds=60) for _ in range(3)] == [False, False, True]
    assert not is_too_often(second, action="uji", most=2, seconds=60)
    assert not is_too_often(first, action="uji", most=2, seconds=60, who="7")


@pytest.mark.django_db
def test_expired_entries_are_purged() -> None:
    caches["exact"].set("lama", 1, 60)
    ExactCacheEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))
    caches["exact"].set("baru", 1, 60)
    counters_purge()
    assert ExactCacheEntry.objects.count() == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_many_who_add_at_once_one_has_added() -> None:
    won: list[bool] = []

    def add() -> None:
        try:
            won.append(caches["exact"].add("kode", 1, 60))
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), won.count(True)) == (16, 1)
