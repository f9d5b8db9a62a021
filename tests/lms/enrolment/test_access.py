"""Who may open what of a class: log-in first, and other people's things aren't there."""

import pytest
from django.urls import reverse

from courses.content.selectors import lessons_of
from tests.factories.courses import CourseRunFactory, course, lesson
from tests.factories.learning import LearnerFactory, certified, enrolled

pytestmark = pytest.mark.django_db

INSIDE = ["class_home", "class_leave", "class_evaluation", "class_done", "class_certificate"]


@pytest.mark.parametrize("name", [*INSIDE, "class_enrol"])
def test_a_stranger_is_sent_to_log_in_and_comes_back(client, name):
    run = CourseRunFactory()
    address = reverse(name, args=[run.public_id])
    response = client.get(address)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("superuser", [False, True])
def test_a_class_and_its_certificate_are_a_404_for_others(client, name, superuser):
    certificate = certified()
    client.force_login(LearnerFactory(is_superuser=superuser, is_staff=superuser))
    assert client.get(reverse(name, args=[certificate.run.public_id])).status_code == 404


def test_a_lesson_of_another_course_is_not_in_this_class(client):
    enrolment = enrolled()
    elsewhere = lesson(course(title="Lain", lessons=0), "Rahasia")
    client.force_login(enrolment.user)
    address = reverse("class_lesson", args=[enrolment.run.public_id, elsewhere.pk])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_draft_lesson_is_not_in_the_class(client):
    enrolment = enrolled()
    draft = lesson(enrolment.run.course, "Draf", live=False)
    client.force_login(enrolment.user)
    assert client.get(reverse("class_lesson", args=[enrolment.run.public_id, draft.pk])).status_code == 404


def test_a_lesson_has_no_address_of_its_own(client):
    run = CourseRunFactory()
    only = lessons_of(course=run.course)[0]
    assert client.get(f"/pelatihan/foto-produk/{only.slug}/").status_code == 404
    assert only.get_url() is None
    assert only.get_sitemap_urls() == []
    client.force_login(LearnerFactory(is_superuser=True))
    assert client.get(f"/pelatihan/foto-produk/{only.slug}/").status_code == 404


def test_a_run_of_an_unpublished_course_can_not_be_entered(client):
    run = CourseRunFactory(course=course(live=False))
    client.force_login(LearnerFactory())
    assert client.post(reverse("class_enrol", args=[run.public_id])).status_code == 404
