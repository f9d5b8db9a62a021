import time

import pytest
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry
from core.messages.models import Notification
from lms.consents.models import Consent
from lms.users.models import User
from tests.factories.lms import PASSWORD, UserFactory
from tests.lms.mail import code_for, deliver_all, latest_to

pytestmark = pytest.mark.django_db

SIGN_UP = "/akun/daftar/"
CODE = "/akun/konfirmasi/"
ANSWERS = {
    "full_name": "Sri Wahyuni",
    "email": "sri@example.id",
    "password1": PASSWORD,
    "regency": "35.15",
    "consent": "on",
}


def test_a_person_signs_up_types_the_code_and_is_logged_in(client, mailoutbox):
    response = client.post(SIGN_UP, ANSWERS)
    assert response.url == CODE
    deliver_all()
    assert mailoutbox[0].to == ["sri@example.id"]
    assert mailoutbox[0].alternatives
    assert Notification.objects.get().body_text == ""  # the code is wiped once it is sent

    client.post(CODE, {"action": "resend"})
    response = client.post(CODE, {"code": code_for("sri@example.id")})
    assert response.url == "/kelas/"
    page = client.get("/akun/")
    assert "Sri Wahyuni" in page.text
    assert "Kabupaten Sidoarjo" in page.text


def test_the_code_is_not_in_the_subject_which_stays_in_the_outbox(client):
    client.post(SIGN_UP, ANSWERS)
    assert code_for("sri@example.id") not in latest_to("sri@example.id").subject


def test_account_profile_consent_and_audit_row_come_together(client):
    client.post(SIGN_UP, ANSWERS)
    user = User.objects.get(email="sri@example.id")
    consent = Consent.objects.get(user=user)
    assert (user.profile.regency, consent.text_version, consent.withdrawn_at) == ("35.15", "2026-11", None)
    entry = AuditEntry.objects.get(action="lms.account.opened")
    assert entry.after == {"consent": "2026-11"}


def test_the_person_goes_on_to_where_they_came_from_after_the_code(client):
    client.post(f"{SIGN_UP}?next=/akun/profil/", {**ANSWERS, "next": "/akun/profil/"})
    response = client.post(CODE, {"code": code_for("sri@example.id")})
    assert response.url == "/akun/profil/"


def test_a_foreign_address_in_next_is_not_followed(client):
    client.post(SIGN_UP, {**ANSWERS, "next": "https://jahat.example/"})
    response = client.post(CODE, {"code": code_for("sri@example.id")})
    assert response.url == "/kelas/"


def test_without_consent_nothing_is_stored_and_the_answers_stay(client):
    response = client.post(SIGN_UP, {key: value for key, value in ANSWERS.items() if key != "consent"})
    assert "<title>Kesalahan: Daftar akun" in response.text
    assert "Centang persetujuan ini" in response.text
    assert 'value="Sri Wahyuni"' in response.text
    assert not User.objects.exists()


def test_each_missing_answer_is_named(client):
    page = client.post(SIGN_UP, {}).text
    for sentence in ("Isi nama lengkap.", "Isi alamat e-mail.", "Isi kata sandi.", "Pilih kabupaten/kota."):
        assert page.count(sentence) == 2  # in the summary and beside the field


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"email": "sri@"}, "Alamat e-mail belum lengkap"),
        ({"password1": "12345678"}, "Kata sandi"),
        ({"regency": "31.71"}, "31.71"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_stored(client, answer, sentence):
    response = client.post(SIGN_UP, {**ANSWERS, **answer})
    assert sentence in response.text.split('class="error-summary"')[1].split("</div>")[0]
    assert not User.objects.exists()


def test_a_wrong_code_can_be_corrected_and_the_fifth_asks_to_start_over(client):
    client.post(f"{SIGN_UP}?next=/akun/profil/", {**ANSWERS, "next": "/akun/profil/"})
    wrong = "000000" if code_for("sri@example.id") != "000000" else "111111"
    for _ in range(4):
        assert "Kode salah" in client.post(CODE, {"code": wrong}).text
    response = client.post(CODE, {"code": wrong})
    assert response.url == "/akun/masuk/?next=%2Fakun%2Fprofil%2F"
    assert "Terlalu banyak percobaan" in client.get(response.url).text


def test_an_expired_code_shows_that_and_logging_in_sends_a_new_one(client):
    client.post(f"{SIGN_UP}?next=/akun/profil/", {**ANSWERS, "next": "/akun/profil/"})
    old = code_for("sri@example.id")
    session = client.session
    session[EMAIL_VERIFICATION_CODE_SESSION_KEY]["at"] = time.time() - 31 * 60
    session.save()
    response = client.post(CODE, {"code": old})
    assert response.url == "/akun/masuk/?next=%2Fakun%2Fprofil%2F"
    assert "Kode itu sudah tidak berlaku" in client.get(response.url).text
    answers = {"login": "sri@example.id", "password": PASSWORD, "next": "/akun/profil/"}
    assert client.post("/akun/masuk/", answers).url == CODE
    assert client.post(CODE, {"code": code_for("sri@example.id")}).url == "/akun/profil/"


def test_a_taken_address_shows_the_same_screen_and_its_owner_gets_a_mail(client):
    UserFactory(email="sri@example.id")
    taken = client.post(SIGN_UP, ANSWERS)
    other = Client()
    free = other.post(SIGN_UP, {**ANSWERS, "email": "baru@example.id"})
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    screens = [c.get(CODE).text.replace("sri@", "baru@") for c in (client, other)]
    without_token = [page.split("csrfmiddlewaretoken") for page in screens]
    assert len(without_token[0]) == len(without_token[1])
    assert latest_to("sri@example.id").subject == "Anda sudah punya akun Si-Jawara+"
    assert "Kode salah" in client.post(CODE, {"code": "123456"}).text
    assert User.objects.filter(email="sri@example.id").count() == 1


def test_an_address_in_capitals_is_the_same_address(client):
    UserFactory(email="sri@example.id")
    client.post(SIGN_UP, {**ANSWERS, "email": "SRI@Example.ID"})
    assert User.objects.count() == 1
    response = client.post("/akun/keluar/", {"next": "/akun/masuk/"})
    assert response.url == "/akun/masuk/"
    assert client.post("/akun/masuk/", {"login": "SRI@EXAMPLE.id", "password": PASSWORD}).url == "/kelas/"


def test_a_second_tap_in_the_same_browser_lands_on_the_code(client):
    client.post(SIGN_UP, ANSWERS)
    code = code_for("sri@example.id")
    assert client.post(SIGN_UP, ANSWERS).url == CODE
    assert client.post(CODE, {"code": code}).url == "/kelas/"
    assert client.post(CODE, {"code": code}).status_code == 302  # and a second tap on the code is harmless
    assert (User.objects.count(), Consent.objects.count()) == (1, 1)


def test_two_taps_at_once_leave_one_account_and_a_code_that_works():
    first, second = Client(), Client()  # two requests that both started without a session
    first.post(SIGN_UP, ANSWERS)
    assert second.post(SIGN_UP, ANSWERS).url == CODE
    assert second.post(CODE, {"code": code_for("sri@example.id")}).url == "/kelas/"
    assert User.objects.count() == 1


def test_a_person_who_types_another_password_for_an_unproved_address_gets_no_code(client):
    client.post(SIGN_UP, ANSWERS)
    Client().post(SIGN_UP, {**ANSWERS, "password1": "sandi orang lain 9"})
    assert latest_to("sri@example.id").subject == "Anda sudah punya akun Si-Jawara+"


def test_back_after_signing_up_offers_another_address(client):
    client.post(SIGN_UP, ANSWERS)
    assert client.get(SIGN_UP).url == CODE
    assert client.post(reverse("account_logout"), {"next": SIGN_UP}).url == SIGN_UP
    assert client.get(SIGN_UP).status_code == 200


def test_too_many_codes_get_the_page_that_says_wait(client):
    for _ in range(6):
        Client().post(SIGN_UP, ANSWERS)
    response = Client().post(SIGN_UP, ANSWERS)
    assert response.status_code == 429
    assert "Tunggu sekitar sepuluh menit" in response.text
