"""What staff see of the queues, and what they can't do to the people in them."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST, TRAINER
from core.personal_data.registry import personal_data_providers
from courses.runs.admin.runs import CourseRunViewSet
from courses.runs.forms import CourseRunForm
from lms.enrolment.models.enrolment import RunSeats
from lms.enrolment.models.waiting import WaitingEntry
from lms.enrolment.services.enrolment import enrolment_cancel
from lms.privacy.services.erasure import erasure_approve, erasure_request
from tests.factories.courses import CourseRunFactory, course
from tests.factories.learning import LearnerFactory
from tests.factories.lms import make_staff
from tests.factories.waiting import full_run, somebody_in, wait

pytestmark = pytest.mark.django_db
LIST = "/admin/daftar-tunggu/"


@pytest.fixture
def two_queues():
    photo, market = full_run(), full_run(course=course(title="Pemasaran"))
    wait(photo, LearnerFactory(full_name="Rini Rahayu", email="rini@example.id"))
    wait(market, LearnerFactory(full_name="=1+1"))
    return photo, market


def as_staff(client, role):
    user = make_staff(role, email="staf@example.id")
    client.force_login(user)
    return user


def test_the_queue_is_read_filtered_and_searched(client, two_queues):
    photo, _ = two_queues
    as_staff(client, CURRICULUM_ANALYST)
    page = client.get(LIST).text
    assert "Rini Rahayu" in page
    assert "=1+1" in page
    narrowed = client.get(LIST, {"run": photo.pk, "state": "waiting"}).text
    assert "Rini Rahayu" in narrowed
    assert "=1+1" not in narrowed
    assert "Rini Rahayu" not in client.get(LIST, {"state": "offered"}).text
    assert "=1+1" not in client.get(LIST, {"q": "rini@example.id"}).text


def test_trainers_see_the_queues_of_their_classes_only(client, two_queues):
    photo, market = two_queues
    market.instructors.add(as_staff(client, TRAINER))
    page = client.get(LIST).text
    assert "=1+1" in page
    assert "Rini Rahayu" not in page
    assert client.get(LIST, {"run": photo.pk}).text.count("Rini Rahayu") == 0


def test_the_spreadsheet_has_the_queue_in_order_without_addresses(client, two_queues):
    as_staff(client, ADMINISTRATOR)
    response = client.get(LIST, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Nomor", "Peserta", "Kelas", "Keadaan")
    assert {row[1] for row in rows[1:]} == {"Rini Rahayu", "=1+1"}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "example.id" not in str(rows)


def test_the_list_costs_the_same_for_one_and_for_many(client, two_queues, queries):
    as_staff(client, ADMINISTRATOR)
    client.get(LIST)
    counts = []
    for _ in range(2):
        with queries:
            client.get(LIST)
        counts.append(len(queries))
        for _ in range(8):
            wait(two_queues[0])
    assert counts[0] == counts[1]


def quota_errors(run, quota):
    form_class = CourseRunViewSet().get_edit_handler().bind_to_model(type(run)).get_form_class()
    assert issubclass(form_class, CourseRunForm)
    form = form_class({"quota": quota}, instance=run, for_user=None)
    form.is_valid()
    return form.errors.get("quota", [])


def test_a_quota_below_the_seats_that_are_taken_or_kept_is_refused_with_a_sentence():
    run = full_run(quota=3)
    wait(run)
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    (sentence,) = quota_errors(run, 2)
    assert "3 kursi sudah terisi atau sedang ditawarkan" in sentence
    assert quota_errors(run, 3) == quota_errors(run, 9) == quota_errors(run, "") == []
    assert quota_errors(CourseRunFactory(quota=5), 1) == []


def test_an_account_that_is_erased_gives_its_place_and_its_offered_seat_to_the_next(run_jobs):
    run = full_run()
    first, second, third = wait(run), wait(run), wait(run)
    enrolment = somebody_in(run)
    enrolment_cancel(enrolment=enrolment, by=enrolment.user)
    admin = make_staff(ADMINISTRATOR, email="staf@example.id")
    for person in (third.user, first.user):
        erasure_approve(request=erasure_request(user=person), by=admin)
    run_jobs()
    second.refresh_from_db()
    assert second.state == "offered"
    assert RunSeats.objects.get(run=run).taken == 1
    assert list(WaitingEntry.objects.values_list("number", flat=True)) == [2]


def test_my_data_shows_places_in_queues():
    entry = wait(full_run())
    (provider,) = (one for one in personal_data_providers() if one.key == "daftar_tunggu")
    assert provider.facts(entry.user) == [("Sedang menunggu", "1 kelas")]
    (told,) = provider.export(entry.user)
    assert (told["pelatihan"], told["nomor_urut"], told["keadaan"]) == ("Foto Produk", 1, "menunggu")
    assert provider.facts(LearnerFactory()) == []


def test_the_menu_leads_to_the_list(client, two_queues):
    as_staff(client, CURRICULUM_ANALYST)
    assert reverse("daftar-tunggu:index") == LIST
    assert "Daftar tunggu" in client.get("/admin/").text
