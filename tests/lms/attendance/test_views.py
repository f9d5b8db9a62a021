"""Check-in by participants: scanned, typed, early, late, repeated, with a slow log-in in between."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from courses.runs.services.runs import run_cancel
from lms.attendance import checkin, scan_proof
from lms.attendance.models import Attendance
from lms.enrolment.services.enrolment import enrolment_cancel
from tests.factories.attendance import meeting
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, enrolled
from tests.factories.lms import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(client):
    """A participant of a run whose meeting is under way."""
    enrolment = enrolled()
    meeting(enrolment.run, title="Hari pertama")
    client.force_login(enrolment.user)
    return enrolment


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of the site: ``clock(minutes=5)``, also back."""
    shift = [timedelta()]
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + shift[0])

    def move(**by: float) -> None:
        shift[0] += timedelta(**by)

    return move


def session_of(enrolment):
    return enrolment.run.sessions.get()


def code_of(session):
    return checkin.shown_code(session, timezone.now())


def scan(session):
    return reverse("attendance_scan", args=[session.pk, code_of(session).token])


def form_of(enrolment):
    return reverse("class_attendance", args=[enrolment.run.public_id])


def type_code(client, enrolment, digits):
    return client.post(form_of(enrolment), {"kode": digits}, follow=True)


def test_scanning_asks_and_one_button_notes_it(client, person):
    address = scan(session_of(person))
    page = client.get(address).content.decode()
    assert "Ya, saya hadir" in page
    assert "Hari pertama" in page
    assert not Attendance.objects.exists(), "a GET writes nothing"
    told = client.post(address, follow=True)
    assert "Anda tercatat hadir di pertemuan Hari pertama." in told.content.decode()
    noted = Attendance.objects.get()
    assert (noted.enrolment, noted.method, noted.taken_by) == (person, "qr", None)
    entry = AuditEntry.objects.get(action="lms.attendance.taken")
    assert entry.after == {"session": noted.session_id, "method": "qr"}


def test_scanned_twice_and_tapped_twice_says_that_it_is_noted(client, person):
    address = scan(session_of(person))
    client.post(address)
    assert "Anda sudah tercatat hadir pukul" in client.post(address, follow=True).content.decode()
    page = client.get(address).content.decode()
    assert "Anda tercatat hadir" in page
    assert "Ya, saya hadir" not in page
    assert Attendance.objects.count() == 1
    assert AuditEntry.objects.filter(action="lms.attendance.taken").count() == 1


def test_who_is_noted_reads_so_also_with_an_old_code(client, person, clock):
    address = scan(session_of(person))
    client.post(address)
    clock(minutes=20)
    assert client.get(address).status_code == 200


def test_a_slow_log_in_needs_no_second_scan(clock):
    user = UserFactory()
    run = CourseRunFactory()
    from lms.enrolment.services.enrolment import enrolment_create

    enrolment_create(user=user, run=run)
    phone, address = Client(), scan(meeting(run))
    sent = phone.get(address)
    assert sent.url == f"{reverse('account_login')}?next={address}"
    clock(minutes=5)
    back = phone.post(sent.url, {"login": user.email, "password": PASSWORD})
    assert back.url == address, "the way back is kept"
    assert "Ya, saya hadir" in phone.get(address).content.decode()
    clock(minutes=3)
    assert "Anda tercatat hadir" in phone.post(address, follow=True).content.decode()


def test_a_forwarded_link_is_as_old_as_its_code(client, person, clock):
    address = scan(session_of(person))
    Client().get(address)
    clock(minutes=2)
    answer = client.post(address)
    assert answer.status_code == 409
    assert "Kode ini sudah berganti" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_reading_slowly_before_the_button_is_no_problem(client, person, clock):
    address = scan(session_of(person))
    client.get(address)
    clock(minutes=10)
    client.post(address)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("minutes", [16, -1, -60])
def test_a_scan_is_remembered_a_quarter_of_an_hour_and_not_beyond_a_clock_put_back(client, person, clock, minutes):
    address = scan(session_of(person))
    client.get(address)
    clock(minutes=minutes)
    assert client.post(address).status_code == 409
    assert not Attendance.objects.exists()


def test_a_remembered_scan_is_of_one_meeting_and_can_not_be_written_by_hand(client, person, clock):
    address = scan(session_of(person))
    other = meeting(person.run, begins_in=-20 * MINUTE)
    client.get(address)
    clock(minutes=5)
    wrong = reverse("attendance_scan", args=[other.pk, "kata"])
    assert client.post(wrong).status_code == 409
    client.cookies[scan_proof.COOKIE] = f"{other.pk}:{int(timezone.now().timestamp())}:abc"
    assert client.post(wrong).status_code == 409
    client.cookies[scan_proof.COOKIE] = signing.Signer(salt="other").sign(f"{other.pk}:1")
    assert client.post(wrong).status_code == 409


def test_an_early_scan_shows_the_opening_time_and_is_not_rate_limited(client, clock):
    enrolment = enrolled()
    session = meeting(enrolment.run, begins_in=60 * MINUTE)
    client.force_login(enrolment.user)
    early = client.get(scan(session))
    assert early.status_code == 409
    assert "Kehadiran belum dibuka" in early.content.decode()
    clock(minutes=40)
    assert client.post(scan(session)).status_code == 302
    assert Attendance.objects.count() == 1


def test_a_scan_long_after_the_meeting_gets_an_explanation(client, clock, person):
    clock(minutes=120)
    answer = client.get(scan(session_of(person)))
    assert answer.status_code == 409
    assert "minta petugas mencatatnya" in answer.content.decode()


def test_who_is_not_in_the_class_is_led_to_the_courses(client, person):
    stranger = Client()
    stranger.force_login(LearnerFactory())
    for ask in (stranger.get, stranger.post):
        answer = ask(scan(session_of(person)))
        assert answer.status_code == 409
        assert "Anda belum terdaftar di kelas ini" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_who_has_left_is_not_noted(client, person):
    enrolment_cancel(enrolment=person, by=person.user)
    assert client.post(scan(session_of(person))).status_code == 409
    assert client.post(form_of(person), {"kode": "123456"}).status_code == 404
    assert not Attendance.objects.exists()


def test_a_cancelled_class_records_no_attendance(client, person):
    run_cancel(run=person.run, by=LearnerFactory(), reason="Hujan")
    for answer in (
        client.post(scan(session_of(person))),
        client.post(form_of(person), {"kode": code_of(session_of(person)).digits}),
    ):
        assert answer.status_code in {409, 422}
        assert "Kelas ini dibatalkan" in answer.content.decode()
    assert "Pertemuan sedang berlangsung" not in client.get(f"/kelas/{person.run.public_id}/").content.decode()
    assert not Attendance.objects.exists()


def test_a_code_of_another_class_says_nothing_here(client, person):
    other = meeting(CourseRunFactory())
    code = code_of(other)
    assert client.post(reverse("attendance_scan", args=[session_of(person).pk, code.token])).status_code == 409
    assert "Kode ini tidak cocok" in type_code(client, person, code.digits).content.decode()
    assert client.post(scan(other)).status_code == 409
    assert not Attendance.objects.exists()


def test_a_meeting_that_is_not_there_is_not_found(client, person):
    assert client.get("/hadir/999999/kata/").status_code == 404


def test_the_class_shows_where_to_type_while_a_meeting_is_under_way(client, person, clock):
    home = reverse("class_home", args=[person.run.public_id])
    page = client.get(home).content.decode()
    assert f'action="{form_of(person)}"' in page
    digits = code_of(session_of(person)).digits
    told = type_code(client, person, f" {digits[:3]} {digits[3:]} ").content.decode()
    assert "Anda tercatat hadir di pertemuan Hari pertama." in told
    assert Attendance.objects.get().method == "code"
    assert f'action="{form_of(person)}"' not in told
    assert "<strong>Anda hadir</strong>" in told
    clock(days=1)
    assert "Pertemuan sedang berlangsung" not in client.get(home).content.decode()


def test_typed_twice_is_harmless(client, person):
    digits = code_of(session_of(person)).digits
    type_code(client, person, digits)
    assert "Anda sudah tercatat hadir pukul" in type_code(client, person, digits).content.decode()
    assert Attendance.objects.count() == 1


def test_one_who_scanned_and_then_types_stays_noted_as_scanned(client, person):
    client.post(scan(session_of(person)))
    type_code(client, person, code_of(session_of(person)).digits)
    assert Attendance.objects.get().method == "qr"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Ketik enam angka"),
        ("12345", "Kode terdiri dari enam angka"),
        ("abcdef", "Kode terdiri dari enam angka"),
        ("１２３４５６", "Kode terdiri dari enam angka"),
    ],
)
def test_a_malformed_code_is_an_error_of_the_field_and_preserved(client, person, typed, sentence):
    answer = client.post(form_of(person), {"kode": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Kesalahan:" in page
    assert sentence in page
    assert f'value="{typed}"' in page or not typed


def test_an_expired_code_is_distinguished_from_a_wrong_one(client, person, clock):
    digits = code_of(session_of(person)).digits
    clock(minutes=2)
    assert "Kode ini sudah berganti" in type_code(client, person, digits).content.decode()
    wrong = f"{(int(digits) + 1) % 1_000_000:06d}"
    assert "Kode ini tidak cocok" in type_code(client, person, wrong).content.decode()


def test_typing_outside_of_any_meeting_says_when_the_next_one_is(client, clock):
    enrolment = enrolled()
    client.force_login(enrolment.user)
    assert "Tidak ada pertemuan" in client.get(form_of(enrolment)).content.decode()
    session = meeting(enrolment.run, begins_in=60 * MINUTE)
    assert "Kehadiran berikutnya dibuka" in client.get(form_of(enrolment)).content.decode()
    told = type_code(client, enrolment, code_of(session).digits).content.decode()
    assert "Kehadiran belum dibuka" in told
    clock(hours=9)
    assert "sudah lewat" in type_code(client, enrolment, code_of(session).digits).content.decode()


def test_two_meetings_at_once_take_the_code_of_either(client, person):
    second = meeting(person.run, begins_in=20 * MINUTE)
    type_code(client, person, code_of(second).digits)
    assert Attendance.objects.get().session == second


def test_trying_again_and_again_is_slowed_down_for_this_person_alone(client, person):
    good = code_of(session_of(person)).digits
    wrong = f"{(int(good) + 1) % 1_000_000:06d}"
    for _ in range(10):
        type_code(client, person, wrong)
    assert "Terlalu sering mencoba" in type_code(client, person, good).content.decode()
    assert not Attendance.objects.exists()
    from lms.enrolment.services.enrolment import enrolment_create

    neighbour = Client()
    neighbour.force_login(LearnerFactory())
    other = enrolment_create(user=LearnerFactory(), run=person.run)
    neighbour.force_login(other.user)
    assert "Anda tercatat hadir" in type_code(neighbour, other, good).content.decode()


def test_a_class_home_costs_the_same_for_one_meeting_and_for_many(client, person, queries):
    home = reverse("class_home", args=[person.run.public_id])
    client.get(home)
    counts = []
    for more in (0, 8):
        for number in range(more):
            meeting(person.run, begins_in=timedelta(days=number + 1))
        with queries:
            client.get(home)
        counts.append(len(queries))
    assert counts[0] == counts[1]
