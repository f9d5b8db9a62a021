"""The menu "Pelatihan" of staff."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.admin.widgets.button import HeaderButton

from core.people.roles import CURRICULUM_ANALYST, TRAINER, role_permissions
from courses.opinions.models import EvaluationForm
from courses.runs.models.run import CourseRun
from tests.factories.courses import CourseRunFactory, EvaluationFormFactory
from tests.factories.learning import LearnerFactory, certified, enrolled, good_answers, lessons_read

pytestmark = pytest.mark.django_db


def staff(role):
    group, _ = Group.objects.get_or_create(name=role)
    for name in role_permissions()[role]:
        app, codename = name.split(".")
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    user = LearnerFactory(is_staff=True)
    user.groups.add(group)
    return with_second_factor(user)


def with_second_factor(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    return user


@pytest.mark.parametrize(("role", "may_add"), [(CURRICULUM_ANALYST, True), (TRAINER, False)])
def test_analysts_write_runs_and_trainers_read_them(client, role, may_add):
    run = CourseRunFactory()
    person = staff(role)
    run.instructors.add(person)
    client.force_login(person)
    listing = client.get(reverse("courses_run:index"))
    assert run.name in listing.content.decode()
    assert (client.get(reverse("courses_run:add")).status_code == 200) is may_add
    assert client.get(reverse("courses_run:inspect", args=[run.pk])).status_code == 200


def test_a_participant_does_not_get_in(client):
    client.force_login(LearnerFactory())
    assert client.get(reverse("courses_run:index")).status_code == 404


def test_runs_are_found_by_course(client):
    run = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    assert run.name in client.get(reverse("courses_run:index"), {"q": "Foto"}).content.decode()
    assert run.name not in client.get(reverse("courses_run:index"), {"q": "Kopi"}).content.decode()


def test_an_analyst_makes_a_run(client):
    other = CourseRunFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    data = {
        "course": other.course.pk, "name": "Angkatan 2", "mode": "self_paced", "quota": "", "starts_on": "", "ends_on": "",
        "enrolment_opens": "2026-01-01 08:00", "enrolment_closes": "", "evaluation_form": other.evaluation_form.pk,
        "certificate_title": "Sertifikat",
        "certificate_statement": "telah menyelesaikan", "certificate_signatory": "Kepala Dinas",
        "sessions-TOTAL_FORMS": "0", "sessions-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert client.post(reverse("courses_run:add"), {**data, "mode": "on_site"}).status_code == 200
    assert client.post(reverse("courses_run:add"), data).status_code == 302
    assert CourseRun.objects.filter(name="Angkatan 2").exists()


def test_the_page_of_a_run_is_in_indonesian_with_dashes_for_empty_values(client):
    client.force_login(staff(CURRICULUM_ANALYST))
    page = client.get(reverse("courses_run:inspect", args=[CourseRunFactory(quota=None).pk])).text
    assert "Pendaftaran</dt>" in page
    assert "State label" not in page
    assert not re.search(r"<dd>\s*None\s*</dd>", page)


def test_the_page_of_a_run_says_in_the_offices_time_when_enrolment_opens(client):
    client.force_login(staff(CURRICULUM_ANALYST))
    run = CourseRunFactory(enrolment_opens=datetime(2026, 12, 1, 1, 30, tzinfo=UTC))
    assert "1 Desember 2026, 08.30 WIB" in client.get(reverse("courses_run:inspect", args=[run.pk])).text


def test_the_main_actions_of_a_run_stand_beside_its_title(client):
    client.force_login(staff(CURRICULUM_ANALYST))
    page = client.get(reverse("courses_run:inspect", args=[CourseRunFactory().pk]))
    beside = [one.label for one in page.context["header_buttons"] if isinstance(one, HeaderButton)]
    behind = [one.label for one in page.context["header_buttons"][-1].dropdown_buttons]
    assert beside == ["Tulis pengumuman", "Ubah", "Kelas baru dari kelas ini"]
    assert "Batalkan kelas" in behind
    assert not set(beside) & set(behind)


def test_results_are_shown_from_five_submissions_on(client):
    certificate = certified()
    run = certificate.run
    trainer = staff(TRAINER)
    trainer.full_name = "Bu Guru"  # the sidebar names who is logged in; nobody else may be named
    trainer.save()
    run.instructors.add(trainer)
    client.force_login(trainer)
    address = reverse("courses_run:inspect", args=[run.pk])
    assert "Hasil tampil setelah 5" in client.get(address).content.decode()
    from lms.enrolment.services.enrolment import enrolment_create
    from lms.opinions.services import evaluation_submit

    for _ in range(4):
        enrolment = lessons_read(enrolment_create(user=LearnerFactory(), run=run))
        evaluation_submit(enrolment=enrolment, answers=good_answers(enrolment))
    page = client.get(address).content.decode()
    assert "4,00" in page
    assert "Bagus" in page
    assert "Siti" not in page


def form_data(form, **changes):
    questions = list(form.questions.all())
    data = {"name": form.name, "questions-TOTAL_FORMS": len(questions), "questions-INITIAL_FORMS": len(questions)}
    for i, question in enumerate(questions):
        prefix = f"questions-{i}"
        data |= {f"{prefix}-id": question.pk, f"{prefix}-text": question.text, f"{prefix}-kind": question.kind}
        data |= {f"{prefix}-ORDER": i + 1}
        if question.required:
            data[f"{prefix}-required"] = "on"
    return {**data, **changes}


def test_a_question_without_answers_may_be_changed(client):
    form = EvaluationFormFactory()
    client.force_login(staff(CURRICULUM_ANALYST))
    address = reverse("courses_evaluation:edit", args=[form.pk])
    assert client.post(address, form_data(form, **{"questions-0-text": "Baru"})).status_code == 302
    assert form.questions.filter(text="Baru").exists()


@pytest.mark.parametrize("change", [{"questions-0-text": "Lain"}, {"questions-0-DELETE": "1"}])
def test_an_answered_question_cannot_be_changed(client, change):
    form: EvaluationForm = certified().run.evaluation_form
    client.force_login(staff(CURRICULUM_ANALYST))
    address = reverse("courses_evaluation:edit", args=[form.pk])
    response = client.post(address, form_data(form, **change))
    assert response.status_code == 200
    assert "sudah dijawab peserta" in response.content.decode()
    assert form.questions.filter(text="Mudah dipahami").exists()


def test_a_run_with_participants_is_not_deleted(client):
    run = enrolled().run
    client.force_login(staff(CURRICULUM_ANALYST))
    response = client.post(reverse("courses_run:delete", args=[run.pk]), follow=True)
    assert response.status_code == 200
    assert CourseRun.objects.filter(pk=run.pk).exists()


def test_a_course_that_was_given_is_not_deleted(client):
    course = CourseRunFactory().course
    client.force_login(with_second_factor(LearnerFactory(is_superuser=True, is_staff=True)))
    client.post(reverse("wagtailadmin_pages:delete", args=[course.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={course.pk}")
    course.refresh_from_db()
    assert course.live


def test_staff_preview_a_lesson_that_has_no_address(client):
    lesson = CourseRunFactory().course.get_children().first().specific
    lesson.save_revision()
    client.force_login(with_second_factor(LearnerFactory(is_superuser=True, is_staff=True)))
    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))
    assert page.status_code == 200
    assert "Isi Pelajaran 1" in page.content.decode()
