"""People's words stand for the site's words; editors keep the list."""

import pytest
from django.core.exceptions import ValidationError

from core.audit.models import AuditEntry
from core.search.models import MissedQuery, Synonym
from core.search.query.parser import And, InTitle, Or, Term, most_of, parse
from core.search.query.synonyms import foreign_words, synonyms_from, with_synonyms
from core.search.selectors import narrow
from core.search.services.indexing import rebuild_index
from core.search.services.synonyms import seed_synonyms, synonym_save

LIST = synonyms_from(
    [
        ("bungkus", "kemasan"),
        ("belajar online", "aplikasi jawara"),
        ("bank", "kredit, pembiayaan"),
        ("cara", ""),
        ("bikin", ""),
        ("sim", "-"),
        ("kredit motor", "-"),
    ]
)


def shape(query):
    match query:
        case Term(term):
            return term
        case And(parts):
            return ("dan", *map(shape, parts))
        case Or(parts):
            return ("atau", *map(shape, parts))
        case InTitle(part):
            return ("judul", shape(part))
        case None:
            return None
    return type(query).__name__.lower()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bungkus", ("atau", "bungkus", "kemas")),
        ("membungkus produk", ("dan", ("atau", "bungkus", "kemas"), "produk")),
        ("belajar online murah", ("dan", ("atau", ("dan", "ajar", "online"), ("dan", "aplikasi", "jawara")), "murah")),
        ("belajar murah", ("dan", "ajar", "murah")),
        ("bank", ("atau", "bank", "kredit", "biaya")),
        ("cara bikin kemasan", "kemas"),
        ("cara bikin", ("dan", "cara", "bikin")),
        ('"bungkus rokok"', "phrase"),
        ("izin BUKAN bungkus", ("dan", "izin", "not")),
        ("cara BUKAN bungkus", ("dan", "cara", "not")),
        ("bungkus ATAU izin", ("atau", ("atau", "bungkus", "kemas"), "izin")),
    ],
)
def test_a_word_of_the_list_stands_for_its_meanings_too(typed, meant):
    assert shape(with_synonyms(parse(typed), LIST)) == meant


@pytest.mark.parametrize(
    ("typed", "foreign"),
    [
        ("perpanjang SIM c", "SIM"),
        ("cara kredit motor honda", "kredit motor"),
        ("kredit usaha bengkel motor", ""),
        ("koperasi BUKAN sim", ""),
        ("kemasan", ""),
    ],
)
def test_business_of_other_offices_is_recognized(typed, foreign):
    assert foreign_words(parse(typed), LIST) == foreign


@pytest.mark.django_db
def test_business_of_other_offices_shows_no_service_and_is_no_miss(client, shelves):
    services, books = shelves
    services.put("1", "Pembuatan paspor usaha", "Paspor.")
    books.put("1", "Buku paspor", "Paspor.")
    rebuild_index()
    Synonym.objects.create(said="paspor", meant="-")
    page = client.get("/cari/", {"q": "bikin paspor"})
    assert [kind.provider.kind for kind in page.context["found"].kinds] == [books.kind]
    assert "Urusan “paspor” ada di kantor lain" in page.text
    assert not narrow(text="paspor", kind=services.kind).refs
    page = client.get("/cari/", {"q": "paspor", "jenis": services.kind})
    assert "Tidak ada hasil" not in page.text
    assert not MissedQuery.objects.exists()


def test_most_of_the_words_is_more_than_half_or_one_in_the_title():
    assert shape(most_of(parse("surat nikah"))) == (
        "atau",
        ("dan", "surat", "nikah"),
        ("judul", "surat"),
        ("judul", "nikah"),
    )
    assert shape(most_of(parse("izin BUKAN modal")))[0] == "dan"


@pytest.mark.parametrize("text", ["izin " * 40, " ".join(f"kata{number}" for number in range(30))])
def test_a_long_query_has_a_bounded_number_of_ways(text):
    assert len(most_of(parse(text)).parts) <= 21


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "meant"), [("yang", "izin"), ("  ", "izin"), ("bungkus", "yang")])
def test_words_that_the_search_leaves_out_are_refused(said, meant):
    with pytest.raises(ValidationError):
        synonym_save(synonym=Synonym(said=said, meant=meant), by=None)


@pytest.mark.django_db
def test_a_word_stands_on_the_list_once_however_it_is_typed():
    synonym_save(synonym=Synonym(said=" Bungkus  Plastik ", meant="Kemasan ,, label "), by=None)
    assert Synonym.objects.values_list("said", "meant").get() == ("bungkus plastik", "kemasan, label")
    with pytest.raises(ValidationError, match="sudah ada di daftar"):
        synonym_save(synonym=Synonym(said="BUNGKUS PLASTIK", meant=""), by=None)
    assert AuditEntry.objects.filter(action="core.synonym.added").count() == 1


@pytest.mark.django_db
def test_seeding_again_leaves_the_editors_list_alone():
    assert seed_synonyms(words={"bungkus": "kemasan", "cara": ""}) == 2
    Synonym.objects.filter(said="bungkus").delete()
    Synonym.objects.filter(said="cara").update(meant="prosedur")
    assert seed_synonyms(words={"bungkus": "kemasan", "cara": ""}) == 0
    assert Synonym.objects.values_list("said", "meant").get() == ("cara", "prosedur")
