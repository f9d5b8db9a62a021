import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from core.audit.models import AuditEntry
from core.setup_steps import demo_seeds
from lms.accounts.checks import no_demo_accounts
from lms.demo import seed_accounts
from lms.users.models import User
from tests.factories.lms import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _only_accounts(monkeypatch):
    monkeypatch.setattr("core.management.commands.seed_demo.demo_seeds", [demo_seeds["akun"]])


@pytest.mark.usefixtures("_only_accounts")
def test_the_printed_log_ins_work_and_a_second_run_changes_nothing(client, capsys):
    call_command("seed_demo")
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "@contoh.id" in line]
    assert len(rows) == 8
    *_, email, password, code, _secret = rows[0]
    client.post("/akun/masuk/", {"login": email, "password": password})
    assert client.post("/akun/keamanan/masuk/", {"code": code}).url == "/admin/"

    stamps = list(User.objects.values_list("pk", "password"))
    entries = AuditEntry.objects.count()
    call_command("seed_demo")
    again = [line.split() for line in capsys.readouterr().out.splitlines() if "@contoh.id" in line]
    assert [row[-4:-2] for row in again[:-1]] == [row[-4:-2] for row in rows[:-1]]
    assert list(User.objects.values_list("pk", "password")) == stamps
    assert AuditEntry.objects.count() == entries


@pytest.mark.usefixtures("_only_accounts")
def test_a_demo_account_that_was_changed_works_again_as_printed():
    call_command("seed_demo", verbosity=0)
    user = User.objects.get(email="editor@contoh.id")
    user.set_password("lain sama sekali")
    user.is_active = False
    user.save()
    line = next(line for line in seed_accounts() if "editor@" in line)
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(line.split()[3])


def test_passwords_and_totp_secrets_differ_between_installations(settings):
    call_command("sync_roles", verbosity=0)
    here = seed_accounts()[2].split()
    settings.SECRET_KEY = "another installation"
    there = seed_accounts()[2].split()
    assert here[:2] == there[:2] == ["Admin", "admin@contoh.id"]
    assert here[2] != there[2]
    assert here[-1] != there[-1]


def test_it_refuses_where_demo_is_not_allowed(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_deployment_fails_while_a_demo_account_exists():
    assert no_demo_accounts(None) == []
    UserFactory(is_demo=True)
    found = [message.id for message in run_checks(include_deployment_checks=True)]
    assert "lms.E001" in found
    assert "lms.E001" not in [message.id for message in run_checks()]


def test_the_check_is_silent_on_a_database_without_tables(monkeypatch):
    def broken(**kwargs):
        raise DatabaseError("no such table: lms_user")

    monkeypatch.setattr(User.objects, "filter", broken)
    assert no_demo_accounts(None) == []
