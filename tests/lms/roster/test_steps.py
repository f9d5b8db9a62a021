"""What staff do with people chosen in a roster: a message, a move, taking out, and one person added."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.messages.models import Notification
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.runs.services.runs import run_cancel
from lms.enrolment.models.enrolment import Enrolment, RunSeats
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.enrolment.services.moving import enrolment_move
from lms.opinions.services import evaluation_submit
from lms.roster.models import RosterChange, RosterLine, RunMessage
from lms.roster.personal_data import RosterData
from lms.roster.selectors import deliveries_of
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import UserFactory, make_staff
from tests.factories.roster import person_in, two_runs

pytestmark = pytest.mark.django_db

LETTER = {"subject": "Bawa contoh produk", "text": "Besok bawa satu produk.\n\nSampai jumpa."}


@pytest.fixture
def staff():
    return make_staff(CURRICULUM_ANALYST, full_name="Anisa Analis")


@pytest.fixture
def staff_client(client, staff):
    client.force_login(staff)
    return client


def address(run, name="index", *more):
    return reverse(f"lms_roster:{name}", args=[run.pk, *more])


def token_of(response):
    return str(response.context["form"]["token"].value())


def ticked(*enrolments):
    return {"peserta": [one.pk for one in enrolments]}


def carried(*enrolments):
    return {"pilihan": ",".join(str(one.pk) for one in enrolments)}


def seats(run):
    return RunSeats.objects.get(run=run).taken


def sent_to(person):
    return list(Notification.objects.filter(recipient=person).values_list("subject", flat=True))


def test_a_message_is_written_looked_at_sent_once_and_followed(staff_client, staff, run_jobs):
    run, _ = two_runs()
    one, two, three = (person_in(run, f"Peserta {n}") for n in range(3))
    first = staff_client.post(address(run, "write"), ticked(one, two))
    assert "2 orang:" in first.text
    form = {**carried(one, two), **LETTER, "token": token_of(first)}
    preview = staff_client.post(address(run, "write"), {**form, "langkah": "pratinjau"}).text
    assert "Kirim kepada 2 orang" in preview
    assert "Besok bawa satu produk." in preview
    assert not RunMessage.objects.exists()
    again = staff_client.post(address(run, "write"), {**form, "langkah": "ubah"})
    assert again.context["form"]["subject"].value() == LETTER["subject"]
    sent = [staff_client.post(address(run, "write"), {**form, "langkah": "kirim"}).url for _ in range(2)]
    message = RunMessage.objects.get()
    assert sent == [address(run, "message", message.pk)] * 2
    assert "refresh" in staff_client.get(sent[0]).text
    run_jobs()
    assert [sent_to(one.user), sent_to(two.user), sent_to(three.user)] == [
        [LETTER["subject"]],
        [LETTER["subject"]],
        [],
    ]
    body = Notification.objects.get(recipient=one.user).body_text
    assert "Besok bawa satu produk." in body
    assert f"/kelas/{run.public_id}/" in body
    page = staff_client.get(sent[0]).text
    assert "terkirim" in page
    assert "refresh" not in page
    assert "2 terkirim" in staff_client.get(address(run, "records")).text
    entry = AuditEntry.objects.get(action="lms.run_message.sent")
    assert (entry.actor, entry.after) == (staff, {"run": str(run.public_id), "people": 2})


def test_a_message_whose_job_is_done_again_reaches_no_person_twice(staff_client, run_jobs):
    run, _ = two_runs()
    one = person_in(run)
    form = {**carried(one), **LETTER, "token": token_of(staff_client.post(address(run, "write"), ticked(one)))}
    staff_client.post(address(run, "write"), {**form, "langkah": "kirim"})
    run_jobs()
    job = Job.objects.get(kind="lms.deliver_run_message")
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED, attempts=0)
    jobs.run(job.pk)
    run_jobs()
    assert sent_to(one.user) == [LETTER["subject"]]


def test_errors_in_a_message_are_shown_and_input_is_preserved(staff_client):
    run, _ = two_runs()
    one = person_in(run)
    answer = staff_client.post(
        address(run, "write"), {**carried(one), "subject": "", "text": "Isi saja", "langkah": "pratinjau"}
    )
    assert "subject" in answer.context["form"].errors
    assert "Isi saja" in answer.text


def test_all_who_matches_the_filter_can_be_chosen_whatever_the_page(staff_client):
    run, _ = two_runs()
    [person_in(run, regency="35.15") for _ in range(3)]
    person_in(run, "Lain")
    step = staff_client.post(address(run, "write"), {"siapa": "semua", "saringan": "regency=35.15&q=Siti"})
    assert "3 orang:" in step.text


def test_a_choice_of_no_person_or_of_strangers_leads_back_with_a_sentence(staff_client):
    run, target = two_runs()
    stranger = person_in(target)
    gone = person_in(run)
    enrolment_cancel(enrolment=gone, by=gone.user)
    for choice in ({}, ticked(stranger), ticked(gone), {"peserta": ["x", "-1"]}):
        answer = staff_client.post(address(run, "write"), {**choice, "saringan": "q=Siti"}, follow=True)
        assert answer.redirect_chain[0][0] == f"{address(run)}?q=Siti"
        assert "Centang namanya dulu" in answer.text
    assert staff_client.get(address(run, "write")).url == address(run)


def test_a_trainer_writes_to_the_run_they_teach_only(client, run_jobs):
    run, other = two_runs()
    trainer = make_staff(TRAINER)
    run.instructors.add(trainer)
    client.force_login(trainer)
    one, stranger = person_in(run), person_in(other)
    form = {**LETTER, "token": token_of(client.post(address(run, "write"), ticked(one))), "langkah": "kirim"}
    assert client.post(address(other, "write"), {**form, **carried(stranger)}).status_code == 404
    client.post(address(run, "write"), {**form, **carried(one, stranger)})
    run_jobs()
    assert (sent_to(one.user), sent_to(stranger.user)) == ([LETTER["subject"]], [])


def move(staff_client, run, target, *people):
    first = staff_client.post(address(run, "move"), ticked(*people))
    form = {**carried(*people), "target": target.pk, "token": token_of(first)}
    first_tap, second_tap = (staff_client.post(address(run, "move"), form).url for _ in range(2))
    assert first_tap == second_tap
    return first_tap


def test_people_move_with_their_lessons_and_each_gets_a_verdict(staff_client, staff, run_jobs):
    run, target = two_runs(quota=2)
    reader = person_in(run, "A Pembaca", read=1)
    both = person_in(run, "B Dua Kelas")
    person_in(target, "B Dua Kelas", email=f"x{both.user.email}")
    Enrolment.objects.filter(run=target).update(user=both.user)
    done = lessons_read(person_in(run, "C Lulus"))
    evaluation_submit(enrolment=done, answers=good_answers(done))
    gone = person_in(run, "D Keluar")
    enrolment_cancel(enrolment=gone, by=gone.user)
    late = person_in(run, "E Terlambat")
    shown = move(staff_client, run, target, reader, both, done, gone, late)
    assert RosterChange.objects.count() == 1
    run_jobs()
    verdicts = dict(RosterLine.objects.values_list("enrolment", "verdict"))
    assert verdicts == {
        reader.pk: "moved", both.pk: "already", done.pk: "completed", gone.pk: "left", late.pk: "full",
    }  # fmt: skip
    reader.refresh_from_db()
    assert (reader.run, reader.progress.count()) == (target, 1)
    assert (seats(run), seats(target)) == (3, 2)
    page = staff_client.get(shown).text
    for sentence in (
        "sudah ada di kelas tujuan",
        "kelas tujuan penuh",
        "sudah menyelesaikan kelas",
        "sudah keluar dari kelas",
    ):
        assert sentence in page
    assert sent_to(reader.user) == [f"Anda dipindahkan ke kelas {target.name}"]
    assert sent_to(late.user) == []
    entry = AuditEntry.objects.get(action="lms.enrolment.moved")
    assert (entry.actor, entry.before, entry.after) == (
        staff, {"run": str(run.public_id)}, {"run": str(target.public_id)},
    )  # fmt: skip
    rows = list(load_workbook(BytesIO(b"".join(staff_client.get(f"{shown}unduh/").streaming_content))).active.values)
    assert ("A Pembaca", reader.user.email, "dipindahkan") in rows
    assert "Pindah ke" in page
    assert f"ke {target.name}" in staff_client.get(address(run, "records")).text
    assert f"dari {run.name}" in staff_client.get(address(target, "records")).text


def test_a_form_sent_again_after_everything_is_done_shows_what_came_of_it(staff_client, run_jobs):
    run, target = two_runs()
    one = person_in(run)
    form = {**carried(one), "target": target.pk, "token": token_of(staff_client.post(address(run, "move"), ticked(one)))}
    shown = staff_client.post(address(run, "move"), form).url
    run_jobs()
    again = staff_client.post(address(run, "move"), form, follow=True)
    assert again.redirect_chain[0][0] == shown
    assert "tidak dijalankan lagi" in again.text
    assert (
        "token"
        in staff_client.post(address(run, "take_out"), {**carried(person_in(run)), "token": "x"}).context["form"].errors
    )


def test_a_person_moved_there_and_back_is_notified_each_time(run_jobs):
    run, target = two_runs()
    one = person_in(run)
    by = make_staff(CURRICULUM_ANALYST)
    for there in (target, run, target):
        one = enrolment_move(enrolment=one, target=there, by=by)
    assert (seats(run), seats(target), len(sent_to(one.user))) == (0, 1, 3)


def test_staff_may_move_into_a_run_that_has_closed_but_not_into_a_cancelled_one(staff_client, staff, run_jobs):
    opened = timezone.now() - timedelta(days=2)
    run, target = two_runs(enrolment_opens=opened, enrolment_closes=opened + timedelta(days=1))
    one, two = person_in(run), person_in(run)
    first = staff_client.post(address(run, "move"), ticked(two))
    move(staff_client, run, target, one)
    run_jobs()
    one.refresh_from_db()
    assert one.run == target
    run_cancel(run=target, by=staff, reason="Sepi")
    form = {**carried(two), "target": target.pk, "token": token_of(first)}
    assert "target" in staff_client.post(address(run, "move"), form).context["form"].errors
    assert "tidak punya kelas lain" in staff_client.post(address(run, "move"), ticked(two)).text


def test_a_run_cancelled_after_the_order_takes_no_person(staff_client, staff, run_jobs):
    run, target = two_runs()
    one = person_in(run)
    move(staff_client, run, target, one)
    run_cancel(run=target, by=staff, reason="Sepi")
    run_jobs()
    assert RosterLine.objects.get().verdict == "cancelled"
    one.refresh_from_db()
    assert one.run == run


def test_people_of_a_cancelled_run_can_be_moved(staff_client, staff, run_jobs):
    run, target = two_runs()
    one = person_in(run)
    run_cancel(run=run, by=staff, reason="Sepi")
    move(staff_client, run, target, one)
    run_jobs()
    one.refresh_from_db()
    assert one.run == target


def test_a_person_moved_elsewhere_since_the_screen_was_opened_stays_there(staff_client, staff, run_jobs):
    run, target = two_runs()
    other, _ = two_runs()
    other.course = run.course
    other.save()
    one = person_in(run)
    move(staff_client, run, target, one)
    enrolment_move(enrolment=Enrolment.objects.get(pk=one.pk), target=other, by=staff)
    run_jobs()
    assert RosterLine.objects.get().get_verdict_display() == "sudah dipindahkan ke kelas lain"


def test_an_order_taken_up_again_after_a_crash_goes_on_where_it_was(staff_client, staff, run_jobs):
    run, target = two_runs()
    one, two = person_in(run), person_in(run)
    move(staff_client, run, target, one, two)
    RosterLine.objects.filter(enrolment=one).update(verdict="moved")
    run_jobs()
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.run, two.run) == (run, target)


def test_a_removal_needs_a_reason_frees_the_seat_and_notifies_with_it(staff_client, run_jobs):
    run, _ = two_runs()
    run.quota = 1
    run.save()
    one = person_in(run)
    first = staff_client.post(address(run, "take_out"), ticked(one))
    form = {**carried(one), "token": token_of(first)}
    assert "reason" in staff_client.post(address(run, "take_out"), {**form, "reason": " "}).context["form"].errors
    staff_client.post(address(run, "take_out"), {**form, "reason": "Tidak hadir tiga kali"})
    run_jobs()
    one.refresh_from_db()
    assert (one.state, seats(run), RosterLine.objects.get().verdict) == ("cancelled", 0, "taken_out")
    assert "Tidak hadir tiga kali" in Notification.objects.get(recipient=one.user).body_text
    assert AuditEntry.objects.filter(action="lms.enrolment.cancelled", subject_id=one.pk).count() == 1
    person_in(run, "Berikutnya")


def test_a_participant_who_leaves_the_class_they_were_moved_from_keeps_the_new_place(staff):
    run, target = two_runs()
    stale, _ = person_in(run), person_in(run)
    enrolment_move(enrolment=Enrolment.objects.get(pk=stale.pk), target=target, by=staff)
    assert enrolment_cancel(enrolment=stale, by=stale.user).state == Enrolment.State.ENROLLED
    stale.refresh_from_db()
    assert (stale.state, stale.run) == (Enrolment.State.ENROLLED, target)
    assert (seats(run), seats(target)) == (1, 1)


def test_staff_add_an_account_by_its_address_and_read_what_is_missing(staff_client, staff):
    run, _ = two_runs()
    run.requirements, run.enrolment_closes = ["nik"], timezone.now()
    run.save()
    person = UserFactory(full_name="Dewi Lestari")
    answer = staff_client.post(address(run, "add"), {"email": f" {person.email.upper()} "}, follow=True)
    assert "Dewi Lestari ditambahkan" in answer.text
    assert "belum lengkap: NIK" in answer.text
    assert "NIK" in Notification.objects.get(recipient=person).body_text
    assert AuditEntry.objects.get(action="lms.enrolment.added").actor == staff
    assert "sudah ada di kelas ini" in staff_client.post(address(run, "add"), {"email": person.email}).text
    assert (seats(run), sent_to(person)) == (1, [f"Anda terdaftar di kelas {run.name}"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"full_name": ""}, "belum memuat nama"), ({"is_active": False}, "Belum ada akun")],
)
def test_some_accounts_are_not_added(staff_client, fields, sentence):
    run, _ = two_runs()
    person = UserFactory(**fields)
    assert sentence in staff_client.post(address(run, "add"), {"email": person.email}).text
    assert not Enrolment.objects.exists()


def test_no_person_is_added_to_a_full_or_cancelled_run_or_under_an_unknown_address(staff_client, staff):
    run, _ = two_runs()
    assert "Belum ada akun" in staff_client.post(address(run, "add"), {"email": "tak.ada@example.id"}).text
    run.quota = 1
    run.save()
    person_in(run)
    person = UserFactory()
    assert "penuh" in staff_client.post(address(run, "add"), {"email": person.email}).text
    run_cancel(run=run, by=staff, reason="Sepi")
    assert "sudah dibatalkan" in staff_client.post(address(run, "add"), {"email": person.email}).text


def test_a_change_and_a_message_belong_to_their_run(staff_client, run_jobs):
    run, target = two_runs()
    one = person_in(run)
    shown = move(staff_client, run, target, one)
    change = RosterChange.objects.get()
    assert staff_client.get(shown).status_code == 200
    assert staff_client.get(address(target, "change", change.pk)).status_code == 404
    assert staff_client.get(address(target, "change_download", change.pk)).status_code == 404
    assert staff_client.get(address(run, "message", 999)).status_code == 404


def test_the_data_of_staff_and_participants_name_what_was_done(staff_client, staff, run_jobs):
    run, target = two_runs()
    one = person_in(run)
    move(staff_client, run, target, one)
    run_jobs()
    assert RosterData().facts(one.user) == [("Perubahan oleh petugas", "1 perubahan")]
    assert RosterData().export(one.user)["perubahan"][0]["hasil"] == "dipindahkan"
    assert RosterData().facts(staff) == []
    assert RosterData().export(staff)["perubahan_diminta"][0]["kind"] == "move"


def asked_by(staff_client, address):
    with CaptureQueriesContext(connection) as asked:
        assert staff_client.get(address).status_code == 200
    return len(asked)


def test_the_queries_of_records_and_results_do_not_grow_with_their_rows(staff_client, staff):
    run, target = two_runs()
    shown = move(staff_client, run, target, person_in(run))
    change = RosterChange.objects.get()
    RunMessage.objects.create(run=run, subject="Kabar", text="Isi", author=staff)
    screens = (address(run, "records"), shown)
    [staff_client.get(screen) for screen in screens]
    few = [asked_by(staff_client, screen) for screen in screens]
    for number in range(10):
        RunMessage.objects.create(run=run, subject=f"Kabar {number}", text="Isi", author=staff)
        RosterChange.objects.create(run=run, kind="take_out", reason="Sebab", author=staff)
        RosterLine.objects.create(change=change, enrolment=person_in(run))
    assert [asked_by(staff_client, screen) for screen in screens] == few


def test_deliveries_are_counted_for_each_message_by_itself(staff):
    run, _ = two_runs()
    first, second = (RunMessage.objects.create(run=run, subject="Kabar", text="Isi") for _ in range(2))
    for message, number, state in ((first, 1, "sent"), (first, 2, "failed"), (second, 1, "sent"), (second, 12, "sent")):
        fields = {"category": "kelas", "address": "a@example.id", "subject": "Kabar", "body_text": "Isi"}
        Notification.objects.create(key=f"{message.key_prefix}{number}", state=state, **fields)
    counts = deliveries_of(messages=[first, second])
    assert counts == {first.pk: {"sent": 1, "failed": 1}, second.pk: {"sent": 2}}
