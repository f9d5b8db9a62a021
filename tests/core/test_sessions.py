"""The user of a session: Django's rules, although the account is read by a compiled query."""

import pytest
from django.test import Client

from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db


def test_a_person_is_known_while_the_account_may_be_used(client: Client) -> None:
    person = LearnerFactory()
    client.force_login(person)
    assert client.get("/kelas/").status_code == 200
    person.is_active = False
    person.save()
    assert client.get("/kelas/").status_code == 302
    person.is_active = True
    person.save()
    assert client.get("/kelas/").status_code == 200
    person.set_password("Kata-sandi-yang-lain-7")
    person.save()
    assert client.get("/kelas/").status_code == 302


def test_an_account_that_is_gone_is_nobody(client: Client) -> None:
    person = LearnerFactory()
    client.force_login(person)
    type(person).objects.filter(pk=person.pk).delete()
    assert client.get("/kelas/").status_code == 302


def test_whoever_logged_in_before_the_change_of_the_backend_stays_in(client: Client) -> None:
    client.force_login(LearnerFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/kelas/").status_code == 200
