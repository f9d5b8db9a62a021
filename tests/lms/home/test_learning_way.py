"""The decree's way through the application, over HTTP: enter the class, learn, evaluate, download the certificate."""

import hashlib
from io import BytesIO
from urllib.parse import urlencode

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from core.audit.models import AuditEntry
from core.messages.models import Notification
from courses.content.selectors import lessons_of
from courses.opinions.models import EvaluationAnswer
from lms.certificates.models import Certificate
from lms.consents.models import Consent
from lms.consents.texts import current_text
from lms.enrolment.models.enrolment import Enrolment
from lms.learning.models import LessonProgress
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(client):
    """A logged-in person at the enrolment page of an open run with two lessons."""
    from tests.factories.courses import course

    run = CourseRunFactory(course=course(lessons=2))
    user = LearnerFactory()
    client.force_login(user)
    return client, run, user


def answer_data(run, **changes):
    data = {f"jawaban_{q.pk}": "3" if q.kind == "scale" else "Tambah contoh" for q in run.evaluation_form.questions.all()}
    return {**data, **changes}


def walk_to_evaluation(client, run):
    client.post(reverse("class_enrol", args=[run.public_id]))
    for lesson in lessons_of(course=run.course):
        response = client.post(reverse("class_lesson", args=[run.public_id, lesson.pk]))
    return response


def test_the_whole_way_from_the_course_page_to_the_certificate(way):
    client, run, user = way
    course_page = client.get("/pelatihan/foto-produk/").content.decode()
    door = reverse("class_enrol", args=[run.public_id])
    assert door in course_page

    assert "Siti Nur" in client.get(door).content.decode()
    assert client.post(door).url == reverse("class_home", args=[run.public_id])

    first, second = lessons_of(course=run.course)
    assert "Isi Pelajaran 1" in client.get(reverse("class_lesson", args=[run.public_id, first.pk])).content.decode()
    assert client.post(reverse("class_lesson", args=[run.public_id, first.pk])).url.endswith(f"/{second.pk}/")
    assert client.post(reverse("class_lesson", args=[run.public_id, second.pk])).url.endswith("/evaluasi/")

    sent = client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run))
    assert sent.url == reverse("class_done", args=[run.public_id])
    certificate = Certificate.objects.get()
    done = client.get(sent.url).content.decode()
    assert certificate.number in done.replace("<wbr>", "")

    pdf = client.get(reverse("class_certificate", args=[run.public_id]))
    content = b"".join(pdf.streaming_content)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("attachment")
    assert "private" in pdf["Cache-Control"]
    assert hashlib.sha256(content).hexdigest() == certificate.sha256
    printed = pypdfium2.PdfDocument(BytesIO(content))[0].get_textpage().get_text_range()
    assert "Siti Nur'aini" in printed
    assert certificate.number in printed
    assert certificate.code in printed

    check = Client().get(reverse("certificate_check", args=[certificate.code])).content.decode()
    assert "asli dan berlaku" in check
    assert certificate.number in check
    assert Notification.objects.get().address == user.email


def test_answers_of_the_evaluation_are_anonymous(way):
    client, run, _ = way
    walk_to_evaluation(client, run)
    client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run))
    fields = {field.name for field in EvaluationAnswer._meta.get_fields()}
    assert fields == {"id", "run", "question", "submission", "submitted_on", "score", "text"}
    assert EvaluationAnswer.objects.count() == 3
    submission = EvaluationAnswer.objects.values_list("submission", flat=True).first()
    said = " ".join(str(entry.before) + str(entry.after) + entry.subject_id for entry in AuditEntry.objects.all())
    assert str(submission) not in said
    assert "Tambah contoh" not in said


def test_an_incomplete_evaluation_keeps_the_answers_and_names_what_is_missing(way):
    client, run, _ = way
    walk_to_evaluation(client, run)
    first, second, free = run.evaluation_form.questions.all()
    response = client.post(
        reverse("class_evaluation", args=[run.public_id]), {f"jawaban_{first.pk}": "2", f"jawaban_{free.pk}": "Lebih lama"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Kesalahan:" in page
    assert "error-summary" in page
    assert f"#id_jawaban_{second.pk}" in page
    assert "Lebih lama" in page
    assert 'value="2" required id="id_jawaban_' in page or "checked" in page
    assert not Certificate.objects.exists()
    assert not EvaluationAnswer.objects.exists()


def test_a_double_tap_gives_one_certificate_and_one_set_of_answers(way):
    client, run, _ = way
    walk_to_evaluation(client, run)
    for _ in range(2):
        response = client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run))
        assert response.url == reverse("class_done", args=[run.public_id])
    assert Certificate.objects.count() == 1
    assert EvaluationAnswer.objects.count() == 3
    assert Notification.objects.count() == 1


def test_two_taps_on_enrol_give_one_enrolment(way):
    client, run, user = way
    for _ in range(2):
        client.post(reverse("class_enrol", args=[run.public_id]))
    assert Enrolment.objects.filter(user=user).count() == 1
    assert run.seats.taken == 1


def test_a_lesson_is_noted_once(way):
    client, run, _ = way
    walk_to_evaluation(client, run)
    walk_to_evaluation(client, run)
    assert LessonProgress.objects.count() == 2
    assert AuditEntry.objects.filter(action="lms.lesson.completed").count() == 2


def test_the_evaluation_waits_for_the_lessons(way):
    client, run, _ = way
    client.post(reverse("class_enrol", args=[run.public_id]))
    for response in (
        client.get(reverse("class_evaluation", args=[run.public_id])),
        client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run)),
    ):
        assert response.url == reverse("class_home", args=[run.public_id])
    assert not Certificate.objects.exists()
    assert "Terbuka setelah semua pelajaran selesai" in client.get(response.url).content.decode()


def test_a_full_class_shows_that_and_offers_a_place_in_the_queue(way):
    client, run, _ = way
    run.quota = 1
    run.save()
    other = Client()
    other.force_login(LearnerFactory())
    other.post(reverse("class_enrol", args=[run.public_id]))
    door = reverse("class_enrol", args=[run.public_id])
    page = client.get(door).content.decode()
    assert "Kelas penuh, daftar tunggu terbuka" in page
    assert "Masuk daftar tunggu" in page
    assert client.post(door).url == door
    assert "urutan ke-1" in client.get(door).content.decode()


def test_leaving_frees_the_seat_and_the_class_is_gone(way):
    client, run, _ = way
    run.quota = 1
    run.save()
    client.post(reverse("class_enrol", args=[run.public_id]))
    client.post(reverse("class_leave", args=[run.public_id]))
    assert client.get(reverse("class_home", args=[run.public_id])).status_code == 404
    run.seats.refresh_from_db()
    assert run.seats.taken == 0
    assert client.post(reverse("class_enrol", args=[run.public_id])).url == reverse("class_home", args=[run.public_id])


def test_a_store_that_fails_keeps_nothing_but_the_answers_on_screen(way, monkeypatch):
    client, run, _ = way
    walk_to_evaluation(client, run)

    def full(*args, **kwargs):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.files.storage.FileSystemStorage._save", full)
        response = client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run))
    assert response.status_code == 503
    assert "Tambah contoh" in response.content.decode()
    assert not Certificate.objects.exists()
    assert not EvaluationAnswer.objects.exists()
    assert not Notification.objects.exists()
    client.post(reverse("class_evaluation", args=[run.public_id]), answer_data(run))
    assert Certificate.objects.get().number.startswith("SJW/00001/")


def test_no_page_of_a_participant_is_cached(way):
    client, run, _ = way
    client.post(reverse("class_enrol", args=[run.public_id]))
    for name in ("class_home", "class_leave"):
        assert "no-store" in client.get(reverse(name, args=[run.public_id]))["Cache-Control"]
    assert "no-store" in client.get("/kelas/")["Cache-Control"]


def test_an_account_without_a_name_gets_an_error_before_enrolment(client):
    run = CourseRunFactory()
    client.force_login(LearnerFactory(full_name=""))
    response = client.post(reverse("class_enrol", args=[run.public_id]))
    assert response.status_code == 409
    assert "belum memuat nama" in response.content.decode()
    assert reverse("lms_profile") in response.content.decode()
    assert not Enrolment.objects.exists()


def test_a_person_without_classes_is_led_to_the_courses(client):
    client.force_login(LearnerFactory())
    page = client.get("/kelas/").content.decode()
    assert "belum mengikuti kelas" in page
    assert 'href="/pelatihan/"' in page


def test_a_class_asks_for_what_it_needs_before_it_lets_anybody_in(way):
    client, run, user = way
    run.requirements = ["nib", "birth_date"]
    run.save()
    door = reverse("class_enrol", args=[run.public_id])
    page = client.get(door).content.decode()
    completion = f"{reverse('lms_complete')}?{urlencode({'perlu': 'birth_date,nib', 'lanjut': door})}"
    assert "<li>Tanggal lahir</li><li>NIB</li>" in page
    assert f'href="{escape(completion)}"' in page
    assert "Ya, ikut kelas ini" not in page
    refused = client.post(door)
    assert refused.status_code == 409
    assert "Lengkapi dulu" in refused.content.decode()
    assert not Enrolment.objects.exists()
    answers = {"birth_date": "1980-03-02", "nib": "1234567890123", "regency": "35.15"}
    answers["consent"] = current_text(Consent.Purpose.CLASS_DATA).version
    assert client.post(completion, answers).headers["Location"] == door
    assert client.post(door).status_code == 302
    assert Enrolment.objects.get().user == user
