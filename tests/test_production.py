"""The production settings, started as a server starts them."""

import json
from pathlib import Path

import pytest

from tests import databases
from tests.environment import PRODUCTION, run_python

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    """A state folder in which collectstatic has left its list."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": {}, "hash": ""}))
    return tmp_path


def test_check_deploy_has_nothing_to_say(collected: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{collected}/db.sqlite3"}
    databases.copy_to_state(collected)
    result = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", var=collected, **PRODUCTION, **database)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "System check identified no issues (0 silenced)."
    # What the newest Wagtail deprecates for a release to come is no word of the check.
    notices = ("RemovedInWagtail", "warnings.warn(")
    assert [line for line in result.stderr.splitlines() if not any(notice in line for notice in notices)] == []


@pytest.mark.parametrize("command", [("manage.py", "check"), ("-c", "import config.wsgi")])
def test_a_failpoint_for_kill_tests_keeps_production_from_starting(command: tuple[str, ...], collected: Path) -> None:
    result = run_python(*command, var=collected, **PRODUCTION, SIJAWARA_FAULT_POINT="job.before_commit")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("SIJAWARA_FAULT_POINT ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"SIJAWARA_DEMO": "1"}, "core.E001"),
        ({"EMAIL_URL": "console://"}, "core.W001"),
        ({"DEFAULT_FROM_EMAIL": ""}, "core.W002"),
        ({"CELERY_BROKER_URL": ""}, "core.W003"),
    ],
)
def test_what_would_disappoint_people_is_found(changes: dict[str, str], found: str, collected: Path) -> None:
    ask = (
        "import django; django.setup(); from core.operations import checks as c;"
        "f = [c.check_demo_is_off, c.check_mail_leaves, c.check_broker_is_a_server, c.check_static_files_are_collected];"
        "print([m.id for check in f for m in check(None)])"
    )
    result = run_python("-c", ask, var=collected, **{**PRODUCTION, **changes})
    assert result.stdout.strip() == str([found]), result.stderr


def test_static_files_that_were_never_collected_are_found(tmp_path: Path) -> None:
    check = "from core.operations.checks import check_static_files_are_collected as c"
    ask = f"import django; django.setup(); {check}; print(c(None)[0].id)"
    assert run_python("-c", ask, var=tmp_path, **PRODUCTION).stdout.strip() == "core.W004"


GET = """
import json, sys, django
django.setup()
from django.test import Client
answers = []
for path, secure in (("/healthz", False), ("/akun/", False), ("/healthz", True)):
    response = Client().get(path, secure=secure, headers={"host": "si-jawara.example.id"})
    answers.append([response.status_code, dict(response.headers)])
print(json.dumps(answers))
"""


def test_https_is_insisted_on_except_by_probes(collected: Path) -> None:
    result = run_python("-c", GET, var=collected, **PRODUCTION)
    probe, page, secure = json.loads(result.stdout)
    assert probe[0] == 200
    assert page[0] == 301
    assert page[1]["Location"].startswith("https://si-jawara.example.id/")
    assert secure[1]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert secure[1]["Referrer-Policy"] == "same-origin"
    assert secure[1]["Cross-Origin-Opener-Policy"] == "same-origin"
    assert secure[1]["X-Content-Type-Options"] == "nosniff"
