"""Words torn in two, run into one, or mistyped words of the people, as visitors meet them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.search.models import Synonym
from core.search.selectors import Found, search_site
from core.search.services.indexing import rebuild_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(shelves):
    services, _ = shelves
    services.put("1", "Operasional coworking", "Ruang untuk semua.")
    services.put("2", "Izin usaha simpan pinjam", "Syarat: akta koperasi.")
    services.put("3", "Desain kemasan", "Label dan bungkus.")
    services.put("4", "Pameran", "Acara di Surabaya.")
    rebuild_index()


def asked(text: str) -> Found:
    return search_site(text=text, person=AnonymousUser())


def titles(found: Found) -> list[str]:
    return [subject.result.title for kind in found.kinds for subject in kind.subjects]


@pytest.mark.parametrize(
    ("typed", "searched", "title"),
    [
        ("kope rasi", "koperasi", "Izin usaha simpan pinjam"),
        ("co-working", "coworking", "Operasional coworking"),
        ("ko-working", "coworking", "Operasional coworking"),
        ("akta kope rasi", "akta koperasi", "Izin usaha simpan pinjam"),
    ],
)
def test_a_torn_word_is_one_again_and_said(filled, typed, searched, title):
    found = asked(typed)
    assert found.corrected == searched
    assert titles(found)[:1] == [title]


@pytest.mark.parametrize(
    ("typed", "searched", "title"),
    [
        ("desainkemasan", "desain kemasan", "Desain kemasan"),
        ("izin simpanpinjam", "izin simpan pinjam", "Izin usaha simpan pinjam"),
    ],
)
def test_two_words_run_into_one_are_two_again_and_said(filled, typed, searched, title):
    found = asked(typed)
    assert found.corrected == searched
    assert titles(found)[:1] == [title]


def test_neighbours_that_are_words_stay_two(filled):
    assert asked("desain koperasi").corrected == ""


@pytest.mark.parametrize("typed", ["kapalterbang", "qwertyuiop asdfgh", "x" * 200, "ab cd ef"])
def test_what_is_no_word_of_the_site_stays_as_typed(filled, typed):
    found = asked(typed)
    assert (found.corrected, titles(found)) == ("", [])


def test_a_mistyped_word_of_the_editors_list_is_put_right(filled):
    Synonym.objects.create(said="packaging", meant="kemasan")
    found = asked("pakaging")
    assert found.corrected == "packaging"
    assert titles(found) == ["Desain kemasan"]


def test_a_word_in_a_phrase_is_put_right_too(filled):
    assert titles(asked('"desain kemassan"')) == ["Desain kemasan"]
