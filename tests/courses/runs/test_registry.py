"""What other subjects register about runs."""

import pytest

from core.registry import AlreadyRegistered, Registry
from courses.runs import registry
from courses.runs.models.run import CourseRun


def test_without_a_seat_counter_the_whole_quota_is_left(monkeypatch):
    monkeypatch.setattr(registry, "seat_counters", Registry("seat counters"))
    runs = [CourseRun(pk=1, quota=12), CourseRun(pk=2)]
    registry.annotate_seats_left(runs=runs)
    assert [run.seats_left for run in runs] == [12, None]
    assert registry.seats_taken(run=runs[0]) == 0


def test_a_second_seat_counter_is_refused():
    with pytest.raises(AlreadyRegistered):
        registry.register_seat_counter(left=lambda runs: {}, taken=lambda run: 0)


def test_a_second_delivery_status_provider_is_refused():
    with pytest.raises(AlreadyRegistered):
        registry.register_delivery_status_provider(lambda announcement: "")
