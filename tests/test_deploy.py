"""What lies in deploy/ and docs/operations.md agrees with the settings; there is no engine here to run it, so it is read."""

import ast
import base64
import hashlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import signing

from config.celery import app as celery_app
from core.imports.reading import RECORD_RETENTION
from elibrary.sources.services.feed import MOST_PAGES
from tests.environment import PRODUCTION, ROOT, run_python

DEPLOY = ROOT / "deploy"
STATE = "/var/lib/si-jawara"
CODE = "/opt/si-jawara"
READERS = {"text", "flag", "integer", "host_address", "items", "required", "url"}
# Read before settings, or only outside production.
STARTS_EVERYTHING = {"DJANGO_SETTINGS_MODULE"}
NOT_ON_A_SERVER = {"DEBUG_PAGES", "PORT", "SIJAWARA_DEMO", "SIJAWARA_FAULT_POINT"}
CONTAINERS_OWN = {"POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "RABBITMQ_DEFAULT_USER", "RABBITMQ_DEFAULT_PASS"}


def read_by_config() -> set[str]:
    """Names in calls of config/env.py's readers, everywhere in config/."""
    return {name for path in (ROOT / "config").rglob("*.py") for name in _names(ast.parse(path.read_text()))}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called not in READERS:
            continue
        wanted = node.args if called == "required" else node.args[:1]
        yield from (arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def read_by_gunicorn() -> set[str]:
    return set(re.findall(r'os\.environ(?:\.get\(|\[)"(\w+)"', (DEPLOY / "gunicorn.conf.py").read_text()))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    """Every variable of env.example, the ones behind # too."""
    lines = re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", (DEPLOY / "env.example").read_text(), re.MULTILINE)
    return dict(lines)


def units() -> list[Path]:
    return sorted((DEPLOY / "systemd").glob("*.service"))


def test_the_example_has_every_variable_that_is_read_and_no_other(example: dict[str, str]) -> None:
    read = read_by_config() | read_by_gunicorn() | STARTS_EVERYTHING
    assert set(example) - CONTAINERS_OWN == read - NOT_ON_A_SERVER


def test_the_settings_table_has_every_variable_and_no_other(example: dict[str, str]) -> None:
    chapter = (ROOT / "docs/operations.md").read_text().split("\n## ")[1]
    documented = re.findall(r"^\| `([A-Z_]+)` \| .+ \| .+ \|$", chapter, re.MULTILINE)
    assert sorted(documented) == sorted(set(example) | NOT_ON_A_SERVER)


def test_what_runs_by_the_clock_stands_in_the_operations_guide() -> None:
    """Every entry of the schedule has its line, and no line speaks of one that is gone."""
    text = (ROOT / "docs/operations.md").read_text()
    chapter = text.partition("\n## What runs by the clock\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\|[^|]*\| `([a-z-]+)` \|", chapter, re.MULTILINE)) == set(settings.CELERY_BEAT_SCHEDULE)
    assert f"for {RECORD_RETENTION.days} days" in chapter


def test_the_librarians_guide_says_how_long_and_how_much() -> None:
    text = (ROOT / "docs/librarians/katalog.md").read_text()
    assert f"paling banyak {MOST_PAGES}" in text
    assert f"menunggu {RECORD_RETENTION.days} hari" in text


def test_commands_in_the_operations_guide_exist() -> None:
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.(?:sh|py) ([a-z_]+)", (ROOT / "docs/operations.md").read_text()))
    assert named <= set(get_commands()), named - set(get_commands())


def test_paths_in_the_operations_guide_exist() -> None:
    named = set(re.findall(r"(?:deploy|docs)/[\w./-]*\w", (ROOT / "docs/operations.md").read_text()))
    made_by_hand = {"deploy/env", "deploy/tls"}
    assert {path for path in named - made_by_hand if not (ROOT / path).exists()} == set()


def test_the_example_starts_once_its_keys_are_made(example: dict[str, str], tmp_path: Path) -> None:
    keys = {name: PRODUCTION[name] for name in ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "FIELD_HASH_KEY")}
    given = {**example, **keys, "SIJAWARA_VAR": str(tmp_path), "SEARCH_URL": "", "STORAGE_URL": ""}
    assert [name for name in keys if example[name]] == [], "a key in an example gets used"
    result = run_python("-c", "import django; django.setup()", var=given.pop("SIJAWARA_VAR"), **given)
    assert result.returncode == 0, result.stderr


def test_compose_has_every_part(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres", "redis", "rabbitmq", "migrate", "web", "worker", "beat", "nginx"}
    for name in ("postgres", "redis", "rabbitmq", "web", "nginx"):
        assert compose["services"][name]["healthcheck"]["test"][0].startswith("CMD"), name


def test_compose_names_no_variable_that_nothing_reads(compose: dict[str, Any]) -> None:
    known = read_by_config() | read_by_gunicorn() | STARTS_EVERYTHING | CONTAINERS_OWN
    for service in compose["services"].values():
        assert set(service.get("environment", {})) <= known
    assert set(re.findall(r"\$\$?\{?([A-Z_]{3,})", (DEPLOY / "compose.yaml").read_text())) <= CONTAINERS_OWN


def test_compose_services_run_production_settings_on_the_state_volume(compose: dict[str, Any]) -> None:
    for name in ("migrate", "web", "worker", "beat"):
        service = compose["services"][name]
        assert service["environment"]["DJANGO_SETTINGS_MODULE"] == "config.settings.production"
        assert service["environment"]["SIJAWARA_VAR"] == STATE
        assert f"state:{STATE}" in service["volumes"]
        assert service["env_file"] == "env"


def test_nginx_sees_static_and_public_files_and_nothing_private(compose: dict[str, Any]) -> None:
    """The volumes are the folders that the settings name, below the state folder."""
    static = f"{STATE}/{Path(settings.STATIC_ROOT).relative_to(settings.VAR)}"
    public = f"{STATE}/{Path(settings.MEDIA_ROOT).relative_to(settings.VAR)}"
    volumes = [volume for volume in compose["services"]["nginx"]["volumes"] if not volume.startswith("./")]
    assert sorted(volumes) == sorted([f"static:{static}:ro", f"media:{public}:ro"])
    assert {f"static:{static}", f"media:{public}"} <= set(compose["services"]["web"]["volumes"])
    configuration = (DEPLOY / "nginx.conf").read_text()
    assert f"location {settings.STATIC_URL} {{\n        alias {static}/;" in configuration
    assert f"location {settings.MEDIA_URL} {{\n        alias {public}/;" in configuration
    assert set(re.findall(r"(?:alias|root) (\S+);", configuration)) == {
        f"{static}/",
        f"{public}/",
        STATE,
        f"{CODE}/deploy/nginx",
    }


def test_every_volume_that_is_used_is_declared_and_back(compose: dict[str, Any]) -> None:
    used = {v.split(":")[0] for s in compose["services"].values() for v in s.get("volumes", []) if not v.startswith(".")}
    assert used == set(compose["volumes"])


def test_files_that_compose_mounts_exist(compose: dict[str, Any]) -> None:
    mounted = [v.split(":")[0] for v in compose["services"]["nginx"]["volumes"] if v.startswith("./")]
    assert [path for path in mounted if path != "./tls" and not (DEPLOY / path).exists()] == []
    assert (DEPLOY / compose["services"]["web"]["build"]["dockerfile"].removeprefix("deploy/")).exists()


def test_the_upstream_is_where_the_web_process_listens(compose: dict[str, Any]) -> None:
    port = compose["services"]["web"]["environment"]["BIND"].rsplit(":", 1)[1]
    assert f"server web:{port} " in (DEPLOY / "nginx/upstream-compose.conf").read_text()
    default = re.search(r'"BIND", "([\d.:]+)"', (DEPLOY / "gunicorn.conf.py").read_text())
    assert default is not None
    assert f"server {default[1]} " in (DEPLOY / "nginx/upstream-local.conf").read_text()
    assert f"http://127.0.0.1:{port}/healthz" in (DEPLOY / "probe.py").read_text()


def commands() -> list[str]:
    """What compose, the image and the units start, as one line each."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    from_compose = [" ".join(services[name]["command"]) for name in ("web", "worker", "beat")]
    from_units = [
        line.removeprefix(f"ExecStart={CODE}/.venv/bin/")
        for unit in units()
        for line in unit.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    return from_compose + from_units


def test_web_worker_and_beat_are_started_the_same_way_everywhere() -> None:
    assert len(commands()) == 6
    assert len(set(commands())) == 3
    assert commands()[0].split() == ast.literal_eval((DEPLOY / "Dockerfile").read_text().rsplit("CMD ", 1)[1].strip())


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_what_is_started_exists(command: str) -> None:
    program, *arguments = command.split()
    if program == "gunicorn":
        assert arguments[0] == "-c"
        assert (ROOT / arguments[1]).exists()
        return
    assert program == "celery"
    assert arguments[:2] == ["-A", "config"]
    assert arguments[2] in {"worker", "beat"}
    assert celery_app.main == "sijawara"
    assert arguments[2] != "beat" or arguments[3:] == ["--schedule", f"{STATE}/celerybeat-schedule"]


def test_gunicorn_accepts_its_configuration(tmp_path: Path) -> None:
    result = run_python("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--check-config", var=tmp_path, **PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("unit", units(), ids=lambda unit: unit.name)
def test_units_run_hardened_with_the_right_environment(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    for line in (
        f"WorkingDirectory={CODE}",
        "User=sijawara",
        "EnvironmentFile=/etc/si-jawara/env",
        "Environment=DJANGO_SETTINGS_MODULE=config.settings.production",
        f"Environment=SIJAWARA_VAR={STATE}",
        f"StateDirectory={Path(STATE).name}",
        "Restart=always",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
        "SystemCallFilter=@system-service",
    ):
        assert line in lines, f"{unit.name} lacks {line}"
    assert {unit.name for unit in units()} == {f"si-jawara-{name}.service" for name in ("web", "worker", "beat")}


def test_the_page_for_a_dead_web_process_may_use_its_style() -> None:
    page = (DEPLOY / "nginx/down.html").read_text()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in (DEPLOY / "nginx.conf").read_text()
    assert "<script" not in page
    assert "http" not in page


def test_nginx_logs_and_forwards_only_what_it_should() -> None:
    configuration = (DEPLOY / "nginx.conf").read_text()
    log_format = configuration.split("log_format", 1)[1].split(";", 1)[0]
    for personal in ("$remote_addr", "$request_uri", "$args", '$request"', "$http_referer", "$http_user_agent"):
        assert personal not in log_format
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", "X-Request-ID $request_id", "Host $host"):
        assert f"proxy_set_header {header};" in configuration
    assert settings.DJANGO_GUID["GUID_HEADER_NAME"] == "X-Request-ID"
    assert "proxy_cache" not in configuration


@pytest.mark.parametrize("escaped", [False, True], ids=["as written", "escaped"])
def test_nginx_logs_no_key_of_a_mailed_link(escaped: bool) -> None:
    """Python reads these patterns as nginx does, but for the sign in front of a group's name."""
    configuration = (DEPLOY / "nginx.conf").read_text()
    rules = re.findall(r'^ +"~(\S+)" +(\S+);$', configuration.split("$asked {", 1)[1].split("}\n", 1)[0], re.MULTILINE)
    assert len(rules) == 5
    keys = [
        "3-d0tjn1-0123456789abcdef0123456789abcdef",
        signing.dumps([12, "x"]),
        signing.dumps(["x" * 200], compress=True),
        Fernet(Fernet.generate_key()).encrypt(b"x").decode(),
    ]
    addresses = [f"/akun/undangan/{quote(key, safe='') if escaped else key}/lagi/?q=rahasia" for key in keys]
    for asked in [*addresses, f"/akun/tautan/{secrets.token_urlsafe(32)}/"]:
        logged = next(
            re.sub(r"\$(\w+)", lambda name, found=found: found[name[1]], written)
            for pattern, written in rules
            if (found := re.search(pattern.replace("(?<", "(?P<"), asked))
        )
        assert logged in {"/akun/undangan/[token]/lagi/", "/akun/undangan/3-[token]/lagi/", "/akun/tautan/[token]/"}
