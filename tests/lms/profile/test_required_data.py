"""Required data and documents are checked before the certificate, not only at enrolment."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.messages.models import Notification
from lms.enrolment.models.enrolment import Enrolment
from lms.enrolment.services.enrolment import enrolment_create
from lms.enrolment.services.moving import enrolment_add
from lms.learning.completion import Step
from lms.learning.errors import StepsMissing
from lms.learning.selectors import checklist, checklists
from lms.opinions.services import evaluation_submit
from lms.profile.models.document import PersonalDocument
from lms.profile.services.documents import document_decide, document_upload
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import good_answers, lessons_read
from tests.factories.lms import ProfileFactory, make_staff
from tests.lms.profile.test_details import a_pdf

pytestmark = pytest.mark.django_db
LAST = [Step.EVALUATION, Step.CERTIFICATE]


def person(**details):
    return ProfileFactory(**details).user


def hand_in(user, kind="letter", content=b"%PDF-1.7 isi"):
    return document_upload(user=user, kind=kind, file=a_pdf(content=content))


def decide(document, *, accepted, reason="Tanda tangan belum ada."):
    return document_decide(document=document, by=make_staff("Admin"), accepted=accepted, reason=reason, seen=document.sha256)


def in_class(*keys, user=None, **run_fields):
    """Let in by staff: data may follow."""
    run = CourseRunFactory(requirements=list(keys), **run_fields)
    user = user or person()
    return enrolment_add(email=user.email, run=run, by=make_staff("Admin"))


def data_of(enrolment):
    return checklist(enrolment=Enrolment.objects.get(pk=enrolment.pk)).data


def home_of(client, enrolment):
    client.force_login(enrolment.user)
    return client.get(reverse("class_home", args=[enrolment.run.public_id])).text


def test_a_paper_counts_once_staff_have_accepted_it():
    enrolment = lessons_read(in_class("letter", "identity"))
    assert data_of(enrolment).missing == ["letter", "identity"]
    letter, identity = (hand_in(enrolment.user, kind) for kind in ("letter", "identity"))
    decide(identity, accepted=True)
    now = data_of(enrolment)
    assert (now.missing, now.waiting, now.refused, now.to_do) == ([], ["letter"], {}, [])
    assert now.words == "Surat Permohonan menunggu diperiksa"
    decide(letter, accepted=False)
    now = data_of(enrolment)
    assert (now.waiting, now.refused, now.to_do) == ([], {"letter": "Tanda tangan belum ada."}, ["letter"])
    assert now.words == "Surat Permohonan ditolak: unggah lagi"
    decide(hand_in(enrolment.user, content=b"%PDF-1.7 baru"), accepted=True)
    assert data_of(enrolment).is_fulfilled


def test_data_count_once_they_are_given_and_a_contested_nik_too():
    nik, other = "3578015708900001", person()
    enrolment = in_class("nik", "gender", "birth_date", "business", "nib", "cooperative", user=other)
    assert data_of(enrolment).missing == ["nik", "gender", "birth_date", "business", "nib", "cooperative"]
    profile = other.profile
    profile.nik, profile.nik_hash, profile.nik_state = nik, "x" * 64, "contested"
    profile.gender, profile.birth_date, profile.nib, profile.cooperative = "female", "1990-08-17", "9120001234567", "Maju"
    profile.business_name = "Keripik"
    profile.save()
    assert data_of(enrolment).missing == ["business"]
    profile.business_sector = "food"
    profile.save()
    assert data_of(enrolment).is_fulfilled


def test_no_certificate_before_the_last_paper_is_accepted_and_then_at_once(run_jobs):
    user = person()
    letter = hand_in(user)
    enrolment = lessons_read(enrolment_create(user=user, run=CourseRunFactory(requirements=["letter"])))
    for refuse in (lambda: None, lambda: decide(letter, accepted=False)):
        refuse()
        assert checklist(enrolment=enrolment).missing == [Step.DATA, *LAST]
        with pytest.raises(StepsMissing) as caught:
            evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
        assert caught.value.steps == [Step.DATA]
    decide(hand_in(user, content=b"%PDF-1.7 baru"), accepted=True)
    run_jobs()
    assert "evaluasinya sekarang terbuka" in Notification.objects.filter(category="data-diri").latest("pk").body_text
    assert checklist(enrolment=enrolment).is_evaluation_open
    assert evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment)) is not None


def test_an_issued_certificate_stays_valid_whatever_happens_to_the_documents(client):
    user = person()
    letter = hand_in(user)
    decide(letter, accepted=True)
    enrolment = lessons_read(enrolment_create(user=user, run=CourseRunFactory(requirements=["letter"])))
    certificate = evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    decide(letter, accepted=False)
    PersonalDocument.objects.all().delete()
    enrolment.run.requirements = ["letter", "nik"]
    enrolment.run.save()
    certificate.refresh_from_db()
    assert certificate.is_valid
    assert checklist(enrolment=Enrolment.objects.get(pk=enrolment.pk)).missing == []
    page = home_of(client, enrolment)
    assert "Kelas selesai" in page
    assert "Data dan berkas" not in page


def test_the_class_says_what_is_missing_refused_and_waited_for(client):
    enrolment = in_class("nib", "letter", "identity")
    decide(hand_in(enrolment.user, "letter"), accepted=False)
    hand_in(enrolment.user, "identity")
    page = home_of(client, enrolment)
    assert "Lengkapi data untuk kelas ini" in page
    for told in (
        "NIB: belum diisi.",
        "Surat Permohonan: ditolak: unggah lagi. Tanda tangan belum ada.",
        "Identitas Diri: menunggu diperiksa.",
        "Terbuka setelah data dan berkas lengkap dan diterima dan semua pelajaran selesai.",
    ):
        assert told in page
    address = f"/kelas/{enrolment.run.public_id}/"
    link = f"{reverse('lms_complete')}?perlu=nib%2Cletter&amp;lanjut={address.replace('/', '%2F')}"
    assert page.count(f'href="{link}"') == 2
    asked = client.get(link.replace("&amp;", "&")).text
    assert 'name="letter"' in asked
    assert 'name="identity"' not in asked


def test_a_person_waiting_for_staff_sees_that_and_no_form(client):
    user = person()
    hand_in(user)
    enrolment = lessons_read(enrolment_create(user=user, run=CourseRunFactory(requirements=["letter"])))
    page = home_of(client, enrolment)
    assert "Tinggal pemeriksaan berkas" in page
    assert ">Lengkapi data<" not in page
    listed = client.get(reverse("class_list")).text
    assert "Menunggu petugas memeriksa berkas Anda." in listed
    evaluation = reverse("class_evaluation", args=[enrolment.run.public_id])
    for ask in (client.get, client.post):
        assert "Evaluasi terbuka setelah data dan berkas Anda lengkap dan diterima." in ask(evaluation, follow=True).text


def test_the_home_asks_for_it_before_the_lessons_and_shows_that_near_the_end(client):
    today = timezone.localdate()
    enrolment = in_class("nib", starts_on=today - timedelta(days=9), ends_on=today + timedelta(days=3))
    client.force_login(enrolment.user)
    page = client.get(reverse("class_list")).text
    assert "Data belum lengkap" in page
    assert "Masih ada 1 pelajaran." in page
    lessons_read(enrolment)
    page = client.get(reverse("class_list")).text
    assert "Data atau berkas belum lengkap." in page
    enrolment.run.starts_on = enrolment.run.ends_on = None
    enrolment.run.save()
    assert "Kelas ini meminta data Anda: NIB belum diisi." in client.get(reverse("class_list")).text


def test_a_class_without_requirements_pays_nothing_and_one_with_them_one_query(queries, client):
    user = person()
    hand_in(user, "letter"), hand_in(user, "identity")
    counts = []
    for keys in ([], ["nib"], ["nik", "nib", "letter", "identity"]):
        enrolment = in_class(*keys, user=user)
        home_of(client, enrolment)
        with queries:
            home_of(client, enrolment)
        counts.append(len(queries))
    assert counts[1] == counts[2] == counts[0] + 1


def test_checklists_of_many_people_cost_one_query_more(queries):
    several = [in_class("letter", "nib") for _ in range(4)]
    decide(hand_in(several[0].user, "letter"), accepted=True)
    hand_in(several[1].user, "letter")
    counts = []
    for enrolments in (several[:1], several):
        found = checklists(enrolments=enrolments)
        with queries:
            found = checklists(enrolments=enrolments)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert [one.data.missing for one in found] == [["nib"], ["nib"], ["nib", "letter"], ["nib", "letter"]]


def test_a_person_with_missing_data_is_not_shown_to_wait_for_staff(client):
    user = person()
    hand_in(user)
    client.force_login(lessons_read(in_class("letter", "nib", user=user)).user)
    listed = client.get(reverse("class_list")).text
    assert "Menunggu petugas memeriksa berkas Anda." not in listed
    assert "<strong>Lengkapi data</strong>" in listed
