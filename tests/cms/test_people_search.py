"""What people of the markets and cooperatives type, against the site as it is set up (``search_queries.json``)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from cms.models import ServicePage
from core.search.selectors import search_site
from core.search.services import rebuild_index
from core.services.site_setup import set_up_site

pytestmark = pytest.mark.django_db

ASKED = json.loads((Path(__file__).parent / "search_queries.json").read_text("utf-8"))
QUERIES = ASKED["queries"]
TITLES = {name: title.casefold() for name, title in ASKED["services"].items()}


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """All services of the decree, the editors' first list of words, and an index of them; rolled back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SEARCH_URL", f"whoosh://{tmp_path_factory.mktemp('people')}/search")
        set_up_site()
        call_command("seed_services", verbosity=0)
        rebuild_index()
        yield
        transaction.set_rollback(True)


def services_for(text: str) -> list[str]:
    """Titles of the services shown for it, best first."""
    found = search_site(text=text, person=AnonymousUser())
    return [
        subject.result.title.casefold()
        for kind in found.kinds
        if kind.provider.kind == "layanan"
        for subject in kind.subjects
    ]


def named(query: dict) -> str:
    return query["q"]


def test_there_are_queries_of_every_sort_for_every_service() -> None:
    assert len(QUERIES) >= 60
    assert {query["kind"] for query in QUERIES} == {"everyday", "slip", "form", "spelling", "nothing"}
    assert {name for query in QUERIES for name in query["first_three"]} == TITLES.keys()


def test_the_services_asked_about_are_on_the_site(site: None) -> None:
    assert set(TITLES.values()) <= {title.casefold() for title in ServicePage.objects.live().values_list("title", flat=True)}


@pytest.mark.parametrize("query", [query for query in QUERIES if query["first_three"]], ids=named)
def test_what_people_mean_is_among_the_first_three(site: None, query: dict) -> None:
    shown = services_for(query["q"])
    assert {TITLES[name] for name in query["first_three"]} <= set(shown[:3]), shown


@pytest.mark.parametrize("query", [query for query in QUERIES if "first" in query], ids=named)
def test_what_people_name_stands_on_top(site: None, query: dict) -> None:
    assert services_for(query["q"])[:1] == [TITLES[query["first"]]]


@pytest.mark.parametrize("query", [query for query in QUERIES if not query["first_three"]], ids=named)
def test_what_other_offices_do_finds_nothing(site: None, query: dict) -> None:
    assert services_for(query["q"]) == []


def test_the_figures_of_all_queries(site: None, capsys: pytest.CaptureFixture[str]) -> None:
    """success@3: share of queries with all that is meant among the first three; MRR: mean of 1/rank of the first of them."""
    asked = [query for query in QUERIES if query["first_three"]]
    hits, ranks = 0, 0.0
    for query in asked:
        wanted = {TITLES[name] for name in query["first_three"]}
        shown = services_for(query["q"])
        hits += wanted <= set(shown[:3])
        ranks += next((1 / place for place, title in enumerate(shown, start=1) if title in wanted), 0.0)
    with capsys.disabled():
        print(f"\n{len(asked)} queries: success@3 {hits / len(asked):.3f}, MRR {ranks / len(asked):.3f}")
    assert hits == len(asked)
    assert ranks / len(asked) >= 0.95
