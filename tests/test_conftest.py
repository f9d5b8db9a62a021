"""What ``conftest.py`` promises about every run."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.conftest import USES, chosen_tiers, needs_system, pytest_make_parametrize_id, seconds_to_wait, use_of_tables


@pytest.mark.parametrize(
    ("expression", "tiers"),
    [
        (None, []),
        ("", []),
        ("not slow and not services and not process and not browser", []),
        ("services", ["services"]),
        ("browser and not every_screen", ["browser"]),
        ("(browser or process) and not every_screen", ["process", "browser"]),
        ("slow and not browser", ["slow"]),
        ("browser or not slow", []),
        ("not (services or browser)", []),
    ],
)
def test_an_expression_of_marks_names_the_tiers_that_it_selects(expression: str | None, tiers: list[str]) -> None:
    assert chosen_tiers(expression) == tiers


def test_a_whole_file_is_no_name_of_a_test_and_a_few_bytes_are() -> None:
    assert pytest_make_parametrize_id(b"PK\x03\x04" + bytes(100), "content") == "content"
    assert pytest_make_parametrize_id(b"PK\x03\x04", "content") is None
    assert pytest_make_parametrize_id("x" * 100, "content") is None


def test_no_name_has_a_made_up_file_in_it(request: pytest.FixtureRequest) -> None:
    """The parts of a ZIP carry the second in which they were written."""
    assert [item.nodeid for item in request.session.items if r"PK\x03\x04\x14" in item.nodeid] == []


@pytest.mark.parametrize(
    ("time", "seconds"), [((0, 0, 0), 0), ((23, 59, 54), 0), ((23, 59, 55), 5), ((23, 59, 59, 750_000), 0.25)]
)
def test_no_test_begins_right_before_midnight_of_java(time: tuple[int, ...], seconds: float) -> None:
    moment = dt.datetime(2026, 12, 31, *time, tzinfo=timezone.get_default_timezone())
    assert seconds_to_wait(moment) == seconds


def test_what_empties_the_tables_comes_behind_what_needs_them(request: pytest.FixtureRequest) -> None:
    uses = [use_of_tables(item) for item in request.session.items if not needs_system(item)]
    assert uses == sorted(uses, key=USES.index)
