"""A query whose SQL is built once answers as its queryset does, whatever it is given."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import CharField, Count, DateTimeField, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.fixed_query import FixedQuery, Given
from core.models import Job
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
