"""What people of the markets and cooperatives type, against the site as it is set up (``search_queries.json``)."""

import pytest

from cms.standards.models.service import ServicePage
from tests.cms.standards.query_sets import Asked, figures, name_of, query_set, services_for, wanted_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ASKED = query_set("search_queries.json")


@pytest.fixture(scope="module")
def site(searchable_site: None) -> None:
    """The whole site, not the one service that ``site`` is elsewhere."""


def test_there_are_queries_of_every_sort_for_every_service() -> None:
    assert len(ASKED.queries) >= 60
    assert {query["kind"] for query in ASKED.queries} == {"everyday", "slip", "form", "spelling", "nothing"}
    assert {name for query in ASKED.queries for name in query["first_three"]} == ASKED.titles.keys()


def test_the_services_of_the_queries_exist(site: None) -> None:
    live = ServicePage.objects.live().values_list("title", flat=True)
    assert set(ASKED.titles.values()) <= {title.casefold() for title in live}


@pytest.mark.parametrize("query", ASKED.meant, ids=name_of)
def test_what_people_mean_is_among_the_first_three(site: None, query: Asked) -> None:
    shown = services_for(query["q"])
    assert wanted_of(ASKED, query) <= set(shown[:3]), shown


@pytest.mark.parametrize("query", ASKED.named, ids=name_of)
def test_the_expected_service_is_ranked_first(site: None, query: Asked) -> None:
    assert services_for(query["q"])[:1] == [ASKED.titles[query["first"]]]


@pytest.mark.parametrize("query", ASKED.foreign, ids=name_of)
def test_what_other_offices_do_finds_nothing(site: None, query: Asked) -> None:
    assert services_for(query["q"]) == []


def test_the_figures_of_all_queries(site: None, capsys: pytest.CaptureFixture[str]) -> None:
    seen = figures(ASKED)
    with capsys.disabled():
        print(f"\n{len(ASKED.meant)} queries: {seen}")
    assert seen.success == 1
    assert seen.mrr >= 0.95
