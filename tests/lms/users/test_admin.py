import pytest
from django.contrib.auth.models import Group

from core.audit.models import AuditEntry
from core.people import roles
from lms.users.models import User
from tests.factories.lms import UserFactory, make_staff
from tests.lms.mail import code_for, latest_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    admin = make_staff(roles.ADMINISTRATOR)
    client.force_login(admin)
    return admin


def answers(**changed):
    group = Group.objects.get(name=roles.LIBRARIAN)
    return {"email": "Baru@Example.id", "full_name": "Budi Baru", "groups": [group.pk], "is_active": "on", **changed}


def test_a_new_colleague_is_invited_and_makes_their_own_password(client, admin):
    assert client.post("/admin/users/new/", answers()).status_code == 302
    colleague = User.objects.get(email="baru@example.id")
    assert not colleague.has_usable_password()
    assert colleague.is_staff
    assert "/akun/lupa-kata-sandi/" in latest_to("baru@example.id").body_text
    assert AuditEntry.objects.get(action="lms.account.created").after["groups"] == [roles.LIBRARIAN]

    client.logout()
    client.post("/akun/lupa-kata-sandi/", {"email": "baru@example.id"})
    client.post("/akun/lupa-kata-sandi/kode/", {"code": code_for("baru@example.id")})
    new = {"password1": "rawon setan 31", "password2": "rawon setan 31"}
    response = client.post("/akun/lupa-kata-sandi/baru/", new)
    assert response.url == "/admin/"
    assert client.get("/admin/").url == "/akun/keamanan/pasang/"


def test_an_account_is_changed_and_closed(client, admin):
    colleague = make_staff(roles.LIBRARIAN, email="baru@example.id")
    assert "Alamat e-mail" in client.get(f"/admin/users/edit/{colleague.pk}/").text
    response = client.post(f"/admin/users/edit/{colleague.pk}/", answers(full_name="Budi Lama", is_active=""))
    assert response.status_code == 302
    colleague.refresh_from_db()
    assert (colleague.full_name, colleague.is_active) == ("Budi Lama", False)
    assert AuditEntry.objects.filter(action="lms.account.changed").count() == 1


def test_a_taken_address_is_refused_with_a_sentence(client, admin):
    UserFactory(email="baru@example.id")
    assert "Sudah ada akun dengan alamat e-mail ini" in client.post("/admin/users/new/", answers()).text


def test_people_are_found_by_name_and_address(client, admin):
    UserFactory(full_name="Dewi Lestari", email="dl@example.id")
    for words in ("Lestari", "dl@example"):
        assert "Dewi Lestari" in client.get("/admin/users/", {"q": words}).text
    assert "Dewi Lestari" not in client.get("/admin/users/", {"q": "tak ada"}).text


def test_the_list_costs_the_same_for_five_people_as_for_fifteen(client, admin, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    UserFactory.create_batch(5)
    client.get("/admin/users/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/admin/users/")
    UserFactory.create_batch(10)
    with django_assert_num_queries(len(few)):
        client.get("/admin/users/")


def test_an_administrator_can_neither_make_nor_touch_a_superuser(client, admin):
    superuser = UserFactory(is_superuser=True, email="super@example.id")
    client.post("/admin/users/new/", answers(is_superuser="on"))
    assert not User.objects.get(email="baru@example.id").is_superuser
    client.post(f"/admin/users/edit/{superuser.pk}/", answers(email="curi@example.id"))
    client.post(f"/admin/bulk/lms/user/set_active_state/?id={superuser.pk}&next=/admin/users/", {"mark_as_active": "False"})
    superuser.refresh_from_db()
    assert (superuser.email, superuser.is_active) == ("super@example.id", True)


def test_a_list_action_leaves_an_audit_row(client, admin):
    person = UserFactory()
    client.post(f"/admin/bulk/lms/user/set_active_state/?id={person.pk}&next=/admin/users/", {"mark_as_active": "False"})
    person.refresh_from_db()
    assert not person.is_active
    assert AuditEntry.objects.filter(action="lms.account.bulk_set_active_state", subject_id=str(person.pk)).exists()


def test_an_administrator_cannot_delete_people_but_may_manage_groups(client, admin):
    person = UserFactory()
    client.post(f"/admin/users/delete/{person.pk}/")
    assert User.objects.filter(pk=person.pk).exists()
    assert client.get("/admin/groups/").status_code == 200


def test_a_person_is_not_copied(client, admin):
    person = UserFactory()
    assert client.get(f"/admin/users/copy/{person.pk}/").status_code == 404


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role != roles.ADMINISTRATOR])
def test_other_staff_see_no_users(client, role):
    client.force_login(make_staff(role))
    assert client.get("/admin/users/").url == "/admin/"
