"""Pages that editors put on top of what is found."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page, PageViewRestriction, Site

from core.people import roles
from core.search.models import MissedQuery, Synonym
from core.search.services.best_bets import BestBet, seed_best_bets
from tests.core.search.test_site_search import cari, filled, titles, words  # noqa: F401  the fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(filled):  # noqa: F811
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    return site.root_page.add_child(instance=Page(title="Bulan kemasan gratis", slug="kemasan-gratis"))


def promote(text, **fields):
    return SearchPromotion.objects.create(query=Query.get(text), description="Sampai akhir tahun.", **fields)


def promoted(response):
    return [each.title for each in response.context["found"].promoted]


@pytest.mark.parametrize(
    "typed", ["izin usaha", "Perijinan  USAHA", "usaha yang diizinkan", "cara izin usaha", "izni usaha"]
)
def test_a_query_meets_the_editors_choice_in_any_form(client, page, typed):
    Synonym.objects.create(said="cara", meant="")
    promote("izin usaha", page=page)
    answer = cari(client, typed)
    assert promoted(answer) == ["Bulan kemasan gratis"]
    body = answer.content.decode()
    assert body.index("Mungkin ini yang Anda cari") < body.index("jenis-layanan")
    assert f'href="{page.url}"' in body
    assert "Sampai akhir tahun." in words(answer)


@pytest.mark.parametrize("typed", ["izin", "izin usaha simpan", "izin tempat usaha"])
def test_other_words_do_not(client, page, typed):
    promote("izin usaha", page=page)
    assert promoted(cari(client, typed)) == []


@pytest.mark.parametrize(
    ("phrases", "typed", "is_met"),
    [
        ("izin usaha, perizinan…", "perizinan toko", True),
        ("izin usaha, perizinan…", "toko izin usaha", True),  # "perizinan" and "izin" are one term
        ("pasar, izin usaha", "izin usaha", True),
        ("pasar, izin usaha", "pasar izin usaha", False),
        ("izin usaha …", "cara izin usaha toko", True),
        ("izin usaha...", "izin toko", False),
        ("usaha saya…", "usaha", True),
        ("usaha saya…", "usaha toko", False),  # one telling word of several doesn't answer for more words
    ],
)
def test_several_phrases_stand_with_commas_and_dots_let_more_words_follow(client, page, phrases, typed, is_met):
    promote(phrases, page=page)
    assert bool(promoted(cari(client, typed))) is is_met


def test_the_phrase_that_meets_most_comes_first_and_three_are_shown(client, page):
    for number, phrases in enumerate(["usaha…", "usaha toko…", "usaha kecil…", "usaha toko kecil…"]):
        promote(phrases, external_link_url=f"https://a.id/{number}/", external_link_text=f"Tautan {number}")
    assert promoted(cari(client, "usaha toko kecil")) == ["Tautan 3", "Tautan 1", "Tautan 2"]


def test_an_address_of_this_site_stays_on_it(client, page, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://jawara.example:8443"
    promote("izin usaha", external_link_url="https://jawara.example/kontak/?a=1#b", external_link_text="Kontak")
    assert cari(client, "izin usaha").context["found"].promoted[0].url == "/kontak/?a=1#b"


def test_best_bets_are_seeded_once_in_the_life_of_a_site():
    bets = [BestBet("jam buka, jam kerja…", "Kontak", "/kontak/", "Jam kerja.")]
    assert seed_best_bets(bets) == 1
    SearchPromotion.objects.all().delete()
    assert seed_best_bets(bets) == 0


def test_the_choice_is_shown_where_nothing_else_is_found_and_is_no_miss(client, page):
    promote("paspor", external_link_url="https://imigrasi.go.id/", external_link_text="Paspor di kantor imigrasi")
    answer = cari(client, "paspor")
    assert "Paspor di kantor imigrasi" in words(answer)
    assert "Tidak ada hasil" not in words(answer)
    assert not MissedQuery.objects.exists()


def test_a_page_that_is_not_public_is_not_shown(client, page):
    promote("izin usaha", page=page)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert promoted(cari(client, "izin usaha")) == []
    restriction.delete()
    page.unpublish()
    assert promoted(cari(client, "izin usaha")) == []


def test_searching_writes_nothing_of_wagtails(client, page):
    promote("izin usaha", page=page)
    for typed in ("izin usaha", "modal", "paspor"):
        cari(client, typed)
    assert Query.objects.count() == 1
    assert not QueryDailyHits.objects.exists()


def test_the_cost_stays_with_many_choices(client, page, queries):
    def cost():
        with queries:
            cari(client, "izin usaha")
        return len(queries)

    for text in ("izin usaha", "usaha izin"):
        promote(text, page=page)
    cost()
    few = cost()
    for number in range(30):
        promote(f"kata {'x' * (number + 3)}", page=page)
    assert cost() == few


@pytest.mark.parametrize(
    ("role", "may"), [(roles.CONTENT_APPROVER, True), (roles.ADMINISTRATOR, True), (roles.CONTENT_EDITOR, False)]
)
def test_approvers_and_administrators_choose(staff_client, page, role, may):
    promote("izin usaha", page=page)
    client = staff_client(role)
    assert (client.get("/admin/searchpicks/").status_code == 200) is may
    assert ContentType.objects.get_for_model(SearchPromotion)
    answer = client.get("/admin/")
    assert ("/admin/searchpicks/" in answer.content.decode()) is may
