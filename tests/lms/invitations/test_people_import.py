"""The import of people: its changes, what it doesn't change, and its report."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from openpyxl import Workbook

from core.audit.models import AuditEntry, ProcessingEntry
from core.imports.models import ImportLine, ImportRun
from core.jobs.models import Job
from core.messages.models import Notification
from core.people import roles
from lms.consents.models import Consent
from lms.consents.services import consent_give, consent_withdraw
from lms.enrolment.models.enrolment import Enrolment
from lms.invitations.models import Invitation
from lms.profile.models.profile import Profile
from lms.profile.services.profile import details_update
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.lms import ProfileFactory, UserFactory, make_staff
from tests.lms.invitations.sheets import BUDI, HEADINGS, SRI, brought_in, saved, sheet, told, uploaded

pytestmark = pytest.mark.django_db

Verdict = ImportLine.Verdict
FULL = ("Nama", "E-mail", "NIK", "Kabupaten/Kota", "Nama usaha", "Bidang usaha", "JK", "Tanggal lahir")


def consented(**fields: Any) -> User:
    user = ProfileFactory(**fields).user
    consent_give(user=user, purpose=Consent.Purpose.CLASS_DATA, version="2026-11")
    return user


# --- new accounts ----------------------------------------------------------------


def test_a_check_writes_nothing_but_its_report() -> None:
    by = make_staff(roles.CURRICULUM_ANALYST)
    before = User.objects.count()
    run = uploaded(sheet([SRI, BUDI]), by=by)
    assert (run.state, User.objects.count(), Notification.objects.count()) == (ImportRun.State.CHECKED, before, 0)
    (line,) = run.lines.filter(key="baris:2")
    assert (line.part, line.verdict) == ("Akun", Verdict.NEW)
    assert "3515••••••••••01" in line.after
    assert "3515015708900001" not in line.after


def test_an_account_that_was_brought_in_waits_for_its_owner() -> None:
    run = brought_in([SRI])
    user = User.objects.get(email="sri@example.id")
    assert (user.full_name, user.is_active, user.has_usable_password()) == ("Sri Wahyuni", False, False)
    assert not Consent.objects.filter(user=user).exists()
    assert not EmailAddress.objects.get(user=user).verified
    profile = user.profile
    assert (profile.regency, profile.nik, profile.nik_state, profile.phone) == (
        "35.15",
        "3515015708900001",
        "confirmed",
        "+6281234567890",
    )
    invitation = user.invitation
    assert (invitation.import_run_id, invitation.invited_by, invitation.times_sent) == (run.pk, run.uploaded_by, 1)
    mail = Notification.objects.get(address="sri@example.id")
    assert (mail.key, mail.sensitive) == (f"undangan:{invitation.pk}:1", True)
    assert "Sri Wahyuni" in mail.body_text
    entry = ProcessingEntry.objects.get(person=user, kind=ProcessingEntry.Kind.COLLECT)
    assert entry.actor == run.uploaded_by
    assert "NIK" in entry.what


def test_the_report_is_one_audit_row_a_run_and_no_personal_data() -> None:
    run = brought_in([SRI])
    entries = AuditEntry.objects.filter(subject_id=str(run.pk))
    assert set(entries.values_list("action", flat=True)) == {
        "core.import.uploaded",
        "core.import.apply_requested",
        "core.import.applied",
    }
    assert "Sri" not in str(list(AuditEntry.objects.values_list("before", "after")))
    assert "Sri" not in str(list(Job.objects.values_list("payload", "message")))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("Sri", "", "", "Sidoarjo", ""), "Akun baru memerlukan E-mail."),
        (("", "sri@example.id", "", "Sidoarjo", ""), "Akun baru memerlukan Nama."),
        (("Sri", "sri@example.id", "", "", ""), "Akun baru memerlukan Kabupaten/kota."),
        (("Sri", "sri@example.id", "", "Malang", ""), "Kabupaten Malang atau Kota Malang"),
        (("Sri", "sri@", "", "Sidoarjo", ""), "siti@contoh.id"),
        (("Sri", "sri@example.id", 3515015708900000, "Sidoarjo", ""), "angka terakhirnya hilang"),
        (("Sri", "sri@example.id", "=B2", "Sidoarjo", ""), "berisi rumus"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_is_left_out(row: tuple[Any, ...], sentence: str) -> None:
    run = brought_in([row, BUDI])
    (line,) = told(run, 2)
    assert line[:2] == ("Baris", Verdict.PROBLEM)
    assert sentence in line[2]
    assert User.objects.filter(is_staff=False).count() == 1


def test_a_duplicate_row_gets_a_verdict_that_names_the_first() -> None:
    by_email = ("Sri W.", "SRI@Example.ID", "", "Sidoarjo", "")
    by_nik = ("Sri Wahyuni", "sri.lain@example.id", SRI[2], "Sidoarjo", "")
    run = brought_in([SRI, by_email, by_nik])
    for row, what in ((3, "E-mail"), (4, "NIK")):
        (line,) = told(run, row)
        assert line[1] == Verdict.PROBLEM
        assert f"Orang yang sama dengan baris 2 ({what} sama)" in line[2]
    assert User.objects.filter(is_staff=False).count() == 1


def test_a_nik_that_disagrees_is_a_note_and_no_block() -> None:
    row = ("Sri", "sri@example.id", "3101015708900001", "Sidoarjo", "", "", "L", "01-01-1980")
    run = brought_in([row], FULL)
    notes = [words for _, verdict, words in told(run, 2) if verdict == Verdict.NOTE]
    assert len(notes) == 3
    assert Profile.objects.get(user__email="sri@example.id").nik_warnings == ["birth_date", "gender", "place"]


def test_unknown_columns_and_other_sheets_are_named_and_left_alone() -> None:
    workbook = Workbook()
    workbook.create_sheet("Catatan")
    page: Any = workbook.active
    page.append([*HEADINGS, "Golongan darah"])
    page.append([*SRI, "O"])
    run = uploaded(saved(workbook))
    messages = list(run.lines.filter(key="berkas").values_list("message", flat=True))
    assert any("Golongan darah" in message for message in messages)
    assert any("Catatan" in message for message in messages)


# --- people who have an account -----------------------------------------------------


def test_an_account_keeps_its_own_words_and_gets_only_what_is_empty() -> None:
    user = consented(regency="35.78", business_name="Keripik Sri")
    row = ("Nama Lain", user.email.upper(), SRI[2], "Sidoarjo", "Usaha Lain", "kuliner", "P", "")
    run = brought_in([row], FULL)
    user.refresh_from_db()
    profile = user.profile
    assert (user.full_name, profile.regency, profile.business_name) == (user.full_name, "35.78", "Keripik Sri")
    assert user.full_name != "Nama Lain"
    assert (profile.nik, profile.business_sector, profile.gender) == (SRI[2], "food", "female")
    lines = {line.part: line for line in run.lines.filter(key="baris:2")}
    assert lines["Nama usaha"].verdict == Verdict.NOTE
    assert (lines["Nama usaha"].before, lines["Nama usaha"].after) == ("Keripik Sri", "Usaha Lain")
    assert (lines["NIK"].verdict, lines["NIK"].outcome) == (Verdict.CHANGED, "done")
    assert not Invitation.objects.filter(user=user).exists()
    assert ProcessingEntry.objects.filter(person=user, actor=run.uploaded_by).exists()


def test_who_has_not_agreed_to_class_data_or_took_it_back_gets_none() -> None:
    never, left = ProfileFactory().user, consented()
    consent_withdraw(user=left, purpose=Consent.Purpose.CLASS_DATA)
    rows = [(user.full_name, user.email, nik, "", "", "", "", "") for user, nik in ((never, SRI[2]), (left, BUDI[2]))]
    run = brought_in(rows, FULL)
    assert not Profile.objects.filter(nik__isnull=False).exists()
    for row in (2, 3):
        assert ("NIK", Verdict.NOTE) in [line[:2] for line in told(run, row)]


def test_e_mail_of_one_and_nik_of_another_is_refused_and_names_no_person() -> None:
    owner, holder = consented(), consented()
    details_update(user=holder, answers={"nik": SRI[2]})
    run = brought_in([("Sri", owner.email, SRI[2], "Sidoarjo", "")])
    (line,) = run.lines.all()
    assert line.verdict == Verdict.PROBLEM
    assert "dua akun yang berbeda" in line.message
    for told_word in (holder.email, holder.full_name, owner.full_name, "3515••••"):
        assert told_word not in f"{line.subject} {line.message} {line.before} {line.after} {line.advice}"
    assert Profile.objects.get(user=owner).nik is None


def test_a_person_is_found_by_the_nik_and_nothing_of_the_account_is_shown() -> None:
    holder = consented(user=UserFactory(full_name="Sri Wahyuni"), business_name="Rahasia")
    details_update(user=holder, answers={"nik": SRI[2]})
    row = ("SRI WAHYUNI", "alamat.baru@example.id", SRI[2], "Sidoarjo", "Usaha Lain", "", "", "")
    run = brought_in([row], FULL)
    assert not User.objects.filter(email="alamat.baru@example.id").exists()
    text = str(list(run.lines.values_list("subject", "before", "after", "message", "advice")))
    assert holder.email not in text
    assert "Rahasia" not in text
    assert "(berbeda)" in text


def test_a_nik_that_is_in_an_account_of_another_name_is_refused() -> None:
    holder = consented(user=UserFactory(full_name="Budi"))
    details_update(user=holder, answers={"nik": SRI[2]})
    run = brought_in([SRI])
    assert "atas nama lain" in told(run, 2)[0][2]
    assert not User.objects.filter(email=SRI[1]).exists()


def test_a_number_that_another_person_holds_is_left_out_and_the_person_comes_in() -> None:
    brought_in([("Budi", "budi@example.id", "", "Surabaya", SRI[4])])
    run = brought_in([SRI])
    assert Profile.objects.get(user__email="sri@example.id").phone is None
    (note,) = [line for line in told(run, 2) if line[0] == "No. HP"]
    assert "Budi" not in note[2]


def test_a_closed_account_stays_closed() -> None:
    user = ProfileFactory(user=UserFactory(is_active=False)).user
    run = brought_in([(user.full_name, user.email, SRI[2], "Sidoarjo", "")], course_run=CourseRunFactory())
    assert told(run, 2)[0][1] == Verdict.PROBLEM
    assert not Enrolment.objects.exists()


def test_an_empty_telephone_number_is_filled_in() -> None:
    user = ProfileFactory().user
    brought_in([("", user.email, "", "", SRI[4])])
    profile = Profile.objects.get(user=user)
    assert profile.phone == "+6281234567890"
    assert profile.phone_hash
