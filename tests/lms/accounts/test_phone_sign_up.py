"""Signing up with a telephone number, where a gateway can prove it: and each way in which that may go wrong."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from core.audit.models import AuditEntry
from core.messages.models import Notification
from lms.accounts import phone_codes
from lms.accounts.services.phone_accounts import PhoneTaken, sign_up_by_phone
from lms.consents.models import Consent
from lms.profile.models.profile import Profile
from lms.users.models import User
from tests.core.messages.whatsapp_server import an_account, meta
from tests.factories.lms import PASSWORD
from tests.lms.accounts.phones import CODE, NUMBER, code_by_whatsapp, messages_to, phone_user
from tests.lms.mail import code_for, deliver_all

pytestmark = pytest.mark.django_db

SIGN_UP = "/akun/daftar/"
ANSWERS = {"full_name": "Bu Tatik", "email": "0812-3456-7890", "password1": PASSWORD, "regency": "35.15", "consent": "on"}


@pytest.fixture(autouse=True)
def _gateway(settings):
    settings.WHATSAPP = an_account()


def expire(client, seconds=31 * 60):
    """Let the waiting code grow old."""
    session = client.session
    waiting = phone_codes.pending_code(type("Request", (), {"session": session}))
    session[phone_codes.SESSION_KEY] = phone_codes.sealed(phone_codes.replace(waiting, at=time.time() - seconds))
    session.save()


@pytest.mark.parametrize("typed", ["0812-3456-7890", "62 812 3456 7890", "+6281234567890", " 081234567890 "])
def test_a_person_signs_up_with_a_number_in_any_spelling(client, typed):
    assert client.post(SIGN_UP, {**ANSWERS, "email": typed}).url == CODE
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"
    page = client.get("/akun/").text
    assert "+62812•••••890" in page
    assert "Terbukti milik Anda" in page
    user = User.objects.get()
    assert (user.email, user.proven_phone, user.profile.regency) == (None, NUMBER, "35.15")
    assert (Consent.objects.count(), AuditEntry.objects.filter(action="lms.account.opened").count()) == (1, 1)


def test_there_are_five_questions_and_one_identifier(client):
    page = client.get(SIGN_UP).text
    assert "E-mail atau nomor WhatsApp" in page
    for name in ("full_name", "email", "password1", "regency", "consent"):
        assert page.count(f'name="{name}"') == 1
    assert 'type="email"' not in page


def test_an_e_mail_address_still_works_as_before(client):
    assert client.post(SIGN_UP, {**ANSWERS, "email": "Sri@example.id"}).url == "/akun/konfirmasi/"
    assert client.post("/akun/konfirmasi/", {"code": code_for("sri@example.id")}).url == "/kelas/"
    assert User.objects.get().email == "sri@example.id"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Isi alamat e-mail atau nomor WhatsApp."),
        ("   ", "Isi alamat e-mail atau nomor WhatsApp."),
        ("sri@", "Alamat e-mail belum lengkap"),
        ("12345", "Tulis alamat e-mail, atau nomor WhatsApp"),
        ("031-8671330", "Tulis alamat e-mail, atau nomor WhatsApp"),  # a landline has no WhatsApp code
        ("+1 202 555 0100", "Tulis alamat e-mail, atau nomor WhatsApp"),
        ("Siti", "Tulis alamat e-mail, atau nomor WhatsApp"),
    ],
)
def test_what_is_neither_address_nor_number_is_explained_and_nothing_is_stored(client, typed, sentence):
    page = client.post(SIGN_UP, {**ANSWERS, "email": typed}).text
    assert sentence in page.split('class="error-summary"')[1].split("</div>")[0]
    assert 'value="Bu Tatik"' in page
    assert (User.objects.count(), Notification.objects.count()) == (0, 0)


def test_before_the_number_is_proved_there_is_no_account_and_the_number_is_not_blocked(client):
    client.post(SIGN_UP, ANSWERS)
    assert (User.objects.count(), Profile.objects.count()) == (0, 0)
    owner = Client()
    owner.post(SIGN_UP, ANSWERS)  # whose number it is
    assert owner.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"
    assert User.objects.count() == 1


def test_number_code_and_answers_lie_unreadable_in_the_session(client):
    client.post(SIGN_UP, ANSWERS)
    content = str(Session.objects.get().get_decoded())
    for secret in (NUMBER, "81234567890", code_by_whatsapp(), "Tatik"):
        assert secret not in content


def test_the_message_is_wiped_once_sent_and_its_subject_says_no_code(client, settings):
    with meta() as server:
        settings.WHATSAPP = an_account(server.port)
        client.post(SIGN_UP, ANSWERS)
        deliver_all()
    assert server.taken[0]["to"] == NUMBER
    notification = Notification.objects.get()
    assert (notification.body_text, notification.sealed_address, notification.subject) == ("", None, "Kode Si-Jawara+")


def test_the_person_goes_on_to_where_they_came_from(client):
    client.post(f"{SIGN_UP}?next=/akun/profil/", {**ANSWERS, "next": "/akun/profil/"})
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/akun/profil/"


def test_a_foreign_address_in_next_is_not_followed(client):
    client.post(SIGN_UP, {**ANSWERS, "next": "https://jahat.example/"})
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"


def test_a_wrong_code_can_be_corrected_and_the_fifth_starts_over(client):
    client.post(f"{SIGN_UP}?next=/akun/profil/", {**ANSWERS, "next": "/akun/profil/"})
    wrong = "000000" if code_by_whatsapp() != "000000" else "111111"
    for _ in range(4):
        page = client.post(CODE, {"code": wrong}).text
        assert "Kode salah" in page
        assert "<title>Kesalahan: " in page
    response = client.post(CODE, {"code": wrong})
    assert response.url == "/akun/daftar/?next=%2Fakun%2Fprofil%2F"
    assert "Terlalu banyak percobaan" in client.get(response.url).text
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/akun/masuk/"
    assert not User.objects.exists()


def test_guesses_at_the_same_moment_are_counted_together(client):
    client.post(SIGN_UP, ANSWERS)
    fresh = client.session[phone_codes.SESSION_KEY]
    wrong = "000000" if code_by_whatsapp() != "000000" else "111111"
    answers = []
    for _ in range(8):  # each request reads a session in which nothing was wrong yet
        session = client.session
        session[phone_codes.SESSION_KEY] = fresh
        session.save()
        answers.append("Kode salah" in client.post(CODE, {"code": wrong}).text)
    assert answers == [True] * 5 + [False] * 3
    session[phone_codes.SESSION_KEY] = fresh
    session.save()
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == SIGN_UP
    assert not User.objects.exists()


def test_an_expired_code_shows_that_and_signing_up_again_works(client):
    client.post(SIGN_UP, ANSWERS)
    expire(client)
    response = client.post(CODE, {"code": code_by_whatsapp()})
    assert response.url == SIGN_UP
    assert "Kode itu sudah tidak berlaku" in client.get(SIGN_UP).text
    client.post(SIGN_UP, ANSWERS)
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"


def test_a_clock_that_jumped_back_does_not_keep_a_code_for_ever(client):
    client.post(SIGN_UP, ANSWERS)
    expire(client, seconds=-3600)
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == SIGN_UP


def test_a_new_code_ends_the_one_before_and_there_are_only_so_many(client, monkeypatch):
    monkeypatch.setattr(phone_codes, "MOST_RESENDS", 2)
    client.post(SIGN_UP, ANSWERS)
    first = code_by_whatsapp()
    assert client.post(CODE, {"action": "resend"}).url == CODE
    second = code_by_whatsapp()
    if first != second:
        assert "Kode salah" in client.post(CODE, {"code": first}).text
    client.post(CODE, {"action": "resend"})
    client.post(CODE, {"action": "resend"})  # one too many
    assert len(messages_to(NUMBER)) == 3
    assert "Kode sudah dikirim beberapa kali" in client.get(CODE).text
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"


def test_a_number_that_was_mistyped_is_typed_anew(client):
    client.post(SIGN_UP, {**ANSWERS, "email": "0812 9999 0000"})
    assert "+6281299990000" in client.get(CODE).text
    assert client.post(CODE, {"action": "restart"}).url == SIGN_UP
    client.post(SIGN_UP, ANSWERS)
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"


def test_too_many_messages_to_one_number_get_the_page_that_says_wait(client):
    for _ in range(6):
        Client().post(SIGN_UP, ANSWERS)
    response = Client().post(SIGN_UP, ANSWERS)
    assert response.status_code == 429
    assert len(messages_to(NUMBER)) == 6
    assert Client().post(SIGN_UP, {**ANSWERS, "email": "0813 0000 1111"}).url == CODE  # others are not held up


def test_one_address_on_the_net_may_not_ring_one_telephone_after_the_other(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "phone_code": "2/h/ip,6/10m/key"}
    answers = [Client().post(SIGN_UP, {**ANSWERS, "email": f"0812 3456 780{n}"}).status_code for n in range(3)]
    assert answers == [302, 302, 429]


def without_token(page):
    parts = page.split('name="csrfmiddlewaretoken" value="')
    return parts[0] + "".join(part[64:] for part in parts[1:])


def test_a_taken_number_shows_the_same_screens_and_its_owner_gets_a_message(client):
    phone_user()
    taken, free = client.post(SIGN_UP, ANSWERS), Client()
    other = free.post(SIGN_UP, {**ANSWERS, "email": "0812 3456 7891"})
    assert (taken.status_code, taken.url) == (other.status_code, other.url)
    screens = [without_token(one.get(CODE).text) for one in (client, free)]
    assert screens[0].replace("67890", "67891") == screens[1]
    assert messages_to(NUMBER)[-1].subject == "Anda sudah punya akun Si-Jawara+"
    assert (messages_to(NUMBER)[-1].template, messages_to(NUMBER)[-1].sensitive) == ("notice", True)
    for guess in ("", "000000", "123456"):
        assert client.post(CODE, {"code": guess}).status_code == 200
    assert User.objects.count() == 1


def test_the_same_work_is_done_for_a_number_that_is_taken(client, django_assert_max_num_queries, queries):
    counts = []
    for number in (NUMBER, "+6281234567891"):
        if number == NUMBER:
            phone_user()
        with queries:
            Client().post(SIGN_UP, {**ANSWERS, "email": number})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_number_noted_but_never_proved_does_not_block_its_owner(client):
    stranger = phone_user("+6281300001111")
    Profile.objects.filter(user=stranger).delete()
    Profile.objects.create(user=stranger, regency="35.78", phone=NUMBER, phone_hash=phone_codes.phone.hashed(NUMBER))
    client.post(SIGN_UP, ANSWERS)
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/kelas/"


def test_two_people_who_prove_one_number_give_one_account(client):
    other = Client()
    for one in (client, other):
        one.post(SIGN_UP, ANSWERS)
    codes = [message.body_text for message in messages_to(NUMBER)]
    assert client.post(CODE, {"code": codes[0]}).url == "/kelas/"
    response = other.post(CODE, {"code": codes[1]})
    assert response.url == "/akun/masuk/"
    assert "Nomor ini sudah punya akun" in other.get(response.url).text
    assert User.objects.count() == 1


def test_a_second_tap_on_the_code_is_harmless(client):
    client.post(SIGN_UP, ANSWERS)
    code = code_by_whatsapp()
    client.post(CODE, {"code": code})
    assert client.post(CODE, {"code": code}).url == "/akun/"
    assert User.objects.count() == 1


def test_the_same_proof_twice_at_once_gives_the_same_account():
    answers = {"password_hash": "md5$a$b", "full_name": "Tatik", "regency": "35.15", "consent_version": "2026-11"}
    first = sign_up_by_phone(number=NUMBER, **answers)
    assert sign_up_by_phone(number=NUMBER, **answers) == first
    with pytest.raises(PhoneTaken):
        sign_up_by_phone(number=NUMBER, **{**answers, "password_hash": "md5$a$c"})


def test_a_session_that_was_tampered_with_is_a_fresh_start(client):
    client.post(SIGN_UP, ANSWERS)
    session = client.session
    session[phone_codes.SESSION_KEY] = "bukan token"
    session.save()
    assert client.post(CODE, {"code": "123456"}).url == "/akun/masuk/"


def test_without_a_pending_code_the_form_redirects_to_log_in(client):
    assert client.get(CODE).url == "/akun/masuk/"
