"""The codes of a meeting: what is accepted when, whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest

from courses.runs.models.session import RunSession
from lms.attendance import checkin

BEGINS = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
STEP = checkin.STEP_SECONDS * SECOND
MEETING = RunSession(pk=7, starts_at=BEGINS, ends_at=BEGINS + timedelta(hours=3))
OTHER = RunSession(pk=8, starts_at=MEETING.starts_at, ends_at=MEETING.ends_at)


def verdict(meeting, code, moment):
    """ "good", or the name of the refusal; both forms of a code have the same fate."""
    found = set()
    for check, said in ((checkin.check_token, code.token), (checkin.check_digits, code.digits)):
        try:
            check(meeting, said, moment)
            found.add("good")
        except checkin.CodeRefused as refusal:
            found.add(type(refusal).__name__)
    (only,) = found
    return only


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (0, "good"),
        (29, "good"),
        (30, "good"),
        (59, "good"),
        (60, "CodeExpired"),
        (600, "CodeExpired"),
        (3600, "CodeWrong"),
    ],
)
def test_a_code_is_good_while_it_is_shown_and_one_step_longer(later, expected):
    code = checkin.shown_code(MEETING, BEGINS)
    assert verdict(MEETING, code, BEGINS + later * SECOND) == expected


def test_a_clock_put_back_makes_no_old_code_good_and_no_code_of_the_future():
    code = checkin.shown_code(MEETING, BEGINS + timedelta(hours=1))
    assert verdict(MEETING, code, BEGINS) == "CodeWrong"
    assert verdict(MEETING, code, BEGINS + timedelta(hours=1) - STEP) == "CodeWrong"


def test_a_clock_put_forward_ends_a_code():
    code = checkin.shown_code(MEETING, BEGINS)
    assert verdict(MEETING, code, BEGINS + timedelta(hours=2)) == "CodeWrong"
    assert verdict(MEETING, code, BEGINS + timedelta(days=365)) == "CheckInOver"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (BEGINS - timedelta(minutes=30, seconds=1), "TooEarly"),
        (BEGINS - timedelta(minutes=30), "good"),
        (MEETING.ends_at + timedelta(minutes=30), "good"),
        (MEETING.ends_at + timedelta(minutes=30, seconds=1), "CheckInOver"),
    ],
)
def test_codes_count_around_the_meeting_alone(moment, expected):
    assert verdict(MEETING, checkin.shown_code(MEETING, moment), moment) == expected


def test_a_code_belongs_to_one_meeting():
    assert verdict(OTHER, checkin.shown_code(MEETING, BEGINS), BEGINS) == "CodeWrong"


def test_a_code_shown_by_another_key_is_worth_nothing(settings):
    code = checkin.shown_code(MEETING, BEGINS)
    settings.FIELD_HASH_KEY = "another key of another house"
    assert verdict(MEETING, code, BEGINS) == "CodeWrong"


def test_the_two_forms_of_a_code_say_nothing_about_each_other():
    codes = [checkin.shown_code(MEETING, BEGINS + number * STEP) for number in range(50)]
    assert len({code.token for code in codes}) == 50
    assert all(len(code.digits) == 6 and code.digits.isdigit() for code in codes)
    assert all(str(int(code.token, 16))[-6:] != code.digits for code in codes)


@pytest.mark.parametrize("said", ["", "１２３４５６", "abcdef", "0" * 500])
def test_nonsense_is_simply_wrong(said):
    with pytest.raises(checkin.CodeWrong):
        checkin.check_digits(MEETING, said, BEGINS)


def test_the_screen_knows_how_long_its_code_stays():
    assert checkin.shown_code(MEETING, BEGINS + 29 * SECOND).seconds_left == 1
    assert checkin.shown_code(MEETING, BEGINS + 30 * SECOND).seconds_left == 30
