"""The comparable duration follows the spans on every save."""

from typing import Any

import pytest

from cms.standards.durations import MAX_MINUTES, comparable_time
from cms.standards.models.service import ServicePage
from tests.cms.builders import publish
from tests.factories.services import span

MINUTE, HOUR, DAY = 1, 60, 24 * 60
PER_REQUEST = span(label="Pelaksanaan", words="Sesuai dengan Permohonan")


@pytest.mark.parametrize(
    ("spans", "are_alternatives", "expected"),
    [
        ([span(minimum=1, maximum=3, unit="hour")], False, (3 * HOUR, False)),
        ([span(maximum=45, unit="minute"), span(maximum=60, unit="minute")], False, (105 * MINUTE, False)),
        ([span(minimum=3, maximum=5, unit="day"), span(minimum=5, maximum=6, unit="hour")], True, (6 * HOUR, False)),
        ([span(maximum=3, unit="week")], False, (21 * DAY, False)),
        ([span(minimum=4, maximum=5, unit="month")], False, (150 * DAY, False)),
        ([span(maximum=25, unit="minute"), PER_REQUEST], False, (25 * MINUTE, True)),
        ([PER_REQUEST], False, (None, True)),
        ([span(words=" ")], False, (None, False)),
        ([], False, (None, False)),
        ([span(maximum=10**9, unit="month")], False, (MAX_MINUTES, False)),
    ],
)
def test_stages_are_added_and_of_alternatives_the_quickest_counts(
    spans: list[tuple[str, dict[str, Any]]], are_alternatives: bool, expected: tuple[int | None, bool]
) -> None:
    assert comparable_time([value for _, value in spans], are_alternatives=are_alternatives) == expected


def test_a_published_change_of_the_spans_changes_the_number(service: ServicePage) -> None:
    assert (service.duration_minutes, service.duration_has_words) == (3 * HOUR, False)
    service.durations = [span(maximum=2, unit="day"), PER_REQUEST]
    publish(service)
    assert (service.duration_minutes, service.duration_has_words) == (2 * DAY, True)


def test_a_revision_from_before_is_published_with_its_own_number(service: ServicePage) -> None:
    revision = service.get_latest_revision()
    service.durations = [span(maximum=2, unit="day")]
    publish(service)
    for name in ("duration_minutes", "duration_has_words"):
        revision.content.pop(name)
    revision.save()
    revision.publish()
    service.refresh_from_db()
    assert service.duration_minutes == 3 * HOUR


def test_a_draft_changes_nothing_that_the_list_compares(service: ServicePage) -> None:
    service.durations = [span(maximum=2, unit="day")]
    service.save_revision()
    service.refresh_from_db()
    assert service.duration_minutes == 3 * HOUR


def test_saving_the_spans_alone_saves_the_number_too(service: ServicePage) -> None:
    service.durations = [span(maximum=2, unit="day")]
    service.save(update_fields=["durations"])
    service.refresh_from_db()
    assert service.duration_minutes == 2 * DAY
