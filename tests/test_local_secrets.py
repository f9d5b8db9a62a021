"""A development copy has secrets of its own, drawn once for each state folder; visitors never meet Django's debug pages."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import SettingsError
from config.local_secrets import FILE_NAME, PUBLISHED_FIELD_KEY, PUBLISHED_HASH_KEY, local_secrets
from tests.databases import copy_to_state
from tests.environment import ROOT, bare_environment, run_python, setting

NAMES = ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "FIELD_HASH_KEY")
PRINT_SECRETS = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {NAMES}]))"
DEVELOPMENT = {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}


def test_two_make_run_state_folders_share_no_secret(tmp_path: Path) -> None:
    one, other = (
        json.loads(run_python("-c", PRINT_SECRETS, var=tmp_path / name, **DEVELOPMENT).stdout) for name in ("one", "other")
    )
    assert len(one[1]) == len(other[1]) == 1
    for mine, theirs in zip(one, other, strict=True):
        assert mine != theirs
    assert PUBLISHED_FIELD_KEY not in one[1]
    assert "development-only" not in str(one)


def test_a_second_start_reads_what_the_first_drew(tmp_path: Path) -> None:
    assert local_secrets(tmp_path) == local_secrets(tmp_path)


def test_only_its_owner_may_read_the_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    local_secrets(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    code = "from pathlib import Path; from config.local_secrets import local_secrets; print(local_secrets(Path('{}')))"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code.format(tmp_path)],
            cwd=ROOT,
            env=bare_environment(var=tmp_path),
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    answers = {process.communicate(timeout=60)[0] for process in processes}
    assert len(answers) == 1
    assert b"SECRET_KEY" in answers.pop()


def test_a_start_that_was_killed_while_writing_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f"{FILE_NAME}.draft").write_text('{"SECRET_KEY": "ha')
    assert len(local_secrets(tmp_path)["SECRET_KEY"]) > 50


def test_a_folder_from_before_keeps_its_data_readable_and_gets_a_secret_key_and_encryption_key_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "db.sqlite3").write_bytes(b"")
    found = local_secrets(tmp_path)
    newest, old = found["FIELD_ENCRYPTION_KEYS"]
    assert newest != old == PUBLISHED_FIELD_KEY
    assert found["FIELD_HASH_KEY"] == PUBLISHED_HASH_KEY
    assert not found["SECRET_KEY"].startswith("development-only")


@pytest.mark.parametrize("content", ["{", "[]", '{"SECRET_KEY": "x"}', '{"SECRET_KEY": "", "FIELD_HASH_KEY": "x"}'])
def test_a_broken_file_is_named_and_never_replaced(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    with pytest.raises(SettingsError, match=FILE_NAME):
        local_secrets(tmp_path)
    assert (tmp_path / FILE_NAME).read_text() == content


ASK = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import path
from config import urls

def broken(request):
    raise ValueError("meant to fail")

urls.urlpatterns.insert(0, path("rusak/", broken))
settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
(settings.MEDIA_ROOT / "gambar.txt").write_text("isi gambar")
client = Client(raise_request_exception=False)
for address in ("/tidak-ada/", "/rusak/", "/media/gambar.txt", "/media/tidak-ada.txt", "/static/css/base.css"):
    response = client.get(address)
    print(response.status_code, (b"".join(response) if response.streaming else response.content).decode()[:200_000])
    print("=====")
"""


def ask(var: Path, **environment: str) -> list[str]:
    copy_to_state(var)
    done = run_python("-c", ASK, var=var, **DEVELOPMENT, **environment)
    assert done.returncode == 0, done.stderr
    return [part.strip() for part in done.stdout.split("=====")[:-1]]


def test_a_visitor_of_make_run_meets_our_own_pages_for_404_and_500_and_still_gets_pictures_and_styles(
    tmp_path: Path,
) -> None:
    missing, broken, picture, no_picture, style = ask(tmp_path)
    assert missing.startswith("404")
    assert "<h1>Halaman tidak ditemukan</h1>" in missing
    assert broken.startswith("500")
    assert "<h1>Ada gangguan di pihak kami</h1>" in broken
    assert picture == "200 isi gambar"
    assert "<h1>Halaman tidak ditemukan</h1>" in no_picture
    assert style.startswith("200")
    assert "DEBUG = True" not in "".join((missing, broken, no_picture))


def test_debug_pages_alone_brings_the_english_ones(tmp_path: Path) -> None:
    missing, broken, *_ = ask(tmp_path, DEBUG_PAGES="1")
    assert "Page not found" in missing
    assert "meant to fail" in broken
    assert setting("s.DEBUG", var=tmp_path, DEBUG="1").stdout.strip() == "False"


@pytest.mark.parametrize(("given", "expected"), [({}, "127.0.0.1"), ({"BIND": "0.0.0.0"}, "0.0.0.0")])
def test_make_run_listens_on_this_machine_alone_until_bind_opens_it(
    given: dict[str, str], expected: str, tmp_path: Path
) -> None:
    assert setting("s.BIND", var=tmp_path, **given).stdout.strip() == expected


def test_bind_with_a_port_is_refused_in_one_line(tmp_path: Path) -> None:
    done = setting("s.BIND", var=tmp_path, BIND="127.0.0.1:8000")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "BIND" in done.stderr
