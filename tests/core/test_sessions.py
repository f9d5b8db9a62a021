"""Whose page it is, by the session: Django's rules, asked in a query that is built once."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db
store = import_module(settings.SESSION_ENGINE).SessionStore


def test_it_is_found_until_it_ends() -> None:
    session = store()
    session["kota"] = "Malang"
    session.save()
    assert dict(store(session.session_key).items()) == {"kota": "Malang"}
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    ended = store(session.session_key)
    assert dict(ended.items()) == {}
    assert ended.session_key is None


@pytest.mark.parametrize("key", ["tidak-pernah-ada", "a" * 200, "' OR 1=1 --", "…" * 20])
def test_a_key_that_nobody_has_is_an_empty_session(key: str) -> None:
    unknown = store(key)
    assert dict(unknown.items()) == {}
    assert unknown.session_key is None


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
