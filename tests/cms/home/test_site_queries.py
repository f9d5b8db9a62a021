"""What people look for on the site besides services, against the site as it is set up."""

import pytest

from tests.cms.home.site_queries import answers, site_queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

QUERIES = site_queries()
# Right answers when first asked, before any change of the search.
FLOORS = {
    "complaint": 0,
    "certificate": 0,
    "contact": 0,
    "account": 0,
    "class": 0,
    "privacy": 2,
    "book": 0,
    "service": 4,
    "foreign": 9,
}


def test_there_are_fifty_queries_of_every_kind() -> None:
    assert len({query.text for query in QUERIES}) == 50
    assert {query.kind for query in QUERIES} == FLOORS.keys()


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_is_answered_as_well_as_it_was(
    searchable_site: None, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = answers(tuple(query for query in QUERIES if query.kind == kind))
    with capsys.disabled():
        print(f"\n{kind}: {seen}")
    assert seen.right >= FLOORS[kind]
