"""A query whose SQL is built once answers as its queryset does, whatever it is given."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import CharField, Count, DateTimeField, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.fixed_query import FixedQuery, Given, ask_together
from core.models.job import Job
from tests.factories.learning import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jobs() -> list[Job]:
    person = LearnerFactory()
    return [
        Job.objects.create(kind=kind, subject=str(number), payload={"number": number}, requested_by=person)
        for number, kind in enumerate(("a", "a", "b"))
    ]


def of_kind(kind: Any) -> QuerySet[Job]:
    twins = Job.objects.filter(kind=OuterRef("kind")).exclude(pk=OuterRef("pk")).order_by().values("kind")
    number = Subquery(twins.annotate(number=Count("pk")).values("number"))
    return Job.objects.filter(kind=kind).annotate(twins=number).select_related("requested_by").order_by("subject")


def told(job: Any) -> tuple[Any, ...]:
    return job, job.payload, job.created_at, job.twins, job.requested_by.email


def test_it_gives_the_rows_of_its_queryset_each_time(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    query = FixedQuery(lambda: of_kind(Given("kind", CharField())))
    for kind in ("a", "b", "a", "c"):
        with django_assert_num_queries(1):
            found = [told(job) for job in query.ask(kind=kind)]
        assert found == [told(job) for job in of_kind(kind)]


def test_it_is_built_once_and_asked_each_time(jobs: list[Job]) -> None:
    built = []

    def build() -> QuerySet[Job]:
        built.append(1)
        return of_kind(Given("kind", CharField()))

    query = FixedQuery(build)
    assert [job.subject for job in query.ask(kind="a")] == ["0", "1"]
    Job.objects.create(kind="a", subject="9")
    assert [job.subject for job in query.ask(kind="a")] == ["0", "1", "9"]
    assert len(built) == 1


def test_keys_and_times_are_given_as_the_database_keeps_them(jobs: list[Job]) -> None:
    def build() -> QuerySet[Job, tuple[str]]:
        named = Job.objects.filter(pk=Given("pk", UUIDField()), run_after__lte=Given("moment", DateTimeField()))
        return named.values_list("subject")

    query = FixedQuery(build)
    now = timezone.now()
    assert query.ask(pk=jobs[1].pk, moment=now) == [("1",)]
    assert query.ask(pk=jobs[1].pk, moment=now - timedelta(days=1)) == []


def test_rows_may_be_dictionaries_and_few() -> None:
    query = FixedQuery(lambda: Job.objects.filter(kind=Given("kind", CharField())).order_by("subject").values("subject")[:1])
    assert query.ask(kind="a") == [{"subject": "0"}]


def test_what_was_not_given_is_missed_at_once() -> None:
    with pytest.raises(KeyError):
        FixedQuery(lambda: of_kind(Given("kind", CharField()))).ask(sort="a")


def test_asked_together_each_answers_as_alone(jobs: list[Job], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kinds = FixedQuery(lambda: of_kind(Given("kind", CharField())))
    subjects = FixedQuery(lambda: Job.objects.filter(pk=Given("pk", UUIDField())).values_list("subject", "payload"))
    questions = {
        "two": kinds.given(kind="a"),
        "none": kinds.given(kind="c"),
        "one": kinds.given(kind="b"),
        "row": subjects.given(pk=jobs[2].pk),
    }
    for _ in range(2):
        with django_assert_num_queries(4):
            read = ask_together(**questions)
        assert [*map(told, read["two"])] == [*map(told, of_kind("a"))]
        assert [*map(told, read["one"])] == [*map(told, of_kind("b"))]
        assert read["none"] == []
        assert read["row"] == [("2", {"number": 2})]


def test_columns_that_only_sort_stay_out_of_the_rows(jobs: list[Job]) -> None:
    query = FixedQuery(
        lambda: Job.objects.filter(kind=Given("kind", CharField())).order_by("subject").distinct().values_list("kind")
    )
    assert ask_together(rows=query.given(kind="a"))["rows"] == query.ask(kind="a") == [("a",), ("a",)]


def test_an_answer_that_the_database_refuses_is_an_error_of_the_database(jobs: list[Job]) -> None:
    broken = FixedQuery(lambda: Job.objects.filter(kind=Given("kind", CharField())).extra(select={"no": "no_such_column"}))
    fine = FixedQuery(lambda: of_kind(Given("kind", CharField())))
    with pytest.raises(DatabaseError), transaction.atomic():
        ask_together(fine=fine.given(kind="a"), broken=broken.given(kind="a"))
    assert len(ask_together(fine=fine.given(kind="a"))["fine"]) == 2


def test_what_is_written_in_the_same_transaction_is_read(jobs: list[Job]) -> None:
    query = FixedQuery(lambda: of_kind(Given("kind", CharField())))
    with transaction.atomic():
        Job.objects.create(kind="c", subject="9")
        assert [job.subject for job in ask_together(new=query.given(kind="c"))["new"]] == ["9"]
