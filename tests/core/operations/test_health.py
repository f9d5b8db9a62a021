"""/healthz and /readyz: what is asked, what is told, and how soon."""

import json
import threading
import time
from pathlib import Path

import pytest
from django.test import Client

from core.operations import health
from tests.environment import PRODUCTION, run_python

PARTS = ["database", "broker", "cache", "storage", "search"]


@pytest.fixture(autouse=True)
def _ask_anew() -> None:
    health.forget()


def hang_until(event: threading.Event) -> None:
    event.wait(10)


@pytest.mark.django_db
def test_every_part_is_named_with_its_milliseconds(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert list(response.json()["checks"]) == PARTS
    for part in response.json()["checks"].values():
        assert part["status"] == "ok"
        assert isinstance(part["ms"], int)


@pytest.mark.parametrize("name", PARTS)
def test_one_part_down_is_503_and_names_it(name: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ConnectionError("10.0.0.7 refused user sijawara")

    for part in PARTS:
        monkeypatch.setitem(health.PARTS, part, lambda: None)
    monkeypatch.setitem(health.PARTS, name, refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert {part for part, state in response.json()["checks"].items() if state["status"] == "fail"} == {name}
    assert b"10.0.0.7" not in response.content
    assert b"sijawara" not in response.content


def test_a_part_that_hangs_is_not_waited_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    for part in PARTS:
        monkeypatch.setitem(health.PARTS, part, lambda: None)
    monkeypatch.setitem(health.PARTS, "storage", lambda: hang_until(released))
    monkeypatch.setattr(health, "DEADLINE", 0.05)
    start = time.monotonic()
    first = client.get("/readyz")
    health.forget()
    client.get("/readyz")
    waiting = [thread for thread in threading.enumerate() if thread.name == "ready-storage"]
    released.set()
    waiting[0].join(5)
    assert first.status_code == 503
    assert first.json()["checks"]["storage"]["status"] == "fail"
    assert time.monotonic() - start < 3
    assert len(waiting) == 1


def test_asking_often_asks_the_parts_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for part in PARTS:
        monkeypatch.setitem(health.PARTS, part, lambda part=part: asked.append(part))
    for _ in range(5):
        client.get("/readyz")
    assert sorted(asked) == sorted(PARTS)


def test_being_alive_asks_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PARTS", {})
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]
    assert response.cookies == {}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_both_answer_while_the_site_is_in_maintenance(path: str, client: Client, settings, monkeypatch) -> None:
    settings.MAINTENANCE = True
    monkeypatch.setattr(health, "PARTS", {})
    assert client.get(path).status_code == 200
    assert client.get("/").status_code == 503


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_changed_through_them(path: str, client: Client) -> None:
    assert client.post(path).status_code == 405


ASK = """
import json, time, django
django.setup()
from core.operations.health import readiness
start = time.monotonic()
state = readiness()
print(json.dumps([sorted(n for n, p in state.parts.items() if not p.ok), time.monotonic() - start]))
"""
CLOSED = "127.0.0.1:1"


def test_real_parts_that_are_gone_are_found_within_three_seconds(tmp_path: Path) -> None:
    """Every address is a closed port of this machine; the index's folder is a file."""
    (tmp_path / "search").write_text("not a folder")
    result = run_python(
        "-c",
        ASK,
        var=tmp_path,
        **PRODUCTION
        | {
            "DATABASE_URL": f"postgres://u:p@{CLOSED}/x",
            "CELERY_BROKER_URL": f"amqp://u:p@{CLOSED}//",
            "CACHE_URL": f"redis://{CLOSED}/0",
            "STORAGE_URL": f"s3://a:b@bucket?endpoint=http://{CLOSED}&region=x",
        },
    )
    down, seconds = json.loads(result.stdout)
    assert down == sorted(PARTS)
    assert seconds < 3.5
    assert "u:p" not in result.stderr
