"""A second set, written by somebody who knew neither the search nor its words (``unseen_queries.json``, docs/search.md).

It was unseen when it was first asked. The search has been changed with it in view since, so it guards and no longer proves.
"""

import pytest

from tests.cms.standards.query_sets import Figures, QuerySet, figures, of_kind, query_set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ASKED = query_set("unseen_queries.json")

# What was seen after the search had been changed with this set in view; the docs have what it answered when first asked.
FLOORS = {
    "everyday": Figures(success=1, mrr=0.93, on_top=1, silent=1),
    "slip": Figures(success=1, mrr=1, on_top=1, silent=1),
    "form": Figures(success=1, mrr=1, on_top=1, silent=1),
    "spelling": Figures(success=0.88, mrr=0.88, on_top=1, silent=1),
    "nothing": Figures(success=1, mrr=1, on_top=1, silent=1),
}
FLOORS_OF_ALL = Figures(success=0.991, mrr=0.954, on_top=1, silent=1)


def test_there_are_queries_of_every_sort_for_every_service() -> None:
    assert len(ASKED.queries) == 126
    assert {query["kind"] for query in ASKED.queries} == FLOORS.keys()
    assert {name for query in ASKED.queries for name in query["first_three"]} == ASKED.titles.keys()


def test_no_query_is_in_both_sets() -> None:
    known = {query["q"] for query in query_set("search_queries.json").queries}
    assert not known & {query["q"] for query in ASKED.queries}


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_is_answered_as_well_as_it_was(
    searchable_site: None, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _at_least(of_kind(ASKED, kind), FLOORS[kind], kind, capsys)


def test_all_are_answered_as_well_as_they_were(searchable_site: None, capsys: pytest.CaptureFixture[str]) -> None:
    _at_least(ASKED, FLOORS_OF_ALL, "all", capsys)


def _at_least(asked: QuerySet, floors: Figures, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    seen = figures(asked)
    with capsys.disabled():
        print(f"\n{name}, {len(asked.queries)} queries: {seen}")
    assert seen.success >= floors.success
    assert seen.mrr >= floors.mrr
    assert seen.on_top >= floors.on_top
    assert seen.silent >= floors.silent
