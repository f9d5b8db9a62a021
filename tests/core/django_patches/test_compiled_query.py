"""A compiled query returns the rows of its queryset, for any parameters, on every database."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import CharField, Count, DateTimeField, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.django_patches.compiled_query import CompiledQuery, Param, fetch_together
from core.jobs.models import Job
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


def test_it_returns_the_rows_of_its_queryset(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    query = CompiledQuery(lambda: of_kind(Param("kind", CharField())))
    for kind in ("a", "b", "a", "c"):
        with django_assert_num_queries(1):
            found = [told(job) for job in query.fetch(kind=kind)]
        assert found == [told(job) for job in of_kind(kind)]


def test_it_is_compiled_once_and_executed_each_time(jobs: list[Job]) -> None:
    built = []

    def build() -> QuerySet[Job]:
        built.append(1)
        return of_kind(Param("kind", CharField()))

    query = CompiledQuery(build)
    assert [job.subject for job in query.fetch(kind="a")] == ["0", "1"]
    Job.objects.create(kind="a", subject="9")
    assert [job.subject for job in query.fetch(kind="a")] == ["0", "1", "9"]
    assert len(built) == 1


def test_parameters_are_prepared_by_their_field(jobs: list[Job]) -> None:
    def build() -> QuerySet[Job, tuple[str]]:
        named = Job.objects.filter(pk=Param("pk", UUIDField()), run_after__lte=Param("moment", DateTimeField()))
        return named.values_list("subject")

    query = CompiledQuery(build)
    now = timezone.now()
    assert query.fetch(pk=jobs[1].pk, moment=now) == [("1",)]
    assert query.fetch(pk=jobs[1].pk, moment=now - timedelta(days=1)) == []


def test_values_and_slices_work() -> None:
    query = CompiledQuery(
        lambda: Job.objects.filter(kind=Param("kind", CharField())).order_by("subject").values("subject")[:1]
    )
    assert query.fetch(kind="a") == [{"subject": "0"}]


def test_a_missing_parameter_raises_key_error() -> None:
    with pytest.raises(KeyError):
        CompiledQuery(lambda: of_kind(Param("kind", CharField()))).fetch(sort="a")


def test_fetched_together_each_query_returns_its_own_rows(
    jobs: list[Job], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kinds = CompiledQuery(lambda: of_kind(Param("kind", CharField())))
    subjects = CompiledQuery(lambda: Job.objects.filter(pk=Param("pk", UUIDField())).values_list("subject", "payload"))
    queries = {
        "two": kinds.bind(kind="a"),
        "none": kinds.bind(kind="c"),
        "one": kinds.bind(kind="b"),
        "row": subjects.bind(pk=jobs[2].pk),
    }
    for _ in range(2):
        with django_assert_num_queries(4):
            read = fetch_together(**queries)
        assert [*map(told, read["two"])] == [*map(told, of_kind("a"))]
        assert [*map(told, read["one"])] == [*map(told, of_kind("b"))]
        assert read["none"] == []
        assert read["row"] == [("2", {"number": 2})]


def test_columns_of_order_by_alone_stay_out_of_the_rows(jobs: list[Job]) -> None:
    query = CompiledQuery(
        lambda: Job.objects.filter(kind=Param("kind", CharField())).order_by("subject").distinct().values_list("kind")
    )
    assert fetch_together(rows=query.bind(kind="a"))["rows"] == query.fetch(kind="a") == [("a",), ("a",)]


def test_a_refused_statement_raises_database_error(jobs: list[Job]) -> None:
    broken = CompiledQuery(
        lambda: Job.objects.filter(kind=Param("kind", CharField())).extra(select={"no": "no_such_column"})
    )
    fine = CompiledQuery(lambda: of_kind(Param("kind", CharField())))
    with pytest.raises(DatabaseError), transaction.atomic():
        fetch_together(fine=fine.bind(kind="a"), broken=broken.bind(kind="a"))
    assert len(fetch_together(fine=fine.bind(kind="a"))["fine"]) == 2


def test_rows_written_in_the_same_transaction_are_read(jobs: list[Job]) -> None:
    query = CompiledQuery(lambda: of_kind(Param("kind", CharField())))
    with transaction.atomic():
        Job.objects.create(kind="c", subject="9")
        assert [job.subject for job in fetch_together(new=query.bind(kind="c"))["new"]] == ["9"]
