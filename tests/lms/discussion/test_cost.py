"""Rows read for the questions on the home of a class, by PostgreSQL's EXPLAIN ANALYZE."""

import json
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lms.discussion.models import Question
from lms.discussion.selectors import discussion_counts
from lms.enrolment.models.enrolment import Enrolment
from lms.home.class_page import class_home_of
from lms.users.models import User
from tests.factories.courses import CourseRunFactory
from tests.factories.learning import enrolled

pytestmark = [pytest.mark.services, pytest.mark.django_db]
PEOPLE, QUESTIONS_EACH, SHARED = 1_000, 5, 4


@pytest.fixture(autouse=True)
def _postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("the plan is PostgreSQL's: set DATABASE_URL")


def asked(enrolments, each, **fields):
    Question.objects.bulk_create(
        Question(enrolment=one, text=f"Pertanyaan {number}", **fields) for one in enrolments for number in range(each)
    )


def many_in(run):
    people = User.objects.bulk_create(User(email=f"banyak{run.pk}-{n}@example.id", full_name="P") for n in range(PEOPLE))
    return Enrolment.objects.bulk_create(Enrolment(user=person, run=run) for person in people)


def rows_read(query) -> int:
    """Rows that the scans of the plan gave or threw away."""
    (plan,) = json.loads(query.explain(analyze=True, format="json", timing=False))
    return sum(_rows(node) for node in _nodes(plan["Plan"]) if "Scan" in node["Node Type"])


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(deeper for child in node.get("Plans", []) for deeper in _nodes(child))]


def _rows(node: dict[str, Any]) -> int:
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]


def test_the_home_reads_own_and_shared_questions_and_not_those_of_the_class():
    enrolment = enrolled()
    others, elsewhere = many_in(enrolment.run), many_in(CourseRunFactory(course=enrolment.run.course))
    asked([*others, *elsewhere], QUESTIONS_EACH)
    asked([enrolment], 2)
    answer = {"answer": "Ya.", "answer_version": 1, "answered_at": timezone.now()}
    asked([enrolment], 3, **answer)
    asked([others[0], elsewhere[0]], SHARED, shared=True, **answer)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    discussion = class_home_of(enrolment=enrolment).discussion
    assert (discussion.waiting, discussion.answered, discussion.shared) == (2, 3, SHARED)
    assert rows_read(discussion_counts(enrolment=enrolment.pk, run=enrolment.run_id)) <= 1 + 2 * 5 + 2 * 2 * SHARED
