"""The number on "Akun saya": added, changed, taken away, always with proof; and everything that has to cope with it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core.audit.models import AuditEntry, ProcessingEntry
from core.messages.models import Notification
from core.people import roles
from core.personal_data.registry import personal_data_providers
from lms.accounts.services.accounts import PhoneIsProven, update_profile
from lms.accounts.services.phone_accounts import LastIdentifier, NoProfile, PhoneTaken, phone_prove, phone_remove
from lms.privacy.services import erasure
from lms.profile.models.profile import Profile
from lms.users.contact import Contact, contact_of, notify_user
from lms.users.models import User
from lms.users.phone import hashed
from tests.core.messages.whatsapp_server import an_account
from tests.factories.lms import PASSWORD, ProfileFactory, UserFactory, make_staff
from tests.lms.accounts.phones import CODE, NUMBER, code_by_whatsapp, messages_to, phone_user, user_with_both
from tests.lms.mail import code_for, latest_to
from tests.lms.people import with_password

pytestmark = pytest.mark.django_db

PHONE = "/akun/nomor/"
OTHER = "+6281300001111"


@pytest.fixture(autouse=True)
def _gateway(settings):
    settings.WHATSAPP = an_account()


def came_in(client, user):
    """Logged in; ``/akun/nomor/`` still wants the password once more."""
    client.post("/akun/masuk/", {"login": user.email or user.proven_phone, "password": PASSWORD})
    return client


def test_a_person_with_an_address_adds_a_number_and_comes_in_by_it(client):
    user = ProfileFactory(user__email="siti@example.id").user
    came_in(client, user)
    assert "Tambah" in client.get("/akun/").text
    with_password(client, PHONE)
    assert client.post(PHONE, {"phone": "0812-3456-7890"}).url == CODE
    assert User.objects.get().phone_hash is None
    assert client.post(CODE, {"code": code_by_whatsapp()}).url == "/akun/"
    page = client.get("/akun/").text
    assert "+62812•••••890" in page
    assert "dapat masuk dengan nomor ini" in page
    assert AuditEntry.objects.filter(action="lms.phone.proven").count() == 1
    assert ProcessingEntry.objects.filter(what="nomor WhatsApp dibuktikan").count() == 1
    assert latest_to("siti@example.id").subject == "Nomor WhatsApp akun Si-Jawara+ Anda diganti"
    assert came_in(Client(), user).post("/akun/masuk/", {"login": NUMBER, "password": PASSWORD}).status_code == 302


def test_the_password_is_requested_again_and_no_number_waits_in_the_session(client):
    came_in(client, phone_user())
    assert client.post(PHONE, {"phone": OTHER}).url == PHONE
    page = with_password(client, PHONE)
    assert page.redirect_chain[-1][0] == PHONE
    assert OTHER not in str(client.session.items())


def test_a_phone_only_person_changes_the_number_and_the_old_one_is_notified(client):
    with_password(came_in(client, phone_user()), PHONE)
    client.post(PHONE, {"phone": "0813 0000 1111"})
    client.post(CODE, {"code": code_by_whatsapp(OTHER)})
    user = User.objects.get()
    assert (user.proven_phone, user.phone_hash) == (OTHER, hashed(OTHER))
    assert messages_to(NUMBER)[-1].subject == "Nomor WhatsApp akun Si-Jawara+ Anda diganti"
    assert "tidak cocok" in Client().post("/akun/masuk/", {"login": NUMBER, "password": PASSWORD}).text


def test_another_persons_number_looks_the_same_and_cannot_be_proved(client):
    phone_user(OTHER)
    with_password(came_in(client, phone_user()), PHONE)
    assert client.post(PHONE, {"phone": OTHER}).url == CODE
    assert "Ketik kode enam angka" in client.get(CODE).text
    assert messages_to(OTHER)[-1].subject == "Anda sudah punya akun Si-Jawara+"
    assert "Kode salah" in client.post(CODE, {"code": "000000"}).text
    assert User.objects.filter(phone_hash=hashed(OTHER)).count() == 1


def test_a_number_that_a_person_proves_in_between_is_not_taken_from_them(client):
    user = phone_user()
    with_password(came_in(client, user), PHONE)
    client.post(PHONE, {"phone": OTHER})
    code = code_by_whatsapp(OTHER)
    phone_user(OTHER)
    assert client.post(CODE, {"code": code}).url == PHONE
    user.refresh_from_db()
    assert (user.phone_hash, Profile.objects.get(user=user).phone) == (hashed(NUMBER), NUMBER)


def test_the_number_one_has_is_no_change(client):
    with_password(came_in(client, phone_user()), PHONE)
    assert "Ini nomor yang sudah Anda pakai" in client.post(PHONE, {"phone": "62 81234567890"}).text
    assert "Nomor WhatsApp tidak dikenali" in client.post(PHONE, {"phone": "siti@example.id"}).text


def test_a_code_for_another_account_is_not_taken(client):
    with_password(came_in(client, phone_user()), PHONE)
    client.post(PHONE, {"phone": OTHER})
    code = code_by_whatsapp(OTHER)
    client.force_login(UserFactory())
    assert client.post(CODE, {"code": code}).url == "/akun/"
    assert not User.objects.filter(phone_hash=hashed(OTHER)).exists()


def test_who_has_no_profile_fills_it_in_first(client):
    user = UserFactory()
    came_in(client, user)
    assert with_password(client, PHONE).redirect_chain[-1][0] == "/akun/profil/"
    with pytest.raises(NoProfile):
        phone_prove(user=user, number=NUMBER)


def test_a_phone_only_person_adds_an_address_and_is_reached_there(client):
    user = phone_user()
    came_in(client, user)
    page = client.get("/akun/email/").text
    assert "Tambah alamat e-mail" in page
    assert "None" not in page.split("<main")[1]
    again = client.post("/akun/email/", {"action_add": "1", "email": "tatik@example.id"})
    client.post(again.url, {"password": PASSWORD}, follow=True)
    assert contact_of(User.objects.get()) == Contact("whatsapp", NUMBER)  # not before it is proved
    client.post("/akun/konfirmasi/", {"code": code_for("tatik@example.id")})
    user = User.objects.get()
    assert (user.email, contact_of(user)) == ("tatik@example.id", Contact("email", "tatik@example.id"))
    assert came_in(Client(), user).get("/akun/").status_code == 200


def test_the_number_may_be_taken_away_where_an_address_is_enough(client):
    user = user_with_both(email="siti@example.id")
    with_password(came_in(client, user), PHONE)
    assert client.post(PHONE, {"action": "remove"}).url == "/akun/"
    user.refresh_from_db()
    profile = Profile.objects.get()
    assert (user.phone_hash, profile.phone, profile.phone_hash) == (None, None, None)
    phone_remove(user=user)  # a second tap
    assert AuditEntry.objects.filter(action="lms.phone.removed").count() == 1


def test_the_last_way_in_is_not_taken_away(client):
    user = phone_user()
    assert "Tambah alamat e-mail dahulu" in with_password(came_in(client, user), PHONE).text
    assert client.post(PHONE, {"action": "remove"}).url == PHONE
    both = user_with_both(OTHER)
    both.emailaddress_set.update(verified=False)
    with pytest.raises(LastIdentifier):
        phone_remove(user=both)


def test_a_proved_number_is_not_changed_by_the_profile_form(client):
    user = phone_user()
    came_in(client, user)
    assert 'name="phone"' not in client.get("/akun/profil/").text
    client.post("/akun/profil/", {"full_name": "Tatik Baru", "regency": "35.15", "phone": OTHER})
    user.refresh_from_db()
    assert (user.full_name, user.profile.phone, user.profile.regency) == ("Tatik Baru", NUMBER, "35.15")
    with pytest.raises(PhoneIsProven):
        update_profile(user=user, full_name="x", regency="35.15", phone=None)


def test_every_account_page_of_a_phone_only_person_opens(client):
    came_in(client, phone_user())
    for address in (
        "",
        "profil/",
        "email/",
        "kata-sandi/",
        "keamanan/",
        "perangkat/",
        "data-saya/",
        "persetujuan/",
        "keluar/",
    ):
        page = client.get(f"/akun/{address}")
        assert page.status_code == 200, address
        assert ">None<" not in page.text, address
    assert "None" not in client.get("/akun/keamanan/pasang/").text.split("<main")[-1]


def test_a_phone_only_person_is_notified_of_a_changed_password(client):
    came_in(client, phone_user())
    answers = {"oldpassword": PASSWORD, "password1": "rawon setan 31", "password2": "rawon setan 31"}
    assert client.post("/akun/kata-sandi/", answers).url == "/akun/"
    assert messages_to(NUMBER)[-1].subject == "Kata sandi Si-Jawara+ Anda diganti"


def test_a_message_without_a_delivery_channel_is_shown_to_staff(settings, run_jobs):
    user = phone_user()
    settings.WHATSAPP = None
    told = notify_user(user=user, key="k", category="kelas", subject="Kelas dibatalkan", body_text="x")
    run_jobs()
    assert (told.state, told.address, told.recipient) == ("no_address", "", user)


# --- what the database promises ------------------------------------------------------


def test_an_account_without_any_identifier_is_refused():
    for wrong in ({"email": None}, {"email": ""}, {"email": "  "}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User(full_name="Tanpa", **wrong).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=phone_user().pk).update(phone_hash=None)


def test_many_accounts_have_no_address_and_none_shares_a_proved_number():
    phone_user()
    phone_user(OTHER)
    assert User.objects.filter(email=None).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        User(phone_hash=hashed(NUMBER)).save()
    with pytest.raises(PhoneTaken):
        phone_prove(user=ProfileFactory().user, number=NUMBER)


# --- rights and staff ----------------------------------------------------------------


def test_data_saya_shows_the_proved_number_masked_and_its_copy_has_it_whole(client):
    user = phone_user()
    came_in(client, user)
    page = client.get("/akun/data-saya/").text
    assert "Nomor WhatsApp untuk masuk" in page
    assert "+62812•••••890" in page
    assert NUMBER not in page
    copies = {one.key: one.export(user) for one in personal_data_providers()}
    assert copies["akun"]["nomor_whatsapp_untuk_masuk"] == NUMBER


def test_an_erased_phone_only_account_leaves_no_number_and_gets_a_farewell(client, run_jobs):
    user = phone_user()
    client.post(
        "/akun/daftar/", {"full_name": "S", "email": NUMBER, "password1": PASSWORD, "regency": "35.15", "consent": "on"}
    )
    request = erasure.erasure_request(user=user)
    assert messages_to(NUMBER)[-1].subject == "Permintaan hapus akun kami terima"
    erasure.erasure_approve(request=request, by=make_staff(roles.ADMINISTRATOR))
    run_jobs()
    assert not User.objects.filter(phone_hash__isnull=False).exists()
    assert [one.subject for one in messages_to(NUMBER)] == ["Akun Anda di Si-Jawara+ sudah dihapus"]
    assert Client().post("/akun/masuk/", {"login": NUMBER, "password": PASSWORD}).status_code == 200


def test_messages_to_telephones_without_an_account_are_forgotten_after_a_week(client):
    client.post("/akun/lupa-kata-sandi/", {"email": NUMBER})
    assert erasure.confirmations_purge() == 0
    Notification.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert erasure.confirmations_purge() == 1


def test_staff_see_the_masked_number_and_may_edit_a_phone_only_account(client):
    user = phone_user()
    client.force_login(make_staff(roles.ADMINISTRATOR))
    page = client.get("/admin/users/").text
    assert "+62812•••••890" in page
    assert NUMBER not in page
    answers = {"email": "", "full_name": "Tatik Diubah", "is_active": "on"}
    assert client.post(f"/admin/users/edit/{user.pk}/", answers).status_code == 302
    user.refresh_from_db()
    assert (user.full_name, user.email, user.emailaddress_set.count()) == ("Tatik Diubah", None, 0)


def test_the_list_of_participants_has_a_masked_number_where_there_is_no_address(client):
    phone_user()
    client.force_login(make_staff(roles.ADMINISTRATOR))
    page = client.get("/admin/data-peserta/").text
    assert "+62812•••••890" in page
    assert NUMBER not in page


def test_staff_may_not_take_the_address_from_who_has_no_number(client):
    user = UserFactory()
    client.force_login(make_staff(roles.ADMINISTRATOR))
    page = client.post(f"/admin/users/edit/{user.pk}/", {"email": "", "full_name": "X", "is_active": "on"})
    assert page.status_code == 200


def test_the_list_of_users_asks_the_database_as_often_for_many_as_for_few(client, queries):
    client.force_login(make_staff(roles.ADMINISTRATOR))
    counts = []
    for number in ("+6281300000001", "+6281300000002", "+6281300000003"):
        phone_user(number)
        with queries:
            client.get("/admin/users/")
        counts.append(len(queries))
    assert counts[1] == counts[2]
