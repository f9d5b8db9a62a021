"""What two people, or one impatient one, do at the same moment; on PostgreSQL, where transactions really overlap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.models import AuditEntry
from lms.models import Consent, Profile, User
from lms.services.accounts import EmailTaken, PhoneTaken, sign_up, update_profile
from tests.factories.lms import ProfileFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def _outcomes(work, arguments):
    def run(argument):
        try:
            work(argument)
            return "done"
        except (EmailTaken, PhoneTaken) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return sorted(pool.map(run, arguments))


def test_eight_sign_ups_with_one_address_give_one_whole_account():
    def work(number):
        email = "Sri@example.id" if number % 2 else "sri@Example.id"
        sign_up(email=email, password="jajan pasar 77", full_name="Sri", regency="35.15", consent_version="2026-11")

    assert _outcomes(work, range(8)) == ["EmailTaken"] * 7 + ["done"]
    opened = AuditEntry.objects.filter(action="lms.account.opened").count()
    assert (User.objects.count(), Profile.objects.count(), Consent.objects.count(), opened) == (1, 1, 1, 1)


def test_one_number_goes_to_one_of_eight_people():
    people = [ProfileFactory().user for _ in range(8)]

    def work(user):
        update_profile(user=user, full_name=user.full_name, regency="35.15", phone="+6281234567890")

    assert _outcomes(work, people) == ["PhoneTaken"] * 7 + ["done"]
    assert Profile.objects.filter(phone_hash__isnull=False).count() == 1
