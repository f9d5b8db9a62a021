"""kill -9 of the worker at every named point, on every broker: no work is lost, each database effect happens once."""

import json

import pytest

pytestmark = pytest.mark.services

SIGKILLED = -9

# point → what is known of the message afterwards, how often it left the house
OUTCOMES = {
    "message.lost": ("sent", 1),
    "job.received": ("sent", 1),
    "job.claimed": ("sent", 1),
    "notification.sending": ("uncertain", 0),
    "notification.handed_over": ("uncertain", 1),
    "job.before_commit": ("uncertain", 1),
    "job.finished": ("sent", 1),
}


@pytest.mark.parametrize("point", OUTCOMES)
def test_a_worker_killed_there_loses_nothing_and_repeats_nothing(stack, point, capsys):
    output = stack.run("tests/services/kill_driver.py", point).stdout
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} {point:26} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    if point != "message.lost":
        assert result["killed_by"] == SIGKILLED
    assert (result["notification"], result["mails"]) == OUTCOMES[point]
    assert result["jobs"] == 1
    assert result["attempts"] <= 2


# point → how many pages readers could have seen between the kill and the second try
BOOK_POINTS = {"intake.extracted": 0, "job.before_commit": 0, "search.indexed": 3}


@pytest.mark.parametrize("point", BOOK_POINTS)
def test_a_book_whose_worker_is_killed_there_is_read_and_found_once(stack, point, capsys):
    output = stack.run("-m", "tests.services.book_driver", point).stdout
    result = json.loads(output.splitlines()[-1])
    told = f"recovered after {result['recovery_seconds']:5.1f} s in attempt {result['attempts']}"
    with capsys.disabled():
        print(f"\n{stack.name:18} book {point:21} {told}", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["pages_before"] == BOOK_POINTS[point]
    assert (result["books"], result["pages"], result["times_read"]) == (1, [1, 2, 3], 1)
    assert result["attempts"] >= 2
    assert result["unfinished"] == 0
    assert result["found"] == [3]
    assert result["documents_a_book"] == 4  # its record and three pages
