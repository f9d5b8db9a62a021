"""Each thing that may be wrong with an environment ends the process with one clear line; every honest spelling works."""

import errno
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from config import env
from config.env import SettingsError
from tests.environment import PRODUCTION, ROOT, run_python, setting

WHATSAPP = "whatsapp://t%2Fo@graph.facebook.com/105954558954427?code_template=kode&notice_template=kabar"


def assert_one_line(result: subprocess.CompletedProcess[str], *words: str) -> None:
    lines = result.stderr.strip().splitlines()
    assert result.returncode == 1
    assert len(lines) == 1, result.stderr
    for word in words:
        assert word in lines[0]


def without(*names: str, **changes: str) -> dict[str, str]:
    return {**{name: value for name, value in PRODUCTION.items() if name not in names}, **changes}


def test_all_missing_secrets_are_named_at_once(tmp_path: Path) -> None:
    result = run_python(
        "-c", "import django; django.setup()", var=tmp_path, **without("SECRET_KEY", "FIELD_HASH_KEY", "SITE_URL")
    )
    assert_one_line(result, "SECRET_KEY", "FIELD_HASH_KEY", "SITE_URL", "docs/operations.md")


def test_a_full_environment_starts(tmp_path: Path) -> None:
    result = run_python("-c", "import django; django.setup(); print('ok')", var=tmp_path, **PRODUCTION)
    assert (result.stdout, result.returncode) == ("ok\n", 0), result.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": "short"}, ["SECRET_KEY", "50"]),
        ({"SECRET_KEY": "a" * 60}, ["SECRET_KEY"]),
        ({"FIELD_ENCRYPTION_KEYS": f"{PRODUCTION['FIELD_ENCRYPTION_KEYS']},abc"}, ["FIELD_ENCRYPTION_KEYS", "ke-2"]),
        ({"FIELD_HASH_KEY": "short"}, ["FIELD_HASH_KEY"]),
        ({"SITE_URL": "http://si-jawara.example.id"}, ["SITE_URL", "https"]),
        ({"SITE_URL": "https://si-jawara.example.id/kelas"}, ["SITE_URL"]),
        ({"ALLOWED_HOSTS": "*"}, ["ALLOWED_HOSTS"]),
        ({"ALLOWED_HOSTS": "other.example.id"}, ["ALLOWED_HOSTS", "si-jawara.example.id"]),
        ({"SECURE_HSTS_SECONDS": "²"}, ["SECURE_HSTS_SECONDS"]),
        ({"SECURE_SSL_REDIRECT": "perhaps"}, ["SECURE_SSL_REDIRECT"]),
        ({"LOG_LEVEL": "LOUD"}, ["LOG_LEVEL"]),
        ({"DATABASE_URL": "mysql://localhost/x"}, ["DATABASE_URL", "mysql", "postgres"]),
        ({"DATABASE_URL": "postgres://u:p@localhost"}, ["DATABASE_URL"]),
        ({"DATABASE_URL": "sqlite://relative.sqlite3"}, ["DATABASE_URL", "sqlite:////"]),
        ({"CELERY_BROKER_URL": "kafka://x"}, ["CELERY_BROKER_URL", "kafka"]),
        ({"CACHE_URL": "memcached://x"}, ["CACHE_URL", "memcached"]),
        ({"CACHE_URL": "file://relative/path"}, ["CACHE_URL", "file:///"]),
        ({"EMAIL_URL": "smtp://"}, ["EMAIL_URL"]),
        ({"SEARCH_URL": "elastic://x"}, ["SEARCH_URL", "whoosh"]),
        ({"CATALOGUE_URL": "s3://a:rahasia@?region=x"}, ["CATALOGUE_URL", "bucket"]),
        ({"CATALOGUE_URL": "https://a:rahasia@bucket"}, ["CATALOGUE_URL", "https"]),
        ({"CATALOGUE_FOLDER": "/srv/katalog"}, ["CATALOGUE_FOLDER"]),
        ({"STORAGE_URL": "s3://?region=x"}, ["STORAGE_URL", "bucket"]),
        ({"STORAGE_URL": "s3://a:b@bucket?endpoint=10.0.0.1:9000"}, ["STORAGE_URL", "endpoint"]),
        ({"STORAGE_URL": "s3://a:b@bucket?regoin=x"}, ["STORAGE_URL", "regoin"]),
        ({"WHATSAPP_URL": "whatsapp://graph.facebook.com/1"}, ["WHATSAPP_URL", "TOKEN"]),
        ({"WHATSAPP_URL": "whatsapp://t@graph.facebook.com/nomor"}, ["WHATSAPP_URL", "ID-NOMOR"]),
        ({"WHATSAPP_URL": "whatsapp://t@graph.facebook.com/1?code_template=a"}, ["WHATSAPP_URL", "notice_template"]),
        ({"WHATSAPP_URL": f"{WHATSAPP}&templat=b"}, ["WHATSAPP_URL", "templat"]),
        ({"WHATSAPP_URL": f"{WHATSAPP}&version=23"}, ["WHATSAPP_URL", "v23.0"]),
        ({"WHATSAPP_URL": f"{WHATSAPP}&timeout=0"}, ["WHATSAPP_URL", "timeout"]),
        ({"WHATSAPP_URL": f"{WHATSAPP}&app_secret=x"}, ["WHATSAPP_URL", "verify_token"]),
        ({"WHATSAPP_URL": WHATSAPP.replace("whatsapp:", "whatsapp+http:")}, ["WHATSAPP_URL", "HTTPS"]),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(changes: dict[str, str], words: list[str], tmp_path: Path) -> None:
    assert_one_line(setting("s.DEBUG", var=tmp_path, **{**PRODUCTION, **changes}), *words)


@pytest.mark.parametrize("password", ["se:cret@x", "se#cret", "sec[ret"])
def test_a_password_with_bare_special_characters_is_refused_and_not_repeated(password: str, tmp_path: Path) -> None:
    url = f"postgres://user:{password}@db.example.id:54x32/name"
    result = setting("s.DEBUG", var=tmp_path, DATABASE_URL=url)
    assert_one_line(result, "DATABASE_URL")
    assert "cret" not in result.stderr


@pytest.mark.parametrize(
    ("url", "expression", "expected"),
    [
        ("sqlite:///data.sqlite3", "s.DATABASES['default']['NAME']", str(ROOT / "data.sqlite3")),
        ("sqlite:////srv/a%20b/data.sqlite3", "s.DATABASES['default']['NAME']", "/srv/a b/data.sqlite3"),
        (
            "postgres://us%40er:p%40ss%23%2F%3A@db.example.id:6543/na%20me?sslmode=require&connect_timeout=3",
            "[s.DATABASES['default'][k] for k in ('USER', 'PASSWORD', 'HOST', 'PORT', 'NAME', 'OPTIONS')]",
            "['us@er', 'p@ss#/:', 'db.example.id', '6543', 'na me', {'connect_timeout': '3', 'sslmode': 'require'}]",
        ),
        (
            "postgresql:///name?host=/var/run/postgresql",
            "[s.DATABASES['default'][k] for k in ('HOST', 'NAME')] + [s.DATABASES['default']['OPTIONS']['host']]",
            "['', 'name', '/var/run/postgresql']",
        ),
    ],
)
def test_database_urls(url: str, expression: str, expected: str, tmp_path: Path) -> None:
    assert setting(expression, var=tmp_path, DATABASE_URL=url).stdout.strip() == expected


def test_an_s3_url_with_public_bucket_and_endpoint(tmp_path: Path) -> None:
    result = setting(
        "[s.STORAGES[name]['OPTIONS'][key] for name in ('default', 'private')"
        " for key in ('bucket_name', 'secret_key', 'querystring_auth')]"
        " + s.PUBLIC_MEDIA_ORIGINS + s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']",
        var=tmp_path,
        STORAGE_URL="s3://KEY:se%2Fcret@private?endpoint=http://127.0.0.1:9000&public_bucket=open",
    )
    origin = "http://127.0.0.1:9000"
    assert result.stdout.strip() == str(["open", "se/cret", False, "private", "se/cret", True, origin, "'self'", origin])


def test_pictures_on_amazon_may_be_shown(tmp_path: Path) -> None:
    result = setting(
        "s.PUBLIC_MEDIA_ORIGINS", var=tmp_path, STORAGE_URL="s3://a:b@bucket?region=ap-southeast-3&public_bucket=open"
    )
    assert result.stdout.strip() == "['https://open.s3.ap-southeast-3.amazonaws.com']"


@pytest.mark.parametrize("name", ["with space", "persen%20#?&", "berkas-é-中"])
def test_a_state_folder_of_any_name_works(name: str, tmp_path: Path) -> None:
    var = tmp_path / name
    expression = "[str(s.VAR), s.DATABASES['default']['NAME'], s.CACHES['default']['LOCATION'], str(s.MEDIA_ROOT)]"
    result = setting(expression, var=var)
    assert result.stdout.strip() == str([str(var), f"{var}/db.sqlite3", f"{var}/cache", f"{var}/files/public"])


def test_a_relative_state_folder_starts_beside_manage_py(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(env, "BASE_DIR", tmp_path)
    monkeypatch.setenv("SIJAWARA_VAR", "data/sub")
    assert env.state_folder() == tmp_path / "data" / "sub"
    assert list((tmp_path / "data" / "sub").iterdir()) == []


def test_a_state_folder_under_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert_one_line(setting("s.DEBUG", var=tmp_path / "file" / "var"), str(tmp_path / "file"), "SIJAWARA_VAR")


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "cakram penuh"), (errno.EROFS, "hanya dapat dibaca"), (errno.EACCES, "tidak ada izin")],
)
def test_trouble_with_the_disk_is_told_and_leaves_nothing(
    number: int, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(number, "")

    monkeypatch.setenv("SIJAWARA_VAR", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        with pytest.raises(SettingsError, match=reason):
            env.state_folder()
    assert list(tmp_path.iterdir()) == []
    assert env.state_folder() == tmp_path


def test_a_process_that_may_not_write_one_byte_says_so(tmp_path: Path) -> None:
    """The real thing: the kernel refuses the write."""
    result = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        cwd=ROOT,
        env={"SIJAWARA_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.dev", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert_one_line(result, str(tmp_path), "tidak dapat ditulis")


def test_a_server_broker_makes_no_folder(tmp_path: Path) -> None:
    setting("s.DEBUG", var=tmp_path, CELERY_BROKER_URL="redis://127.0.0.1:1/0")
    assert not (tmp_path / "broker").exists()


class TestDotenv:
    @pytest.fixture(autouse=True)
    def _clean(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("UJI_A", "UJI_B", "UJI_C", "UJI_D"):
            monkeypatch.setenv(name, "before")
            monkeypatch.delenv(name)

    def test_bare_quoted_exported_and_commented_lines(self, tmp_path: Path) -> None:
        file = tmp_path / ".env"
        file.write_text("\ufeffUJI_A=a=b # c\n\n# note\nexport UJI_B='x y'\nUJI_C=\"é\"\r\n", encoding="utf-8")
        env.read_dotenv(file)
        assert [env.text(name) for name in ("UJI_A", "UJI_B", "UJI_C")] == ["a=b # c", "x y", "é"]

    def test_the_real_environment_wins(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI_A", "real")
        (tmp_path / ".env").write_text("UJI_A=file")
        env.read_dotenv(tmp_path / ".env")
        assert env.text("UJI_A") == "real"

    @pytest.mark.parametrize("line", ["no equals sign", "1UJI=x", "UJI D=x", "UJI_D='open", 'UJI_D="', "UJI_D=a\0b"])
    def test_a_broken_line_is_named_by_number(self, line: str, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text(f"UJI_A=1\n{line}\n")
        with pytest.raises(SettingsError, match="baris 2"):
            env.read_dotenv(tmp_path / ".env")

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
    def test_what_is_no_text_file_is_told(self, content: bytes | None, tmp_path: Path) -> None:
        file = tmp_path / ".env"
        file.mkdir() if content is None else file.write_bytes(content)
        with pytest.raises(SettingsError, match="tidak dapat dibaca"):
            env.read_dotenv(file)


def test_links_of_a_copy_on_another_port_lead_to_that_port(tmp_path: Path) -> None:
    assert setting("s.SITE_URL", var=tmp_path, PORT="8001").stdout.strip() == "http://localhost:8001"


def test_the_whatsapp_gateway_is_read_from_one_url_and_absent_without_it(tmp_path: Path) -> None:
    names = "('token', 'host', 'number_id', 'version', 'lang', 'code_template', 'notice_template', 'tls', 'timeout')"
    result = setting(f"[s.WHATSAPP[k] for k in {names}]", var=tmp_path, WHATSAPP_URL=WHATSAPP)
    expected = ["t/o", "graph.facebook.com", "105954558954427", "v23.0", "id", "kode", "kabar", True, 10.0]
    assert result.stdout.strip() == str(expected), result.stderr
    assert setting("s.WHATSAPP", var=tmp_path).stdout.strip() == "None"


def test_a_process_ends_without_looking_through_its_memory(tmp_path: Path) -> None:
    """What is registered first is done last."""
    code = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count())); import django; django.setup()"
    ended = run_python("-c", code, var=tmp_path, DJANGO_SETTINGS_MODULE="config.settings.dev")
    assert int(ended.stdout) > 100_000, ended.stderr
