"""What happens at the same moment to people's data; on PostgreSQL, where transactions really overlap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from core.people.roles import ADMINISTRATOR
from lms.consents.models import Consent
from lms.consents.services import consent_give
from lms.privacy.models import ErasureRequest
from lms.privacy.services import erasure
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import DuplicateNik, NikState, Profile
from lms.profile.services.documents import document_upload
from lms.profile.services.profile import details_update
from lms.users.models import User
from tests.factories.lms import ProfileFactory, make_staff
from tests.lms.profile.test_details import a_pdf

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

NIK = "3578011708900001"
OTHER_NIK = "3578015708900002"


def at_once(work, arguments):
    """Run ``work`` for each argument in a thread of its own; what each returned."""

    def run(argument):
        try:
            return work(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, arguments))


def test_one_nik_named_by_eight_people_has_one_holder_and_seven_wait_in_line():
    people = [ProfileFactory().user for _ in range(8)]
    at_once(lambda user: details_update(user=user, answers={"nik": NIK}), people)
    states = sorted(Profile.objects.values_list("nik_state", flat=True))
    assert states == [NikState.CONFIRMED] + [NikState.CONTESTED] * 7
    waiting = set(DuplicateNik.objects.filter(decided_at=None).values_list("profile_id", flat=True))
    assert waiting == set(Profile.objects.filter(nik_state=NikState.CONTESTED).values_list("pk", flat=True))


def test_the_database_itself_refuses_a_second_confirmed_holder():
    first, second = (details_update(user=ProfileFactory().user, answers={"nik": NIK}) for _ in range(2))
    assert (first.nik_state, second.nik_state) == (NikState.CONFIRMED, NikState.CONTESTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=second.pk).update(nik_state=NikState.CONFIRMED)


def test_a_nik_let_go_while_others_wait_has_exactly_one_holder_again():
    people = [details_update(user=ProfileFactory().user, answers={"nik": NIK}).user for _ in range(4)]
    at_once(lambda user: details_update(user=user, answers={"nik": OTHER_NIK}), people[:2])
    for number in (NIK, OTHER_NIK):
        hashes = {profile.nik_hash for profile in Profile.objects.all() if profile.nik == number}
        assert Profile.objects.filter(nik_hash__in=hashes, nik_state=NikState.CONFIRMED).count() == 1, number


def test_eight_taps_keep_one_document_and_one_consent():
    user = ProfileFactory().user

    def tap(number):
        consent_give(user=user, purpose="class_data", version="2026-11")
        document_upload(user=user, kind="letter", file=a_pdf(content=b"%PDF-1.7 sama"))

    at_once(tap, range(8))
    assert PersonalDocument.objects.filter(user=user).count() == 1
    assert Consent.objects.filter(user=user, purpose="class_data").count() == 1
    assert AuditEntry.objects.filter(action="lms.document.uploaded").count() == 1


def test_eight_requests_for_erasure_are_one():
    user = ProfileFactory().user
    numbers = at_once(lambda _: erasure.erasure_request(user=user).pk, range(8))
    assert len(set(numbers)) == 1
    assert ErasureRequest.objects.count() == 1


def test_taking_an_erasure_back_while_it_runs_ends_one_way_or_the_other():
    for _ in range(4):
        user = ProfileFactory().user
        request = erasure.erasure_request(user=user)
        erasure.erasure_approve(request=request, by=make_staff(ADMINISTRATOR))
        job = Job.objects.get(kind="lms.erase_account", subject=f"erasure:{request.pk}")
        works = [lambda job=job: jobs.run(job.pk), lambda user=user: erasure.erasure_cancel(user=user)]
        at_once(lambda work: work(), works)
        request.refresh_from_db()
        there = User.objects.filter(pk=request.account_number).exists()
        assert (request.state, there) in {("done", False), ("cancelled", True)}
