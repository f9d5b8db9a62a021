"""The one-time links of mails with a code."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.operations.logs import mask
from core.people import roles
from lms.accounts.models import OneTimeLink
from lms.accounts.services.links import LIFE, links_purge
from lms.users.models import User
from tests.factories.lms import PASSWORD, UserFactory, make_staff
from tests.lms.mail import code_for, latest_to, link_for

pytestmark = pytest.mark.django_db

EMAIL = "sri@example.id"
SIGN_UP = {"full_name": "Sri", "email": EMAIL, "password1": PASSWORD, "regency": "35.15", "consent": "on"}
ENDED = "Tautan ini sudah tidak berlaku"


@pytest.fixture
def log_in_link(client):
    UserFactory(email=EMAIL)
    client.post("/akun/masuk/kode/", {"email": EMAIL})
    return link_for(EMAIL)


def is_logged_in(client):
    return client.get("/akun/").status_code == 200


def test_opening_a_link_changes_nothing_and_its_button_works_once(log_in_link):
    phone = Client()
    page = phone.get(log_in_link)
    assert "Masuk ke akun Anda" in page.text
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    phone.head(log_in_link)
    assert phone.post(log_in_link).url == "/kelas/"
    assert is_logged_in(phone)
    again = Client().post(log_in_link)
    assert again.status_code == 410
    assert ENDED in again.text


def test_log_in_by_code(client):
    UserFactory(email=EMAIL)
    assert client.post("/akun/masuk/kode/", {"email": EMAIL}).url == "/akun/masuk/kode/ketik/"
    assert "Kode salah" in client.post("/akun/masuk/kode/ketik/", {"code": "x"}).text
    assert client.post("/akun/masuk/kode/ketik/", {"code": code_for(EMAIL)}).url == "/kelas/"


def test_an_unknown_address_sees_the_same_screen_and_gets_no_link(client):
    assert client.post("/akun/masuk/kode/", {"email": "x@example.id"}).url == "/akun/masuk/kode/ketik/"
    assert "/akun/tautan/" not in latest_to("x@example.id").body_text
    assert not OneTimeLink.objects.exists()


def test_staff_still_type_their_second_factor(client):
    staff = make_staff(roles.CONTENT_EDITOR, email=EMAIL)
    client.post("/akun/masuk/kode/", {"email": EMAIL})
    assert client.post(link_for(staff.email)).url == "/akun/keamanan/masuk/"
    assert not is_logged_in(client)


def test_sign_up_goes_on_in_the_browser_in_which_it_began(client):
    client.post("/akun/daftar/", SIGN_UP)
    assert client.post(link_for(EMAIL)).url == "/kelas/"
    assert is_logged_in(client)


def test_in_another_browser_the_address_is_verified_and_the_password_asked_for(client):
    client.post("/akun/daftar/", SIGN_UP)
    phone = Client()
    assert phone.post(link_for(EMAIL)).url == "/akun/masuk/"
    assert not is_logged_in(phone)
    assert EmailAddress.objects.get(email=EMAIL).verified
    assert phone.post("/akun/masuk/", {"login": EMAIL, "password": PASSWORD}).url == "/kelas/"


def test_a_new_address_replaces_the_old_one(client):
    user = UserFactory(email="lama@example.id")
    client.force_login(user)
    client.post("/akun/konfirmasi-ulang/", {"password": PASSWORD})
    client.post("/akun/email/", {"email": EMAIL, "action_add": ""})
    assert client.post(link_for(EMAIL)).url == "/akun/"
    assert [(one.email, one.verified) for one in EmailAddress.objects.filter(user=user)] == [(EMAIL, True)]
    assert User.objects.get(pk=user.pk).email == EMAIL


def test_an_address_that_another_account_has_verified_meanwhile_stays_theirs(client):
    client.force_login(UserFactory(email="lama@example.id"))
    client.post("/akun/konfirmasi-ulang/", {"password": PASSWORD})
    client.post("/akun/email/", {"email": EMAIL, "action_add": ""})
    link = link_for(EMAIL)
    holder = UserFactory(email=EMAIL)
    client.post(link)
    assert EmailAddress.objects.get(email=EMAIL, verified=True).user == holder


def test_a_new_password_by_link_ends_the_links_before_it(client):
    UserFactory(email=EMAIL)
    client.post("/akun/masuk/kode/", {"email": EMAIL})
    older = link_for(EMAIL)
    client.post("/akun/lupa-kata-sandi/", {"email": EMAIL})
    phone = Client()
    address = phone.post(link_for(EMAIL)).url
    assert phone.post(address, {"password1": "jajan pasar 78", "password2": "jajan pasar 78"}).url == "/kelas/"
    assert Client().post(older).status_code == 410


def test_a_link_ends_with_its_code(log_in_link, monkeypatch):
    end = OneTimeLink.objects.get().expires_at
    monkeypatch.setattr(timezone, "now", lambda: end - timedelta(seconds=1))
    assert Client().get(log_in_link).status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: end)
    assert Client().get(log_in_link).status_code == 410
    assert timedelta(minutes=30) == LIFE


def test_a_closed_account_is_not_opened_by_a_link(log_in_link):
    User.objects.update(is_active=False)
    assert Client().post(log_in_link).status_code == 410


def test_a_link_of_another_person_logs_the_one_before_out(log_in_link):
    shared = Client()
    shared.force_login(UserFactory(email="lain@example.id"))
    shared.post(log_in_link)
    assert shared.get("/akun/").context["user"].email == EMAIL


def test_the_token_is_only_in_the_mail(log_in_link):
    token = log_in_link.split("/")[-2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lms_onetimelink")
        row = str(cursor.fetchall())
    assert token not in row
    assert EMAIL not in row
    assert token not in mask(f'"GET {log_in_link} HTTP/1.1" 200')


def test_ended_links_are_purged_after_a_day(log_in_link, monkeypatch):
    end = OneTimeLink.objects.get().expires_at
    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(days=1))
    assert links_purge() == 0
    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(days=1, seconds=1))
    assert links_purge() == 1
