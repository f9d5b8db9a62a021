import pytest
from django.urls import reverse

from core.people import roles
from core.personal_data.encryption import decrypt
from lms.demo import current_code
from tests.factories.lms import PASSWORD, UserFactory, add_second_factor, make_staff
from tests.lms.mail import code_for, latest_to

pytestmark = pytest.mark.django_db

LOG_IN = "/akun/masuk/"


def test_a_wrong_password_and_an_unknown_address_say_the_same(client):
    UserFactory(email="sri@example.id")
    pages = [
        client.post(LOG_IN, {"login": who, "password": "keliru sekali"}).text for who in ("sri@example.id", "x@example.id")
    ]
    assert all("E-mail atau kata sandi tidak cocok" in page for page in pages)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client):
    UserFactory(email="sri@example.id")
    for _ in range(5):
        client.post(LOG_IN, {"login": "sri@example.id", "password": "keliru sekali"})
    response = client.post(LOG_IN, {"login": "sri@example.id", "password": PASSWORD})
    assert "Tunggu lima menit" in response.text


def test_too_many_requests_get_our_own_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    client.post(LOG_IN, {"login": "a@example.id", "password": "x"})
    response = client.post(LOG_IN, {"login": "a@example.id", "password": "x"})
    assert response.status_code == 429
    assert "Terlalu sering dicoba" in response.text


def test_a_closed_account_gets_an_explanation(client):
    UserFactory(email="sri@example.id", is_active=False)
    response = client.post(LOG_IN, {"login": "sri@example.id", "password": PASSWORD}, follow=True)
    assert "Akun tidak aktif" in response.text


def test_staff_log_in_with_password_and_security_code(client):
    staff = make_staff(roles.CONTENT_EDITOR, email="editor@example.id", second_factor=False)
    secret = add_second_factor(staff)
    response = client.post(LOG_IN, {"login": "editor@example.id", "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert client.get("/admin/").url.startswith(LOG_IN)  # half-way in is not in
    wrong = client.post(response.url, {"code": "abcdef"})
    assert "Kode salah" in wrong.text
    assert client.post(response.url, {"code": current_code(secret)}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_secret_is_encrypted_in_the_database():
    staff = make_staff(roles.CONTENT_EDITOR, second_factor=False)
    secret = add_second_factor(staff)
    stored = staff.authenticator_set.get().data["secret"]
    assert secret not in stored
    assert decrypt(stored) == secret


def test_setting_up_a_security_code_ends_with_recovery_codes_that_allow_log_in(client):
    user = UserFactory(email="sri@example.id")
    client.post(LOG_IN, {"login": user.email, "password": PASSWORD})
    again = client.get("/akun/keamanan/pasang/")
    assert again.url == "/akun/konfirmasi-ulang/?next=%2Fakun%2Fkeamanan%2Fpasang%2F"
    client.post(again.url, {"password": PASSWORD})
    page = client.get("/akun/keamanan/pasang/")
    assert "style=" not in page.text.split("<main")[1]
    assert "data:" not in page.text
    secret = page.context["form"].secret
    response = client.post("/akun/keamanan/pasang/", {"code": current_code(secret)})
    assert response.url == "/akun/keamanan/cadangan/"
    recovery = client.get(response.url).context["unused_codes"][0]
    assert recovery in client.get("/akun/keamanan/cadangan/unduh/").text
    client.post("/akun/keluar/")
    client.post(LOG_IN, {"login": user.email, "password": PASSWORD})
    assert client.post("/akun/keamanan/masuk/", {"code": recovery}).url == "/kelas/"


def test_a_forgotten_password_is_replaced_by_code(client):
    UserFactory(email="sri@example.id")
    assert client.post("/akun/lupa-kata-sandi/", {"email": "SRI@example.id"}).url == "/akun/lupa-kata-sandi/kode/"
    assert "Kode salah" in client.post("/akun/lupa-kata-sandi/kode/", {"code": "abc"}).text
    response = client.post("/akun/lupa-kata-sandi/kode/", {"code": code_for("sri@example.id")})
    assert response.url == "/akun/lupa-kata-sandi/baru/"
    new = {"password1": "tahu campur 55", "password2": "tahu campur 55"}
    assert client.post(response.url, new).url == "/kelas/"
    assert latest_to("sri@example.id").subject == "Kata sandi Si-Jawara+ Anda diganti"
    client.post("/akun/keluar/")
    assert client.post(LOG_IN, {"login": "sri@example.id", "password": "tahu campur 55"}).url == "/kelas/"


def test_asking_for_an_unknown_address_shows_the_same_screen(client):
    response = client.post("/akun/lupa-kata-sandi/", {"email": "tidakada@example.id"})
    assert response.url == "/akun/lupa-kata-sandi/kode/"
    assert "Bila ada akun" in client.get(response.url).text


def test_a_new_address_counts_only_after_its_code(client):
    user = UserFactory(email="lama@example.id")
    client.post(LOG_IN, {"login": user.email, "password": PASSWORD})
    again = client.post("/akun/email/", {"email": "baru@example.id", "action_add": "1"})
    assert again.url.startswith("/akun/konfirmasi-ulang/")
    client.post(again.url, {"password": PASSWORD})
    user.refresh_from_db()
    assert user.email == "lama@example.id"
    client.post("/akun/konfirmasi/", {"code": code_for("baru@example.id")})
    user.refresh_from_db()
    assert user.email == "baru@example.id"
    assert latest_to("lama@example.id").subject == "Alamat e-mail Si-Jawara+ Anda diganti"


def test_changing_the_password_keeps_the_person_logged_in(client):
    user = UserFactory()
    client.post(LOG_IN, {"login": user.email, "password": PASSWORD})
    answers = {"oldpassword": PASSWORD, "password1": "soto lamongan 8", "password2": "soto lamongan 8"}
    assert client.post("/akun/kata-sandi/", answers).url == "/akun/"
    assert client.get("/akun/").status_code == 200


@pytest.mark.parametrize(
    "name",
    ["lms_account", "lms_profile", "account_email", "account_change_password", "mfa_index", "mfa_activate_totp"],
)
def test_own_pages_ask_visitors_to_log_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(LOG_IN)


def test_every_own_page_opens_for_its_owner_and_is_never_cached(client):
    user = UserFactory()
    client.post(LOG_IN, {"login": user.email, "password": PASSWORD})
    for name in ("lms_account", "lms_profile", "account_email", "account_change_password", "mfa_index", "account_logout"):
        response = client.get(reverse(name))
        assert response.status_code == 200, name
        assert "no-store" in response["Cache-Control"], name
