"""kill -9 where files are objects on S3: what reads and writes them loses nothing and does nothing twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import Stack, made_stack
from tests.services.test_kill import SIGKILLED

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
    assert_nothing_in_folders(on_s3)


def test_a_book_on_s3_is_read_and_found_once_whoever_dies(on_s3: Stack):
    result = json.loads(on_s3.drive("book_driver", "intake.extracted").splitlines()[-1])
    assert (result["killed_by"], result["pages_before"]) == (SIGKILLED, 0)
    assert (result["books"], result["pages"], result["times_read"]) == (1, [1, 2, 3], 1)
    assert (result["found"], result["unfinished"]) == ([3], 0)
    assert_nothing_in_folders(on_s3)


def test_a_catalogue_on_s3_is_applied_once_whoever_dies(on_s3: Stack):
    result = json.loads(on_s3.drive("catalogue_driver", "import.part_applied").splitlines()[-1])
    assert (result["killed_by"], result["settled_before"]) == (SIGKILLED, 200)
    assert (result["applied"], result["offers"], result["times_applied"]) == (True, 450, 1)
    assert_nothing_in_folders(on_s3)


def test_people_from_a_sheet_on_s3_come_in_once_whoever_dies(on_s3: Stack):
    result = json.loads(on_s3.drive("people_driver", "import.part_applied").splitlines()[-1])
    assert (result["killed_by"], result["settled_before"]) == (SIGKILLED, 1)
    assert [result[name] for name in ("people", "invitations", "mails", "enrolled", "seats")] == [3] * 5
    assert result["times_applied"] == 1
    assert_nothing_in_folders(on_s3)


def assert_nothing_in_folders(stack: Stack) -> None:
    state = Path(stack.environment["SIJAWARA_VAR"], "files", "private")
    assert not list(state.rglob("*.*"))
