"""kill -9 while a source is looked into: no file is lost, none is taken twice."""

import json

import pytest

from tests.services.conftest import Stack

pytestmark = pytest.mark.services

SIGKILLED = -9


@pytest.mark.parametrize("point", ["source.copied", "source.taken", "source.put_away", "job.before_commit"])
def test_files_of_a_worker_that_is_killed_there_are_taken_once(stack: Stack, point: str) -> None:
    folder = f"file://{stack.environment['SIJAWARA_VAR']}/kiriman"
    told = _play(Stack(stack.name, stack.environment | {"CATALOGUE_FOLDER": folder}), "folder", point)
    assert told == {
        "killed_by": SIGKILLED,
        "result": "found",
        "taken": 3,
        "files": 3,
        "runs": 3,
        "orphans": 0,
        "left": [],
        "aside": 3,
    }


@pytest.mark.parametrize("point", ["source.page_kept", "source.taken", "job.before_commit"])
def test_a_feed_of_a_worker_that_is_killed_there_is_taken_once(stack: Stack, point: str) -> None:
    told = _play(stack, "opds", point)
    assert told == {"killed_by": SIGKILLED, "result": "found", "taken": 1, "files": 1, "runs": 1, "orphans": 0}


def _play(stack: Stack, *order: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(stack.drive("source_driver", *order).splitlines()[-1])
    return told
