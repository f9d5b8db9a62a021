"""Announcements: visible at once, notified once, edited without a notification."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.messages.models import Notification
from core.messages.services import set_opt_out
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from courses.runs.models.announcement import Announcement
from courses.runs.services.announcements import announcement_delete, announcement_publish
from lms.enrolment.services.enrolment import enrolment_cancel, enrolment_create
from tests.courses.runs.test_admin import staff
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import LearnerFactory, certified, enrolled

pytestmark = pytest.mark.django_db


def announce(run, title="Kelas pindah ruang", **fields):
    defaults = {"text": "Kita bertemu di Aula.", "pinned": False, "by": LearnerFactory(is_staff=True), "token": uuid.uuid4()}
    return announcement_publish(run=run, title=title, **{**defaults, **fields})


def told():
    return set(Notification.objects.filter(category="pengumuman").values_list("recipient__email", flat=True))


def test_each_participant_of_the_run_is_notified_once_and_no_one_else(run_jobs):
    first = enrolled()
    run = first.run
    second, gone = (enrolment_create(user=LearnerFactory(), run=run) for _ in range(2))
    enrolment_cancel(enrolment=gone, by=gone.user)
    enrolled(course=run.course)
    announce(run)
    run_jobs()
    assert told() == {first.user.email, second.user.email}
    message = Notification.objects.filter(category="pengumuman").first()
    assert "Kita bertemu di Aula." in message.body_text
    assert f"/kelas/{run.public_id}/pengumuman/" in message.body_text


def test_a_restarted_job_notifies_each_participant_once(run_jobs):
    announce(enrolled().run)
    run_jobs()
    Job.objects.filter(kind="lms.tell_announcement").update(state=Job.State.QUEUED)
    run_jobs()
    assert Notification.objects.filter(category="pengumuman").count() == 1


def test_whoever_has_switched_announcements_off_gets_no_mail(run_jobs):
    enrolment = enrolled()
    set_opt_out(user=enrolment.user, category="pengumuman", opted_out=True)
    announce(enrolment.run)
    run_jobs()
    assert Notification.objects.get(category="pengumuman").state == Notification.State.OPTED_OUT


def test_whoever_has_completed_the_class_reads_it_there(client, run_jobs):
    certificate = certified()
    announce(certificate.run)
    run_jobs()
    assert told() == set()
    client.force_login(certificate.holder)
    assert "Kelas pindah ruang" in client.get(reverse("class_home", args=[certificate.run.public_id])).text


def test_an_announcement_deleted_before_sending_notifies_no_one(run_jobs):
    announcement = announce(enrolled().run)
    announcement_delete(announcement=announcement, by=LearnerFactory(is_staff=True))
    run_jobs()
    assert told() == set()
    assert Job.objects.get(kind="lms.tell_announcement").message == "Pengumuman sudah dihapus."


def test_a_form_sent_twice_announces_once(run_jobs):
    run, token = enrolled().run, uuid.uuid4()
    assert announce(run, token=token) == announce(run, token=token)
    run_jobs()
    assert Notification.objects.filter(category="pengumuman").count() == 1
    assert AuditEntry.objects.filter(action="courses.announcement.published").count() == 1


def test_the_database_refuses_an_empty_one():
    for fields in ({"title": ""}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Announcement.objects.create(run=CourseRunFactory(), **{"title": "A", "text": "B", **fields})


# --- what participants see --------------------------------------------------------


def test_the_home_shows_the_newest_three_and_the_rest_is_a_page_away(client):
    enrolment = enrolled()
    run = enrolment.run
    for number in range(12):
        announce(run, title=f"Kabar {number:02d}")
    Announcement.objects.filter(title="Kabar 00").update(pinned=True)
    Announcement.objects.filter(title="Kabar 01").update(published_at=timezone.now() - timedelta(days=9))
    client.force_login(enrolment.user)
    home = client.get(reverse("class_home", args=[run.public_id])).text
    assert [f"Kabar {n:02d}" for n in range(12) if f"Kabar {n:02d}" in home] == ["Kabar 00", "Kabar 10", "Kabar 11"]
    assert "Semua pengumuman" in home
    address = reverse("class_announcements", args=[run.public_id])
    assert client.get(address).text.count('class="announcement"') == 10
    assert "Kabar 01" in client.get(address, {"page": "2"}).text


def test_late_joiners_read_it_and_a_run_without_announcements_shows_a_message(client):
    run = CourseRunFactory()
    late = enrolment_create(user=LearnerFactory(), run=run)
    client.force_login(late.user)
    address = reverse("class_announcements", args=[run.public_id])
    assert "Belum ada pengumuman" in client.get(address).text
    announce(run)
    assert "Kelas pindah ruang" in client.get(address).text


def test_what_was_typed_is_text_and_addresses_become_links(client):
    enrolment = enrolled()
    announce(enrolment.run, text="<script>alert(1)</script>\n\nLihat https://contoh.id/peta")
    client.force_login(enrolment.user)
    page = client.get(reverse("class_announcements", args=[enrolment.run.public_id])).text
    assert "<script>alert" not in page
    assert 'href="https://contoh.id/peta"' in page


def test_lists_ask_as_often_for_one_as_for_many(client, queries):
    enrolment = enrolled()
    client.force_login(enrolment.user)
    counts = []
    for _ in range(10):
        announce(enrolment.run)
        with queries:
            client.get(reverse("class_announcements", args=[enrolment.run.public_id]))
        counts.append(len(queries))
    assert counts[1] == counts[-1] <= 8


# --- the staff's screens ----------------------------------------------------------


def form(run, **fields):
    return {"run": run.pk, "title": "Bawa ponsel", "text": "Isi daya dulu.", "token": str(uuid.uuid4()), **fields}


def test_a_trainer_announces_to_the_classes_taught_by_them_alone(client, run_jobs):
    mine, other = enrolled().run, enrolled(course=CourseRunFactory().course).run
    trainer = staff(TRAINER)
    mine.instructors.add(trainer)
    theirs = announce(other, title="Kelas orang lain")
    client.force_login(trainer)
    add = reverse("courses_announcement:add")
    assert client.post(add, form(other)).status_code == 200
    answer = client.post(add, form(mine), follow=True)
    assert "sedang diberi tahu" in answer.text
    run_jobs()
    made = Announcement.objects.get(title="Bawa ponsel")
    assert (made.run, made.author) == (mine, trainer)
    assert "1 peserta diberi tahu." in client.get(reverse("courses_announcement:inspect", args=[made.pk])).text
    listing = client.get(reverse("courses_announcement:index")).text
    assert "Bawa ponsel" in listing
    assert "Kelas orang lain" not in listing
    for view in ("edit", "delete", "inspect", "history", "usage"):
        assert client.get(reverse(f"courses_announcement:{view}", args=[theirs.pk])).status_code == 404, view


def test_editing_does_not_notify_again_and_deleting_removes_it(client, run_jobs):
    enrolment = enrolled()
    announcement = announce(enrolment.run)
    run_jobs()
    client.force_login(staff(CURRICULUM_ANALYST))
    edit = reverse("courses_announcement:edit", args=[announcement.pk])
    other = CourseRunFactory(course=enrolment.run.course)
    client.post(edit, {"run": other.pk, "title": "Kelas tetap di Aula", "text": "Jangan bingung.", "pinned": "on"})
    run_jobs()
    announcement.refresh_from_db()
    assert (announcement.title, announcement.pinned, announcement.run) == ("Kelas tetap di Aula", True, enrolment.run)
    assert announcement.edited_at is not None
    assert Notification.objects.filter(category="pengumuman").count() == 1
    client.post(reverse("courses_announcement:delete", args=[announcement.pk]))
    assert not Announcement.objects.exists()
    assert AuditEntry.objects.filter(action="courses.announcement.deleted").count() == 1


def test_saving_without_changes_does_not_mark_it_as_edited(client):
    announcement = announce(enrolled().run, text="Satu\n\nDua")
    client.force_login(staff(CURRICULUM_ANALYST))
    edit = reverse("courses_announcement:edit", args=[announcement.pk])
    client.post(edit, {"run": announcement.run_id, "title": announcement.title, "text": "Satu\r\n\r\nDua"})
    announcement.refresh_from_db()
    assert announcement.edited_at is None


def test_the_screen_of_a_class_leads_to_an_announcement_for_it(client):
    run = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    address = f"{reverse('courses_announcement:add')}?kelas={run.pk}"
    assert address in client.get(reverse("courses_run:inspect", args=[run.pk])).text
    assert f'<option value="{run.pk}" selected>' in client.get(address).text


def test_a_long_one_is_cut_on_the_home_and_whole_on_its_page(client):
    enrolment = enrolled()
    announce(enrolment.run, text="kata " * 100 + "penutup")
    client.force_login(enrolment.user)
    home = client.get(reverse("class_home", args=[enrolment.run.public_id])).text
    assert "Baca selengkapnya" in home
    assert "penutup" not in home
    assert "penutup" in client.get(reverse("class_announcements", args=[enrolment.run.public_id])).text


def test_a_button_tapped_twice_announces_once(client):
    run = enrolled().run
    client.force_login(staff(CURRICULUM_ANALYST))
    data = form(run)
    for _ in range(2):
        assert client.post(reverse("courses_announcement:add"), data).status_code == 302
    assert Announcement.objects.count() == 1


def test_the_list_is_filtered_searched_and_exported_in_a_fixed_number_of_queries(client, queries):
    run = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    index = reverse("courses_announcement:index")
    counts = []
    for number in range(4):
        announce(run, title=f"=Kabar {number}")
        client.get(index)
        with queries:
            client.get(index)
        counts.append(len(queries))
    assert counts[1] == counts[-1] <= 25
    other = announce(CourseRunFactory(course=run.course), title="Lain sekali")
    assert "Lain sekali" not in client.get(index, {"run": run.pk}).text
    assert "Lain sekali" in client.get(index, {"q": "sekali"}).text
    rows = b"".join(client.get(f"{index}?export=csv&run={other.run_id}").streaming_content).decode()
    assert "Lain sekali" in rows
    assert "=Kabar" not in rows
    assert ",'=Kabar 1," in b"".join(client.get(f"{index}?export=csv").streaming_content).decode()
    assert client.get(f"{index}?export=xlsx").status_code == 200
