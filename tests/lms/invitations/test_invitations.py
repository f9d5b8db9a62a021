"""From the link in a mail to an active account, and log-in, sign-up and reset of an invited person."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.test import Client
from django.utils import timezone

from core.audit.models import AuditEntry
from core.messages.models import Notification
from core.people import roles
from lms.consents import texts
from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import enrolment_create
from lms.invitations.links import LinkUsed, link_of, token_of
from lms.invitations.models import LINK_LIFE, RETENTION, Invitation
from lms.invitations.services import invitations
from lms.invitations.services.invitations import (
    TooSoon,
    invitation_create,
    invitation_renew,
    invitation_resend,
    invitations_purge,
)
from lms.profile.models.profile import Profile
from lms.profile.services.profile import details_update
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import PASSWORD, UserFactory, make_staff
from tests.lms.mail import deliver_all, latest_to

pytestmark = pytest.mark.django_db

SRI = "sri@example.id"
ANSWERS = {"password": PASSWORD, "consent": "on"}
SIGN_UP = {"full_name": "Sri", "email": SRI, "password1": PASSWORD, "regency": "35.15", "consent": "on"}
AGAIN = "/akun/undangan/"


def invited(*, course_run: Any = None, **details: Any) -> Invitation:
    """As an import leaves it."""
    user = User.objects.create_user(SRI, None, full_name="Sri Wahyuni", is_active=False)
    EmailAddress.objects.create(user=user, email=SRI, primary=True, verified=False)
    Profile.objects.create(user=user, regency="35.15")
    if details:
        details_update(user=user, answers=details)
    return invitation_create(user=user, by=make_staff(roles.CURRICULUM_ANALYST), course_run=course_run)


def path(invitation: Invitation) -> str:
    return f"/akun/undangan/{token_of(invitation)}/"


def pass_time(invitation: Invitation, by: timedelta = timedelta(hours=1)) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now() - by)
    invitation.refresh_from_db()


def linked(address: str = SRI) -> str:
    match = re.search(r"https?://[^/]+(/akun/undangan/\S+)", latest_to(address).body_text)
    assert match is not None
    return match.group(1)


# --- saying yes ----------------------------------------------------------------------


def test_from_the_mail_to_the_class_in_one_page(client: Client, mailoutbox: list[Any]) -> None:
    run = CourseRunFactory(quota=5)
    invitation = invited(course_run=run)
    enrolment_create(user=invitation.user, run=run)
    address = linked()
    deliver_all()
    assert mailoutbox[0].to == [SRI]
    assert Notification.objects.get(address=SRI).body_text == ""
    page = client.get(address).text
    assert "Sri Wahyuni" in page
    assert run.course.title in page
    answer = client.post(address, ANSWERS)
    assert answer.url == f"/kelas/{run.public_id}/"
    assert client.get(answer.url).status_code == 200
    user = User.objects.get(email=SRI)
    assert (user.is_active, user.check_password(PASSWORD)) == (True, True)
    assert EmailAddress.objects.get(user=user).verified
    assert Consent.objects.get(user=user).purpose == Consent.Purpose.ACCOUNT
    assert Invitation.objects.get(user=user).accepted_at is not None
    assert AuditEntry.objects.filter(action="lms.invitation.accepted", actor_id=user.pk).count() == 1
    assert Client().post("/akun/masuk/", {"login": SRI, "password": PASSWORD}).url == "/kelas/"


def test_the_address_holds_nothing_about_the_person() -> None:
    invitation = invited()
    payload = signing.loads(token_of(invitation), salt="lms.invitation")
    assert payload[0] == invitation.pk
    assert re.fullmatch(r"[0-9a-f]{20}", payload[1])
    assert "sri" not in link_of(invitation).lower()


def test_without_a_class_the_person_lands_on_the_list_of_classes(client: Client) -> None:
    assert client.post(path(invited()), ANSWERS).url == "/kelas/"


def test_who_has_no_seat_yet_lands_where_one_is_taken(client: Client) -> None:
    run = CourseRunFactory(requirements=["gender"])
    assert client.post(path(invited(course_run=run)), ANSWERS).url == f"/kelas/ikut/{run.public_id}/"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"password": ""}, "Isi kata sandi baru."),
        ({"password": "12345678"}, "Kata sandi"),
        ({"consent": ""}, "Centang persetujuan ini"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_opened(client: Client, answer: Any, sentence: str) -> None:
    invitation = invited()
    page = client.post(path(invitation), {**ANSWERS, **answer}).text
    assert "<title>Kesalahan: " in page
    assert sentence in page.split('class="error-summary"')[1].split("</div>")[0]
    invitation.user.refresh_from_db()
    assert not invitation.user.is_active
    assert not Consent.objects.exists()


def test_what_staff_brought_for_classes_stays_only_with_a_second_yes(client: Client) -> None:
    invitation = invited(nik="3515015708900001", business_name="Keripik")
    page = client.get(path(invitation)).text
    assert "NIK, nama usaha dari daftar dinas dihapus" in page
    assert "3515" not in page
    assert "Keripik" not in page
    client.post(path(invitation), ANSWERS)
    profile = Profile.objects.get(user=invitation.user)
    assert (profile.nik, profile.business_name, profile.regency) == (None, "", "35.15")


def test_with_the_second_yes_it_stays(client: Client) -> None:
    invitation = invited(nik="3515015708900001")
    client.post(path(invitation), {**ANSWERS, "class_data": "on"})
    assert Profile.objects.get(user=invitation.user).nik == "3515015708900001"
    purposes = Consent.objects.values_list("purpose", "text_version")
    assert set(purposes) == {(purpose, current_text(purpose).version) for purpose in ("account", "class_data")}


def test_the_second_yes_is_not_asked_without_such_data(client: Client) -> None:
    assert 'name="class_data"' not in client.get(path(invited())).text


def test_a_text_that_changed_meanwhile_is_shown_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = invited()
    give = invitations.consent_give

    def replaced(**named: Any) -> Consent:
        newer = [*texts._TEXTS["account"], texts.ConsentText("2027-01", "Naskah baru.")]
        monkeypatch.setitem(texts._TEXTS, "account", newer)
        return give(**named)

    monkeypatch.setattr(invitations, "consent_give", replaced)
    address = path(invitation)  # signed with the second in which it was made
    assert client.post(address, ANSWERS).url == address
    invitation.user.refresh_from_db()
    assert not invitation.user.is_active
    assert "Naskah baru." in client.get(path(invitation)).text


def test_on_a_shared_phone_the_other_person_is_logged_out(client: Client) -> None:
    client.force_login(UserFactory())
    client.post(path(invited()), ANSWERS)
    assert client.session["_auth_user_id"] == str(User.objects.get(email=SRI).pk)


# --- once, and for a while ---------------------------------------------------------------


def test_a_second_tap_is_harmless_and_a_used_link_leads_to_the_log_in(client: Client) -> None:
    invitation = invited()
    address = path(invitation)
    assert client.post(address, ANSWERS).url == "/kelas/"
    assert client.post(address, ANSWERS).url == "/kelas/"
    stranger = Client()
    assert stranger.post(address, {**ANSWERS, "password": "milik orang 99"}).url == "/akun/masuk/"
    assert "sudah diterima" in stranger.get("/akun/masuk/").text
    invitation.user.refresh_from_db()
    assert invitation.user.check_password(PASSWORD)
    assert Consent.objects.count() == 1


def test_an_old_link_shows_that_and_a_new_one_is_a_form_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    invitation = invited()
    address = path(invitation)
    monkeypatch.setattr("lms.invitations.links.LINK_LIFE", timedelta(seconds=-1))
    answer = client.get(address)
    assert answer.status_code == 410
    assert "sudah tidak berlaku" in answer.text
    assert f'action="{AGAIN}"' in answer.text
    assert "Sri" not in answer.text
    monkeypatch.undo()
    pass_time(invitation)
    assert "Periksa e-mail Anda" in client.post(AGAIN, {"email": SRI.upper()}).text
    assert client.post(linked(), ANSWERS).url == "/kelas/"


def test_a_corrected_address_makes_every_earlier_link_worthless(client: Client) -> None:
    invitation = invited()
    address = path(invitation)
    User.objects.filter(pk=invitation.user_id).update(email="sri.benar@example.id")
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzEsImEiXQ:1x:y", "a" * 300])
def test_a_forged_link_gets_the_same_page_as_an_expired_one(client: Client, token: str) -> None:
    assert client.get(f"/akun/undangan/{token}/").status_code == 410


# --- a new link ----------------------------------------------------------------------------


def test_every_request_for_a_new_link_gets_the_same_response(client: Client) -> None:
    invitation = invited()
    pass_time(invitation)
    UserFactory(email="lama@example.id")
    before = Notification.objects.count()
    pages = {client.post(AGAIN, {"email": email}).text for email in (SRI, "lama@example.id", "tidak.ada@example.id")}
    assert len(pages) == 1
    assert Notification.objects.count() == before + 1


def test_public_requests_cannot_flood_a_mailbox_with_invitations(client: Client) -> None:
    invitation = invited()
    for _ in range(3):
        client.post(AGAIN, {"email": SRI})
    assert Notification.objects.filter(address=SRI).count() == 1
    for _ in range(12):
        pass_time(invitation)
        invitation_renew(email=SRI)
    assert Notification.objects.filter(address=SRI).count() == 10


def test_staff_send_again_with_a_pause_and_until_it_is_accepted(client: Client) -> None:
    invitation, by = invited(), make_staff(roles.ADMINISTRATOR)
    with pytest.raises(TooSoon):
        invitation_resend(invitation=invitation, by=by)
    pass_time(invitation, by=timedelta(days=20))
    again = invitation_resend(invitation=invitation, by=by)
    assert (again.times_sent, again.state) == (2, Invitation.State.PENDING)
    assert again.expires_at - again.sent_at == LINK_LIFE
    assert AuditEntry.objects.filter(action="lms.invitation.resent", actor_id=by.pk).count() == 1
    client.post(linked(), ANSWERS)
    with pytest.raises(LinkUsed):
        invitation_resend(invitation=invitation, by=by)


# --- the other doors -------------------------------------------------------------------------


def screens(client: Client, address: str, answers: dict[str, str], mine: str, other: str) -> list[tuple[int, str, str]]:
    """Status, next address and next screen for an invited and for an unknown person; tokens and addresses apart."""
    seen = []
    for email in (mine, other):
        browser = Client()
        named = {name: email if value == mine else value for name, value in answers.items()}
        answer = browser.post(address, named)
        text = browser.get(answer.url).text.replace(email, "")
        seen.append((answer.status_code, answer.url, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)))
    return seen


def test_a_forgotten_password_brings_the_invitation_and_the_screen_is_the_same_for_all(client: Client) -> None:
    pass_time(invited())
    known, unknown = screens(client, "/akun/lupa-kata-sandi/", {"email": SRI}, SRI, "tidak.ada@example.id")
    assert known == unknown
    assert latest_to(SRI).subject.startswith("Undangan")
    assert client.post(linked(), ANSWERS).url == "/kelas/"


def test_signing_up_with_an_invited_address_brings_the_invitation_and_the_screen_is_the_same_for_all(
    client: Client,
) -> None:
    invitation = invited()
    pass_time(invitation)
    known, unknown = screens(client, "/akun/daftar/", SIGN_UP, SRI, "tidak.ada@example.id")
    assert known == unknown
    assert latest_to(SRI).subject.startswith("Undangan")
    invitation.user.refresh_from_db()
    assert not invitation.user.has_usable_password(), "a stranger's password opens nothing"
    assert not Consent.objects.filter(user=invitation.user).exists()


def test_no_password_opens_an_unaccepted_account(client: Client) -> None:
    invitation = invited()
    answers = [client.post("/akun/masuk/", {"login": email, "password": ""}).text for email in (SRI, "x@example.id")]
    assert "_auth_user_id" not in client.session
    for email in (SRI, "tidak.ada@example.id"):
        page = client.post("/akun/masuk/", {"login": email, "password": PASSWORD}).text
        assert "E-mail atau kata sandi tidak cocok" in page
    assert all("tidak aktif" not in page for page in answers)
    assert Invitation.objects.get(pk=invitation.pk).accepted_at is None


def test_an_invited_account_that_staff_set_active_still_needs_its_owners_yes(client: Client) -> None:
    invitation = invited()
    pass_time(invitation)
    User.objects.filter(pk=invitation.user_id).update(is_active=True)
    client.post("/akun/lupa-kata-sandi/", {"email": SRI})
    assert latest_to(SRI).subject.startswith("Undangan")
    assert client.post(linked(), ANSWERS).url == "/kelas/"


def test_after_acceptance_log_in_and_reset_work_as_usual(client: Client) -> None:
    client.post(path(invited()), ANSWERS)
    Client().post("/akun/lupa-kata-sandi/", {"email": SRI})
    assert re.search(r"^\d{6}$", latest_to(SRI).body_text, re.MULTILINE)


# --- the end -----------------------------------------------------------------------------------


def test_an_unaccepted_account_is_deleted_with_its_seat_after_ninety_days() -> None:
    run = CourseRunFactory(quota=3)
    invitation = invited(course_run=run, nik="3515015708900001")
    enrolment_create(user=invitation.user, run=run)
    pass_time(invitation, by=RETENTION - timedelta(hours=1))
    assert invitations_purge() == 0
    pass_time(invitation, by=RETENTION + timedelta(hours=1))
    assert invitations_purge() == 1
    assert not User.objects.filter(email=SRI).exists()
    assert not Notification.objects.filter(address=SRI).exists()
    assert not Enrolment.objects.exists()
    assert RunSeats.objects.get(run=run).taken == 0


def test_accepted_accounts_and_staff_are_never_swept_away(client: Client) -> None:
    invitation = invited()
    client.post(path(invitation), ANSWERS)
    other = User.objects.create_user("petugas@example.id", None, full_name="Petugas", is_active=False, is_staff=True)
    pass_time(invitation_create(user=other, by=other), by=RETENTION * 2)
    pass_time(invitation, by=RETENTION * 2)
    assert invitations_purge() == 0
    assert User.objects.filter(email__in=[SRI, "petugas@example.id"]).count() == 2
