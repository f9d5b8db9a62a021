"""Notes of one's own: private, never lost to another window, printed, copied and erased with the person."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from core.audit.models import AuditEntry
from courses.content.models.lessons import LessonPage
from courses.content.selectors import lessons_of
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from lms.learning.errors import NoteConflict
from lms.learning.models import Note
from lms.learning.personal_data import NoteData
from lms.learning.services.notes import note_save
from tests.factories.courses import CourseRunFactory, course, lesson
from tests.factories.learning import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(client):
    made = enrolled(course=course(lessons=2))
    client.force_login(made.user)
    return made


def first_of(enrolment):
    return lessons_of(course=enrolment.run.course)[0]


def address(enrolment, lesson=None):
    return reverse("class_note", args=[enrolment.run.public_id, (lesson or first_of(enrolment)).pk])


def write(enrolment, text, version=0, lesson=None):
    about = lesson or first_of(enrolment)
    return note_save(user=enrolment.user, course=enrolment.run.course, lesson=about, text=text, version=version)


def test_it_is_written_below_the_lesson_without_a_script(client, enrolment):
    lesson_page = reverse("class_lesson", args=[enrolment.run.public_id, first_of(enrolment).pk])
    assert 'name="versi" value="0"' in client.get(lesson_page).text
    response = client.post(address(enrolment), {"versi": "0", "catatan": "Cahaya\r\ndari kiri  "})
    assert response.url == f"{lesson_page}#catatan"
    note = Note.objects.get()
    assert (note.text, note.version) == ("Cahaya\ndari kiri", 1)
    page = client.get(lesson_page).text
    assert "Catatan tersimpan." in page
    assert "Cahaya\ndari kiri</textarea>" in page
    assert 'name="versi" value="1"' in page


def test_a_form_sent_twice_saves_once(client, enrolment):
    for _ in range(2):
        assert client.post(address(enrolment), {"versi": "0", "catatan": "Sekali"}).status_code == 302
    assert Note.objects.get().version == 1


def test_a_later_save_never_writes_over_an_earlier_one_unseen(client, enrolment):
    write(enrolment, "Dari tab pertama")
    response = client.post(address(enrolment), {"versi": "0", "catatan": "Dari tab kedua"})
    assert response.status_code == 409
    assert "Dari tab pertama" in response.text
    assert "Dari tab kedua" in response.text
    assert Note.objects.get().text == "Dari tab pertama"
    merged = client.post(address(enrolment), {"versi": "1", "catatan": "Keduanya"})
    assert merged.status_code == 302
    assert Note.objects.get().text == "Keduanya"


def test_a_script_gets_json(client, enrolment):
    def save(text, version):
        return client.post(address(enrolment), {"versi": version, "catatan": text}, headers={"accept": "application/json"})

    assert save("Satu", 0).json() == {"version": 1}
    conflict = save("Dua", 0)
    assert (conflict.status_code, conflict.json()) == (409, {"version": 1, "text": "Satu"})
    too_long = save("x" * 10_001, 1)
    assert too_long.status_code == 422
    assert "10.000 huruf" in too_long.json()["errors"][0]


def test_an_emptied_note_is_not_taken_for_a_new_one(client, enrolment):
    write(enrolment, "Lama")
    write(enrolment, "", version=1)
    with pytest.raises(NoteConflict):
        write(enrolment, "Dari jendela yang tertinggal", version=0)
    assert "Belum ada catatan" in client.get(reverse("class_notes", args=[enrolment.run.public_id])).text


def test_errors_are_shown_and_input_is_preserved(client, enrolment):
    response = client.post(address(enrolment), {"versi": "", "catatan": "Masih di sini"})
    assert response.status_code == 422
    assert "Kesalahan: " in response.text
    assert "Masih di sini" in response.text


def test_a_new_line_counts_as_one_letter(client, enrolment):
    text = "a\r\n" * 4999
    assert client.post(address(enrolment), {"versi": "0", "catatan": text}).status_code == 302


def test_a_note_survives_a_lesson_withdrawn_meanwhile(client, enrolment):
    page = first_of(enrolment)
    page.save_revision().publish()
    LessonPage.objects.get(pk=page.pk).unpublish()
    response = client.post(address(enrolment, page), {"versi": "0", "catatan": "Sempat terketik"})
    assert response.url == reverse("class_notes", args=[enrolment.run.public_id])
    assert "Sempat terketik" in client.get(response.url).text


def test_no_note_on_a_draft_or_on_another_course(client, enrolment):
    draft = lesson(enrolment.run.course, "Draf", live=False)
    elsewhere = lesson(course(title="Lain", lessons=0), "Rahasia")
    for page in (draft, elsewhere):
        assert client.get(address(enrolment, page)).status_code == 404
        assert client.post(address(enrolment, page), {"versi": "0", "catatan": "x"}).status_code == 404


def test_all_notes_of_a_class_stand_on_one_page_in_the_order_of_lessons(client, enrolment, queries):
    one, two = lessons_of(course=enrolment.run.course)
    write(enrolment, "Catatan kedua", lesson=two)
    write(enrolment, "Catatan pertama", lesson=one)
    page = reverse("class_notes", args=[enrolment.run.public_id])
    with queries:
        shown = client.get(page).text
    assert len(queries) <= 8
    assert shown.index("Catatan pertama") < shown.index("Catatan kedua")
    one.delete()
    left = client.get(page).text
    assert left.index("Catatan kedua") < left.index("Catatan pertama"), "a lesson that is gone keeps its note and heading"
    assert "Pelajaran 1" in left


def test_it_follows_the_person_into_another_run_and_back_again(client, enrolment):
    write(enrolment, "Tetap ada")
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    again = enrolment_create(user=enrolment.user, run=CourseRunFactory(course=enrolment.run.course))
    assert "Tetap ada" in client.get(reverse("class_notes", args=[again.run.public_id])).text


def test_a_note_is_private_and_not_audited(client, enrolment):
    before = AuditEntry.objects.count()
    write(enrolment, "Rahasia dapur")
    assert AuditEntry.objects.count() == before
    assert not ReferenceIndex.get_references_to(first_of(enrolment)).filter(content_type__model="note").exists()
    other = enrolment_create(user=LearnerFactory(), run=enrolment.run)
    client.force_login(other.user)
    for name, args in (
        ("class_notes", []),
        ("class_lesson", [first_of(enrolment).pk]),
        ("class_note", [first_of(enrolment).pk]),
    ):
        assert "Rahasia dapur" not in client.get(reverse(name, args=[enrolment.run.public_id, *args])).text


def test_it_is_in_the_copy_of_the_data_and_goes_with_the_account(enrolment):
    write(enrolment, "Milik saya")
    (copy,) = NoteData().export(enrolment.user)
    assert (copy["pelajaran"], copy["catatan"]) == ("Pelajaran 1", "Milik saya")
    assert NoteData().facts(enrolment.user) == [("Catatan", "1 pelajaran")]
    enrolment.user.delete()
    assert not Note.objects.exists()
