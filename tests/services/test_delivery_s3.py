"""A publisher's file on S3: parts are objects, the whole is put together from them, and a kill loses nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import Stack, made_stack
from tests.services.test_flows import s3

__all__ = ["s3"]  # the fixture: a local S3 server over HTTP
pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def on_s3(s3: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with made_stack("postgres+redis", tmp_path_factory.mktemp("s3")) as made:
        yield Stack(f"{made.name}+s3", made.environment | {"STORAGE_URL": s3})


@pytest.mark.parametrize("point", ["delivery.part_kept", "delivery.part_stored", "delivery.joined"])
def test_a_file_in_parts_on_s3_arrives_whole_and_once_whoever_dies(on_s3: Stack, point: str):
    result = json.loads(on_s3.drive("delivery_driver", point).splitlines()[-1])
    assert (result["is_whole"], result["state"]) == (True, "matched")
    assert (result["files"], result["objects"], result["parts"], result["times_delivered"]) == (1, 1, 0, 1)
    state = Path(on_s3.environment["SIJAWARA_VAR"], "files", "private")
    assert not list(state.rglob("*.*")), "nothing lies in folders"
