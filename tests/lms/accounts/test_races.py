"""What two people, or one impatient one, do at the same moment; on PostgreSQL, where transactions really overlap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.audit.models import AuditEntry
from lms.accounts.services.accounts import EmailTaken, sign_up
from lms.accounts.services.phone_accounts import PhoneTaken, phone_prove, sign_up_by_phone
from lms.consents.models import Consent
from lms.profile.models.profile import Profile
from lms.users.models import User
from lms.users.phone import hashed
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


def test_a_number_that_eight_accounts_prove_at_once_goes_to_one():
    people = [ProfileFactory().user for _ in range(8)]

    def work(user):
        phone_prove(user=user, number="+6281234567890")

    assert _outcomes(work, people) == ["PhoneTaken"] * 7 + ["done"]
    holder = User.objects.get(phone_hash=hashed("+6281234567890"))
    assert Profile.objects.get(phone_hash__isnull=False).user == holder
    assert AuditEntry.objects.filter(action="lms.phone.proven").count() == 1


def test_eight_sign_ups_with_one_proved_number_give_one_whole_account():
    def work(number):
        answers = {"full_name": "Sri", "regency": "35.15", "consent_version": "2026-11"}
        sign_up_by_phone(number="+6281234567890", password_hash=f"argon2${number}", **answers)

    assert _outcomes(work, range(8)) == ["PhoneTaken"] * 7 + ["done"]
    opened = AuditEntry.objects.filter(action="lms.account.opened").count()
    assert (User.objects.count(), Profile.objects.count(), Consent.objects.count(), opened) == (1, 1, 1, 1)


def test_a_double_tap_on_the_code_gives_both_taps_the_same_account():
    made = []

    def work(_):
        answers = {"full_name": "Sri", "regency": "35.15", "consent_version": "2026-11"}
        made.append(sign_up_by_phone(number="+6281234567890", password_hash="argon2$same", **answers).pk)

    assert _outcomes(work, range(8)) == ["done"] * 8
    assert len(set(made)) == User.objects.count() == 1
