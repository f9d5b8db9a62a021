"""Reminders are switched off from the mail, without logging in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from core.messages.models import NotificationOptOut
from core.messages.services import notify
from lms.reminders.unsubscribe import CATEGORY, holder_of, unsubscribe_url
from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return LearnerFactory()


@pytest.fixture
def address(user):
    return unsubscribe_url(user.pk).removeprefix("http://localhost:8000")


def is_off(user):
    return NotificationOptOut.objects.filter(user=user, category=CATEGORY).exists()


def send(user, category=CATEGORY):
    notify(key=f"k:{category}", category=category, address=user.email, recipient=user, subject="Kelas", body_text="Besok.")


def test_a_scanner_that_opens_the_link_changes_nothing(user, address):
    page = Client().get(address)
    assert "Matikan pengingat kelas?" in page.text
    assert "no-store" in page["Cache-Control"]
    assert not is_off(user)


def test_one_tap_switches_off_a_second_changes_nothing_and_another_switches_on(user, address):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(address).text)[1]
    for _ in range(2):
        page = client.post(address, {"csrfmiddlewaretoken": token, "pengingat": "mati"})
        assert "Pengingat sudah dimatikan" in page.text
        assert is_off(user)
    page = client.post(address, {"csrfmiddlewaretoken": token, "pengingat": "nyala"})
    assert "Pengingat menyala lagi" in page.text
    assert not is_off(user)


def test_a_mail_program_switches_off_by_its_own_button(user, address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert is_off(user)
    assert client.post(address, {"pengingat": "nyala"}).status_code == 403, "any other form brings its token"


def test_an_optional_mail_has_list_unsubscribe_headers(user, run_jobs):
    send(user)
    send(user, "kelas")
    run_jobs()
    reminder, other = mail.outbox
    assert reminder.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<http://localhost:8000/kelas/pengingat/([\w-]+)/>", reminder.extra_headers["List-Unsubscribe"])
    assert holder_of(found[1]) == user
    assert "List-Unsubscribe" not in other.extra_headers


def test_the_token_reveals_nothing_about_its_person(user, address):
    token = address.rsplit("/", 2)[1]
    assert user.email not in address
    assert unsubscribe_url(user.pk) != unsubscribe_url(user.pk)
    assert holder_of(token) == user


@pytest.mark.parametrize("token", ["kata", "é", "gAAAAA", "a" * 5000])
def test_a_truncated_link_gets_an_explanation(token):
    page = Client().get(reverse("reminder_switch", args=[token]))
    assert page.status_code == 404
    assert "Tautan ini tidak dikenal" in page.text
    assert 'href="/akun/persetujuan/"' in page.text


def test_a_token_made_for_something_else_opens_nothing(user):
    from core.personal_data import encryption

    assert holder_of(encryption.encrypt(f"lain:{user.pk}")) is None
    assert holder_of(encryption.encrypt(f"{CATEGORY}:99999")) is None


def test_the_switch_is_the_one_on_the_page_of_messages(client, user, address):
    client.force_login(user)
    assert 'value="pengingat" id="pesan-pengingat" checked' in client.get("/akun/persetujuan/").text
    Client().post(address, {"List-Unsubscribe": "One-Click"})
    assert 'value="pengingat" id="pesan-pengingat" checked' not in client.get("/akun/persetujuan/").text
