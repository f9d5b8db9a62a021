"""Each part of the stack away in turn: nobody sees an error page that isn't ours, and nothing promised is lost."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.drill.drill import PARTS, Drill, Row, site, table
from tests.services.conftest import POSTGRES, RABBITMQ, REDIS

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("drill")]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    for server in (POSTGRES, REDIS, RABBITMQ):
        parts = urlsplit(server)
        try:
            socket.create_connection((parts.hostname or "", parts.port or 0), timeout=2).close()
        except OSError:
            pytest.skip(f"nothing listens at {parts.hostname}:{parts.port}")
    with site(tmp_path_factory.mktemp("drill")) as running:
        drill = Drill(running)
        drill.prepare()
        found = [drill.without(part) for part in PARTS]
    print(f"\n{table(found, len(drill.pages))}")
    return {row.part: row for row in found}


@pytest.mark.parametrize("part", PARTS)
def test_nobody_meets_an_error_and_nothing_is_lost_without(rows: dict[str, Row], part: str) -> None:
    assert rows[part].wrong == []
