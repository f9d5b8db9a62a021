"""State of its own for each test: files, index, people."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from django.test import Client

from core.people.roles import role_permissions
from lms.users.models import User
from tests.factories.catalogue import Reader


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path):
    """A private folder that vanishes with the test. Model fields hold the storage itself, so it is moved, not replaced."""
    folder = tmp_path / "private"
    monkeypatch.setitem(storages["private"].__dict__, "location", str(folder))
    return folder


@pytest.fixture
def librarian(db):
    """A person with exactly the permissions of the role Pustakawan, without a second factor to pass."""
    person = User.objects.create_user("pustakawan@example.id", "sandi-yang-panjang", is_staff=True)
    for name in role_permissions()["Pustakawan"]:
        app, codename = name.split(".")
        person.user_permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    return person


@pytest.fixture
def librarian_client(client: Client, librarian: User, no_second_factor: None) -> Client:
    """A browser in which the librarian is logged in."""
    client.force_login(librarian)
    return client


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Files with exactly the records that a test is about; their formats have tests of their own."""
    reader = Reader()
    monkeypatch.setattr("core.sandbox.parent.run", reader)
    return reader
