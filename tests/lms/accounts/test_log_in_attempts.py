"""Wrong passwords of others don't keep the owner of an account out."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from core.messages.models import Notification
from lms.accounts.known_devices import COOKIE
from lms.accounts.log_in_attempts import ACCOUNT
from tests.factories.lms import PASSWORD, UserFactory
from tests.lms.mail import code_for, latest_to, link_for

pytestmark = pytest.mark.django_db

LOG_IN = "/akun/masuk/"
EMAIL = "sri@example.id"
TOO_MANY = "Terlalu banyak percobaan yang gagal"


@pytest.fixture(autouse=True)
def user():
    return UserFactory(email=EMAIL)


def attempt(client, password, *, address="203.0.113.7", email=EMAIL):
    caches["exact"].clear()  # allauth's limit by address is not what these tests are about
    return client.post(LOG_IN, {"login": email, "password": password}, REMOTE_ADDR=address)


def attack(times=5, *, address="203.0.113.7"):
    return [attempt(Client(), "keliru sekali", address=address) for _ in range(times)]


def test_the_network_of_the_attack_waits_and_no_other():
    assert [TOO_MANY in page.text for page in attack(6)] == [False] * 5 + [True]
    assert TOO_MANY in attempt(Client(), PASSWORD, address="203.0.113.200").text  # the same /24
    assert attempt(Client(), PASSWORD, address="198.51.100.1").url == "/kelas/"


def test_a_network_of_ipv6_is_a_48():
    attack(address="2001:db8:1:2::1")
    assert TOO_MANY in attempt(Client(), PASSWORD, address="2001:db8:1:ffff::9").text
    assert attempt(Client(), PASSWORD, address="2001:db8:2::1").url == "/kelas/"


def test_a_known_device_comes_in_from_the_network_of_the_attack():
    device = Client()
    attempt(device, PASSWORD)
    device.post("/akun/keluar/")
    attack(6)
    assert attempt(device, PASSWORD).url == "/kelas/"


def test_a_known_device_has_five_attempts_of_its_own():
    device = Client()
    attempt(device, PASSWORD)
    device.post("/akun/keluar/")
    assert [TOO_MANY in attempt(device, "keliru sekali").text for _ in range(6)] == [False] * 5 + [True]
    assert Notification.objects.count() == 0  # the owner sees it on their own screen


def test_the_cookie_of_another_account_is_no_known_device():
    other = UserFactory(email="lain@example.id")
    device = Client()
    attempt(device, PASSWORD, email=other.email)
    device.post("/akun/keluar/")
    attack(5)
    assert TOO_MANY in attempt(device, PASSWORD).text


def test_a_forged_cookie_is_no_known_device():
    attack(5)
    forged = Client()
    forged.cookies[COOKIE] = "WyJ4IiwgW11d:1abcde:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    assert TOO_MANY in attempt(forged, PASSWORD).text


def test_the_cookie_says_nothing_about_the_person(client):
    cookie = attempt(client, PASSWORD).cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 400 * 24 * 3600)
    assert "sri" not in cookie.value


def test_many_networks_together_are_limited_and_the_mailed_code_and_link_are_not():
    for network in range(ACCOUNT.most // 5):
        attack(5, address=f"198.51.{network}.1")
    assert TOO_MANY in attempt(Client(), PASSWORD, address="192.0.2.1").text
    owner = Client()
    owner.post("/akun/masuk/kode/", {"email": EMAIL})
    assert owner.post("/akun/masuk/kode/ketik/", {"code": code_for(EMAIL)}).url == "/kelas/"
    phone = Client()
    phone.post("/akun/masuk/kode/", {"email": EMAIL})
    assert phone.post(link_for(EMAIL)).url == "/kelas/"


def test_one_network_alone_cannot_use_up_the_account(monkeypatch):
    attack(60)
    assert attempt(Client(), PASSWORD, address="192.0.2.1").url == "/kelas/"


def test_the_wait_ends_after_five_minutes(monkeypatch):
    attack(5)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=5))
    assert attempt(Client(), PASSWORD).url == "/kelas/"


def test_a_right_password_is_not_counted():
    for _ in range(7):
        assert attempt(Client(), PASSWORD).url == "/kelas/"


def test_the_owner_is_told_once_a_day(monkeypatch):
    attack(8)
    attack(8, address="198.51.100.1")
    assert Notification.objects.filter(address=EMAIL).count() == 1
    body = latest_to(EMAIL).body_text
    assert "/akun/masuk/kode/" in body
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    attack(8)
    assert Notification.objects.filter(address=EMAIL).count() == 2


def test_an_unknown_address_is_refused_alike_and_nobody_is_told():
    pages = [attempt(Client(), "x", email="siapa@example.id") for _ in range(6)]
    assert [TOO_MANY in page.text for page in pages] == [False] * 5 + [True]
    assert not Notification.objects.exists()
