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
    output = stack.drive("kill_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} {point:26} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    if point != "message.lost":
        assert result["killed_by"] == SIGKILLED
    assert (result["notification"], result["mails"]) == OUTCOMES[point]
    assert result["jobs"] == 1
    assert (result["attempts"], result["kills"] <= 1) == (1, True)


# point → how many pages readers could have seen between the kill and the second try
BOOK_POINTS = {"intake.extracted": 0, "job.before_commit": 0, "search.indexed": 3}


@pytest.mark.parametrize("point", BOOK_POINTS)
def test_a_book_whose_worker_is_killed_there_is_read_and_found_once(stack, point, capsys):
    output = stack.drive("book_driver", point)
    result = json.loads(output.splitlines()[-1])
    told = f"recovered after {result['recovery_seconds']:5.1f} s after {result['kills']} kills"
    with capsys.disabled():
        print(f"\n{stack.name:18} book {point:21} {told}", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["pages_before"] == BOOK_POINTS[point]
    assert (result["books"], result["pages"], result["times_read"]) == (1, [1, 2, 3], 1)
    assert (result["attempts"], result["kills"] >= 1) == (1, True), "a kill is no attempt of the work"
    assert result["unfinished"] == 0
    assert result["found"] == [3]
    assert result["documents_a_book"] == 4  # its record and three pages


# point → how many of the three new services were saved before the kill
IMPORT_POINTS = {"import.part_applied": 1, "job.before_commit": 3}


@pytest.mark.parametrize("point", IMPORT_POINTS)
def test_an_import_whose_worker_is_killed_there_is_applied_once(stack, point, capsys):
    output = stack.drive("import_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} import {point:19} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["settled_before"] == IMPORT_POINTS[point]
    assert result["applied"]
    assert (result["pages"], result["live"], result["drafts"], result["times_applied"]) == (3, 0, 3, 1)


# point → how many of the 30 people had a message when the worker died
ANNOUNCEMENT_POINTS = {"announcement.half_told": 1, "job.before_commit": 30}


@pytest.mark.parametrize("point", ANNOUNCEMENT_POINTS)
def test_an_announcement_whose_worker_is_killed_there_reaches_everybody_once(stack, point, capsys):
    output = stack.drive("announcement_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} announcement {point:22} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["told_before"] == ANNOUNCEMENT_POINTS[point]
    assert (result["people"], result["messages"], result["sent"]) == (30, 30, 30)
    assert (result["attempts"], result["kills"]) == (1, 1)
    assert result["said"] == "30 peserta diberi tahu."


# point → how many of the 450 records were settled when the worker died; a batch is 200
CATALOGUE_POINTS = {"catalogue.batch_written": 0, "import.part_applied": 200, "job.before_commit": 450}


@pytest.mark.parametrize("point", CATALOGUE_POINTS)
def test_a_catalogue_whose_worker_is_killed_there_is_applied_once(stack, point, capsys):
    output = stack.drive("catalogue_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} catalogue {point:22} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["settled_before"] == CATALOGUE_POINTS[point]
    assert result["applied"]
    assert (result["offers"], result["changes"], result["times_applied"]) == (450, 0, 1)


# step and point → how many of the 250 rows were settled when the worker died; a batch is 100
SLIMS_POINTS = {
    ("check", "job.before_commit"): 0,
    ("apply", "slims.batch_written"): 0,
    ("apply", "import.part_applied"): 100,
}


@pytest.mark.parametrize(("step", "point"), SLIMS_POINTS, ids=map("-".join, SLIMS_POINTS))
def test_an_export_of_slims_whose_worker_is_killed_there_comes_in_once(stack, step, point, capsys):
    output = stack.drive("slims_driver", step, point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} slims {step} {point:20} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert (result["settled_before"], result["lines"]) == (SLIMS_POINTS[step, point], 250)
    done = ("applied", 250, 250, 1) if step == "apply" else ("checked", 0, 0, 0)
    assert (result["state"], result["records"], result["items"], result["times_applied"]) == done


# point → how many of the three people were there before the second try
PEOPLE_POINTS = {"people.opened": 0, "import.part_applied": 1, "job.before_commit": 3}


@pytest.mark.parametrize("point", PEOPLE_POINTS)
def test_people_whose_worker_is_killed_there_come_in_once(stack, point, capsys):
    output = stack.drive("people_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} people {point:19} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["settled_before"] == PEOPLE_POINTS[point]
    assert result["applied"]
    assert [result[name] for name in ("people", "invitations", "mails", "enrolled", "seats")] == [3] * 5
    assert result["times_applied"] == 1


# point → bytes that were acknowledged to the sender when the process died; a part is 4,096
DELIVERY_POINTS = {
    "delivery.part_stored": 0,
    "delivery.part_kept": 4096,
    "delivery.joined": 0,
    "delivery.inspected": 0,
    "job.before_commit": 0,
}


@pytest.mark.parametrize("point", DELIVERY_POINTS)
def test_a_publishers_file_whose_process_is_killed_there_arrives_whole_and_once(stack, point, capsys):
    output = stack.drive("delivery_driver", point)
    result = json.loads(output.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{stack.name:18} delivery {point:22} recovered after {result['recovery_seconds']:5.1f} s", end=" ")
    assert result["killed_by"] == SIGKILLED
    assert result["acknowledged"] == DELIVERY_POINTS[point]
    assert (result["is_whole"], result["state"]) == (True, "matched")
    assert (result["files"], result["objects"], result["parts"], result["times_delivered"]) == (1, 1, 0, 1)
