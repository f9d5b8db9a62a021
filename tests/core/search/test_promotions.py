"""Pages that editors put on top of what is found."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page, PageViewRestriction, Site

from core.people import roles
from core.search.models import MissedQuery, Synonym
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
    assert body.index("Pilihan redaksi") < body.index("jenis-layanan")
    assert f'href="{page.url}"' in body
    assert "Sampai akhir tahun." in words(answer)


@pytest.mark.parametrize("typed", ["izin", "izin usaha simpan", "izin tempat usaha"])
def test_other_words_do_not(client, page, typed):
    promote("izin usaha", page=page)
    assert promoted(cari(client, typed)) == []


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
