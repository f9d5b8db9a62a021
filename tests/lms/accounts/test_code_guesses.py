"""Codes by mail that others try to guess, and the links that get their owner in all the same."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from core.people.counters import Limit, counters_purge
from core.people.models import AttemptCounter
from lms.accounts.code_guesses import MOST_PER_CODE, MOST_PER_DAY
from tests.factories.lms import PASSWORD, UserFactory
from tests.lms.mail import code_for, link_for

RESET, RESET_CODE = "/akun/lupa-kata-sandi/", "/akun/lupa-kata-sandi/kode/"
LOG_IN_CODE, LOG_IN_CODE_FORM = "/akun/masuk/kode/", "/akun/masuk/kode/ketik/"
NEW_PASSWORD = "/akun/lupa-kata-sandi/baru/"
EMAIL = "sri@example.id"


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of Django and of the standard library."""
    shift = [0.0]
    now, clock_time = timezone.now, time.time
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(seconds=shift[0]))
    monkeypatch.setattr(time, "time", lambda: clock_time() + shift[0])

    def move(**by):
        shift[0] += timedelta(**by).total_seconds()

    return move


def wrong_for(email):
    return "000000" if code_for(email) != "000000" else "111111"


def guess(session, code, address):
    """One guess by a request that reads the session as it was before any guess."""
    client = Client()
    store = SessionStore()
    store.update(session)
    store.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return client.post(address, {"code": code})


def judged(response):
    return response.status_code == 200 and "Kode salah" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "form"), [(RESET, RESET_CODE), (LOG_IN_CODE, LOG_IN_CODE_FORM)], ids=["new password", "log-in"]
)
def test_two_hundred_guesses_from_one_session_judge_five_and_the_right_code_is_dead(client, start, form):
    UserFactory(email=EMAIL)
    client.post(start, {"email": EMAIL})
    session, right, wrong = dict(client.session), code_for(EMAIL), wrong_for(EMAIL)
    answers = [guess(session, wrong, form) for _ in range(200)]
    assert sum(map(judged, answers)) == MOST_PER_CODE
    assert "tidak berlaku lagi" in guess(session, right, form).text


@pytest.mark.django_db
def test_an_address_without_an_account_gets_the_same_answers(client):
    client.post(RESET, {"email": "siapa@example.id"})
    session = dict(client.session)
    answers = [guess(session, "123456", RESET_CODE) for _ in range(8)]
    assert [judged(answer) for answer in answers] == [True] * MOST_PER_CODE + [False] * 3


@pytest.mark.django_db
def test_sign_up_and_a_new_address_count_too(client):
    answers = {"full_name": "Sri", "email": EMAIL, "password1": PASSWORD, "regency": "35.15", "consent": "on"}
    client.post("/akun/daftar/", answers)
    session, wrong = dict(client.session), wrong_for(EMAIL)
    assert [judged(guess(session, wrong, "/akun/konfirmasi/")) for _ in range(7)] == [True] * 5 + [False] * 2

    client = Client()
    client.force_login(UserFactory(email="lama@example.id"))
    client.post("/akun/konfirmasi-ulang/", {"password": PASSWORD})
    client.post("/akun/email/", {"email": "baru@example.id", "action_add": ""})
    session, wrong = dict(client.session), wrong_for("baru@example.id")
    assert [judged(guess(session, wrong, "/akun/konfirmasi/")) for _ in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.django_db
def test_three_hours_of_guessing_judge_as_many_as_a_day_allows_and_the_link_still_works(clock):
    UserFactory(email=EMAIL)
    count = 0
    for _ in range(18):  # three requests for a code are allowed in ten minutes
        for _ in range(3):
            attacker = Client()
            attacker.post(RESET, {"email": EMAIL})
            session, wrong = dict(attacker.session), wrong_for(EMAIL)
            count += sum(judged(guess(session, wrong, RESET_CODE)) for _ in range(10))
        clock(minutes=10)
    assert count == MOST_PER_DAY

    owner = Client()
    owner.post(RESET, {"email": EMAIL})
    assert "tidak berlaku lagi" in owner.post(RESET_CODE, {"code": code_for(EMAIL)}).text
    assert owner.post(link_for(EMAIL)).url == NEW_PASSWORD
    assert owner.post(NEW_PASSWORD, {"password1": "jajan pasar 78", "password2": "jajan pasar 78"}).url == "/kelas/"


@pytest.mark.django_db
def test_the_day_ends_after_24_hours(clock):
    limit = Limit("uji", 2, timedelta(hours=24))
    assert [limit.consume("a") for _ in range(3)] == [True, True, False]
    assert limit.consume("b")
    clock(hours=23, minutes=59)
    assert not limit.consume("a")
    assert counters_purge() == 0
    clock(minutes=1)
    assert limit.consume("a")
    clock(hours=25)
    assert counters_purge() == 2


@pytest.mark.django_db
def test_the_database_refuses_a_count_above_the_limit():
    with pytest.raises(IntegrityError), transaction.atomic():
        AttemptCounter.objects.create(key="x", count=6, limit=5, expires_at=timezone.now())


@pytest.mark.django_db
def test_a_counter_names_no_one(client):
    client.post(RESET, {"email": EMAIL})
    client.post(RESET_CODE, {"code": "123456"})
    assert EMAIL not in str(list(AttemptCounter.objects.values_list()))


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_hundred_guesses_at_once_judge_five(client):
    UserFactory(email=EMAIL)
    client.post(RESET, {"email": EMAIL})
    session, wrong = dict(client.session), wrong_for(EMAIL)

    def attack(_):
        try:
            return judged(guess(session, wrong, RESET_CODE))
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(attack, range(200))) == MOST_PER_CODE
    assert AttemptCounter.objects.filter(count__gt=5, limit=5).count() == 0
