import pytest

from core.people import roles
from tests.factories.lms import PASSWORD, UserFactory, add_second_factor, make_staff

pytestmark = pytest.mark.django_db

SET_UP = "/akun/keamanan/pasang/"


@pytest.mark.parametrize("role", roles.ROLES)
def test_staff_without_a_second_factor_are_sent_to_set_it_up(client, role):
    client.force_login(make_staff(role, second_factor=False))
    assert client.get("/admin/").url == SET_UP
    assert client.post("/admin/pages/add/").url == SET_UP
    assert client.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"}).url == SET_UP
    assert client.get("/admin/tidak-ada/").url == SET_UP


@pytest.mark.parametrize("role", roles.ROLES)
def test_staff_with_a_second_factor_enter(client, role):
    client.force_login(make_staff(role))
    assert client.get("/admin/").status_code == 200


def test_a_superuser_needs_a_second_factor_too(client):
    superuser = UserFactory(is_superuser=True)
    client.force_login(superuser)
    assert client.get("/admin/").url == SET_UP
    add_second_factor(superuser)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    staff = make_staff(roles.LIBRARIAN, second_factor=False)
    RecoveryCodes.activate(staff)
    client.force_login(staff)
    assert client.get("/admin/").url == SET_UP


def test_a_participant_finds_no_admin(client):
    client.force_login(UserFactory())
    for path in ("/admin/", "/admin/users/", "/admin/tidak-ada/"):
        assert client.get(path).status_code == 404


def test_a_visitor_is_asked_to_log_in_on_our_own_screen(client):
    assert client.get("/admin/").url == "/akun/masuk/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/akun/masuk/?next=/admin/"
    assert client.get("/admin/password_reset/").status_code == 404


def test_a_password_alone_opens_nothing_at_wagtails_own_log_in_screen(client):
    staff = make_staff(roles.ADMINISTRATOR)
    assert client.get("/_util/login/?next=/admin/").url == "/akun/masuk/?next=/admin/"
    client.post("/_util/login/", {"username": staff.email, "password": PASSWORD, "next": "/admin/"})
    assert client.get("/admin/").url == "/akun/masuk/?next=/admin/"


def test_the_admins_log_out_button_logs_out(client):
    client.force_login(make_staff(roles.TRAINER))
    assert client.post("/admin/logout/").url == "/"
    assert client.get("/admin/").url.startswith("/akun/masuk/")


def test_the_admins_settings_leave_name_and_password_to_the_account_screens(client):
    client.force_login(make_staff(roles.TRAINER))
    page = client.get("/admin/account/")
    assert page.status_code == 200
    assert "first_name" not in page.text
    assert 'type="password"' not in page.text


def test_the_admin_calls_staff_by_name_and_not_by_address(client):
    person = make_staff(roles.TRAINER, full_name="Sri Wahyuni", email="sri@example.id")
    client.force_login(person)
    page = client.get("/admin/").text
    assert '"name": "Sri Wahyuni"' in page
    assert "sri@example.id" not in page
