"""State of its own for each test: files, index, people."""

import pytest
from django.contrib.auth.models import Permission

from core.jobs import services as jobs
from core.models import Job
from core.roles import role_permissions
from lms.models import User


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Private and public folders that vanish with the test."""
    storages = {**settings.STORAGES}
    for name in ("default", "private"):
        options = {**storages[name].get("OPTIONS", {}), "location": str(tmp_path / name)}
        storages[name] = {**storages[name], "OPTIONS": options}
    settings.STORAGES = storages
    return tmp_path / "private"


@pytest.fixture
def librarian(db):
    """A person with exactly the permissions of the role Pustakawan, without a second factor to pass."""
    person = User.objects.create_user("pustakawan@example.id", "sandi-yang-panjang", is_staff=True)
    for name in role_permissions()["Pustakawan"]:
        app, codename = name.split(".")
        person.user_permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    return person


@pytest.fixture
def run_jobs():
    """Do what waits, as a worker would, without asking Celery."""

    def run(kind):
        for job in Job.objects.filter(kind=kind, state="queued"):
            jobs.run(job.pk)

    return run
