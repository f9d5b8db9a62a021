"""What people look for on the site besides services, against the site as it is set up."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.search.selectors import search_site
from tests.cms.home.site_queries import answers, shown_first, site_queries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

QUERIES = site_queries()
# All are right since the best bets are seeded; docs/search.md has the figures of the first time.
FLOORS = {
    "complaint": 7,
    "certificate": 5,
    "contact": 6,
    "account": 8,
    "class": 6,
    "privacy": 2,
    "book": 2,
    "service": 4,
    "foreign": 10,
}


def test_there_are_fifty_queries_of_every_kind() -> None:
    assert len({query.text for query in QUERIES}) == 50
    assert {query.kind for query in QUERIES} == FLOORS.keys()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("komplain", "/pengaduan/"),
        ("mau komplain", "/pengaduan/"),
        ("aduan", "/pengaduan/"),
        ("pungli", "/pengaduan/"),
        ("cek sertifikat", "/sertifikat/"),
        ("alamat kantor", "/kontak/"),
        ("jam buka", "/kontak/"),
        ("lupa sandi", "/akun/lupa-kata-sandi/"),
        ("pelatihan", "/pelatihan/"),
        ("kursus gratis", "/pelatihan/"),
    ],
)
def test_the_best_bets_are_seeded(searchable_site: None, text: str, first: str) -> None:
    assert shown_first(search_site(text=text, person=AnonymousUser())) == first


@pytest.mark.parametrize("text", ["sertifikat halal", "laporan keuangan koperasi", "masuk koperasi", "saran usaha"])
def test_the_best_bets_leave_other_queries_alone(searchable_site: None, text: str) -> None:
    assert not search_site(text=text, person=AnonymousUser()).promoted


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_is_answered_as_well_as_it_was(
    searchable_site: None, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = answers(tuple(query for query in QUERIES if query.kind == kind))
    with capsys.disabled():
        print(f"\n{kind}: {seen}")
    assert seen.right >= FLOORS[kind]
