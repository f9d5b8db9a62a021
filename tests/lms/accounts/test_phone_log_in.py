"""Logging in and making a new password with a telephone number; and the screens of a site without a gateway."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from core.messages.models import Notification
from lms.accounts.backends import AccountBackend
from lms.demo import current_code
from lms.profile.models.profile import Profile
from lms.users.models import User
from tests.core.messages.whatsapp_server import an_account
from tests.factories.lms import PASSWORD, ProfileFactory, UserFactory, add_second_factor
from tests.lms.accounts.phones import CODE, NUMBER, code_by_whatsapp, messages_to, phone_user, user_with_both
from tests.lms.mail import code_for, latest_to

pytestmark = pytest.mark.django_db

LOG_IN, RESET, NEW = "/akun/masuk/", "/akun/lupa-kata-sandi/", "/akun/lupa-kata-sandi/baru/"
NEW_PASSWORD = {"password1": "rawon setan 31", "password2": "rawon setan 31"}


@pytest.fixture
def gateway(settings):
    settings.WHATSAPP = an_account()


def log_in(client, login, password=PASSWORD):
    return client.post(LOG_IN, {"login": login, "password": password})


@pytest.mark.parametrize("typed", ["081234567890", "62 812-3456-7890", "+6281234567890"])
def test_a_number_in_any_spelling_opens_the_account(gateway, client, typed):
    phone_user()
    assert log_in(client, typed).url == "/kelas/"
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("typed", ["081234567890", "Siti@example.id"])
def test_who_has_both_comes_in_by_either(gateway, client, typed):
    user_with_both(email="siti@example.id")
    assert log_in(client, typed).url == "/kelas/"


def test_a_wrong_password_and_an_unknown_number_say_the_same(gateway, client):
    phone_user()
    pages = [log_in(client, who, "keliru sekali").text for who in ("081234567890", "081234567891", "x@example.id")]
    assert all("E-mail, nomor WhatsApp, atau kata sandi tidak cocok" in page for page in pages)


def test_a_password_is_hashed_once_for_a_number_that_no_person_has(monkeypatch):
    phone_user()
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append("unknown"))
    monkeypatch.setattr(User, "check_password", lambda self, raw: hashed.append("known"))
    for number in (NUMBER, "+6281234567891"):
        assert AccountBackend().authenticate(None, phone=number, password="x") is None
    assert hashed == ["known", "unknown"]


def test_a_number_that_was_only_noted_opens_nothing(gateway, client):
    profile = ProfileFactory(user__email="siti@example.id")
    Profile.objects.filter(pk=profile.pk).update(phone_hash=None, phone=None)
    client.force_login(profile.user)
    client.post("/akun/profil/", {"full_name": "Siti", "regency": "35.78", "phone": NUMBER})
    assert Profile.objects.get().phone == NUMBER
    assert "tidak cocok" in log_in(Client(), NUMBER).text


def test_five_wrong_passwords_stop_that_number_and_no_other(gateway, client):
    phone_user()
    phone_user("+6281300001111", email="lain@example.id")
    for _ in range(5):
        log_in(client, NUMBER, "keliru sekali")
    assert "Tunggu lima menit" in log_in(client, "0812 3456 7890").text
    assert log_in(Client(), "081300001111").url == "/kelas/"


def test_a_closed_account_gets_an_explanation(gateway, client):
    phone_user(is_active=False)
    assert "Akun tidak aktif" in client.post(LOG_IN, {"login": NUMBER, "password": PASSWORD}, follow=True).text


def test_a_second_factor_is_required_after_a_number_too(gateway, client):
    secret = add_second_factor(phone_user())
    assert log_in(client, NUMBER).url == reverse("mfa_authenticate")
    assert client.post(reverse("mfa_authenticate"), {"code": current_code(secret)}).url == "/kelas/"


def test_an_address_that_was_not_proved_is_asked_to_be_although_the_number_is(gateway, client):
    user = user_with_both(email="siti@example.id")
    user.emailaddress_set.update(verified=False)
    assert log_in(client, "siti@example.id").url == "/akun/konfirmasi/"
    assert log_in(Client(), NUMBER).url == "/kelas/"


@pytest.mark.parametrize("login", ["", "x", "@", "+", "0" * 300, "08\x00123", "٠٨١٢٣٤٥٦٧٨٩٠", "' OR 1=1 --"])
def test_strange_identifiers_get_a_sentence(gateway, client, login):
    response = log_in(client, login)
    assert response.status_code == 200
    assert "<title>Kesalahan: " in response.text


# --- a new password ------------------------------------------------------------------


def test_a_person_without_an_address_makes_a_new_password_by_number(gateway, client):
    phone_user()
    assert client.post(RESET, {"email": "0812 3456 7890"}).url == CODE
    assert messages_to(NUMBER)[-1].recipient is not None
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == NEW
    assert client.post(NEW, NEW_PASSWORD).url == "/kelas/"
    assert messages_to(NUMBER)[-1].subject == "Kata sandi Si-Jawara+ Anda diganti"
    assert log_in(Client(), NUMBER, "rawon setan 31").url == "/kelas/"


def test_the_address_is_notified_of_a_password_reset_by_number(gateway, client):
    user_with_both(email="siti@example.id")
    client.post(RESET, {"email": NUMBER})
    client.post(CODE, {"code": code_by_whatsapp()})
    client.post(NEW, NEW_PASSWORD)
    assert latest_to("siti@example.id").subject == "Kata sandi Si-Jawara+ Anda diganti"


def test_a_second_factor_is_required_after_a_new_password_too(gateway, client):
    add_second_factor(phone_user())
    client.post(RESET, {"email": NUMBER})
    client.post(CODE, {"code": code_by_whatsapp()})
    assert client.post(NEW, NEW_PASSWORD).url == reverse("mfa_authenticate")


def test_the_next_url_is_preserved(gateway, client):
    phone_user()
    client.post(f"{RESET}?next=/akun/profil/", {"email": NUMBER, "next": "/akun/profil/"})
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == f"{NEW}?next=%2Fakun%2Fprofil%2F"


def test_an_unknown_number_gets_the_same_screens_and_a_message_that_it_is_unknown(gateway, client):
    phone_user()
    other = Client()
    client.post(RESET, {"email": NUMBER})
    assert other.post(RESET, {"email": "0812 3456 7891"}).url == CODE
    known, unknown = (one.get(CODE).text for one in (client, other))
    assert len(known) == len(unknown)
    assert messages_to("+6281234567891")[-1].subject == "Nomor ini belum terdaftar di Si-Jawara+"
    assert other.post(CODE, {"code": "000000"}).status_code == 200
    assert other.get(NEW).url == RESET


def test_a_code_for_a_new_password_does_not_open_an_account_closed_meanwhile(gateway, client):
    user = phone_user()
    client.post(RESET, {"email": NUMBER})
    code = code_by_whatsapp()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.post(CODE, {"code": code}).url == LOG_IN
    assert client.get(NEW).url == RESET


def test_a_noted_number_gets_no_code_for_a_new_password(gateway, client):
    user = UserFactory()
    ProfileFactory(user=user, phone=NUMBER, phone_hash="x")
    client.post(RESET, {"email": NUMBER})
    assert messages_to(NUMBER)[-1].template == "notice"


def test_a_new_password_by_e_mail_works_as_before(gateway, client):
    UserFactory(email="siti@example.id")
    assert client.post(RESET, {"email": "siti@example.id"}).url == "/akun/lupa-kata-sandi/kode/"
    client.post("/akun/lupa-kata-sandi/kode/", {"code": code_for("siti@example.id")})
    assert client.post(NEW, NEW_PASSWORD).url == "/kelas/"


def test_who_is_logged_in_and_has_forgotten_the_password_makes_a_new_one(gateway, client):
    phone_user()
    log_in(client, NUMBER)
    client.post(RESET, {"email": NUMBER})
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == NEW
    assert client.post(NEW, NEW_PASSWORD).url == "/kelas/"


def test_the_wrong_step_is_sent_back(gateway, client):
    assert client.get(NEW).url == RESET
    client.force_login(phone_user())
    assert client.get(CODE).url == "/akun/"


# --- without a gateway ---------------------------------------------------------------


def test_without_a_gateway_no_screen_speaks_of_numbers_to_log_in_with(client, settings):
    assert settings.WHATSAPP is None
    for address in ("/akun/daftar/", LOG_IN, RESET):
        page = client.get(address).text
        assert 'type="email"' in page
        assert "WhatsApp" not in page
    user = ProfileFactory().user
    client.force_login(user)
    page = client.get("/akun/").text
    assert "WhatsApp" not in page
    assert "Nomor telepon" in page
    assert 'name="phone"' in client.get("/akun/profil/").text


def test_without_a_gateway_a_number_is_no_identifier_and_the_addresses_are_closed(client):
    answers = {"full_name": "S", "email": NUMBER, "password1": PASSWORD, "regency": "35.15", "consent": "on"}
    assert "Alamat e-mail belum lengkap" in client.post("/akun/daftar/", answers).text
    assert log_in(client, NUMBER).status_code == 200
    for address in ("/akun/nomor/", CODE):
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert not Notification.objects.exists()


def test_the_sentence_about_a_wrong_password_is_as_before(client):
    assert "E-mail atau kata sandi tidak cocok" in log_in(client, "x@example.id", "keliru").text
