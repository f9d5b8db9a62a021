"""The editors' board: each service with what it lacks, who answers for it and when it is to be reviewed."""

import datetime as dt
import random
import time
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Revision, Workflow

from cms.board.contents import newest_contents
from cms.board.selectors import State, Unknown, board_rows
from cms.standards.completeness import COMPONENTS, missing_components
from cms.standards.models.service import Audience, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.pages.models import LegalBasis
from core.people import roles
from tests.cms.builders import draft_of, many_services
from tests.cms.conftest import editor_of_units
from tests.factories.lms import make_staff

BOARD = "/admin/papan-layanan/"


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def approver(site):
    return make_staff(roles.CONTENT_APPROVER)


@pytest.fixture
def client(approver):
    return client_of(approver)


@pytest.fixture
def services(service):
    """Twelve published services and one draft without two components."""
    many_services(service, 11)
    draft = draft_of(service, "Draf tanpa biaya")
    draft.fee_amount, draft.evaluation = None, []
    draft.save_revision(clean=False)
    return list(ServicePage.objects.order_by("path"))


def titles(response):
    return [row.title for row in response.context["object_list"]]


def shown(client, **query):
    return titles(client.get(BOARD, query))


def sheets(response):
    content = b"".join(response.streaming_content)
    return {page.title: [[cell.value for cell in row] for row in page] for page in load_workbook(BytesIO(content))}


# Completeness from the content alone

BLANKS = {
    "stream": ["[]", '[{"type": "item", "value": " \\u200b", "id": "1"}]', '[{"type": "gone", "value": "x", "id": "1"}]'],
    "requirements": ['[{"type": "group", "value": {"title": "Koperasi", "items": []}, "id": "1"}]'],
    "procedure": ['[{"type": "step", "value": {"text": " ", "actor": "Petugas"}, "id": "1"}]'],
    "durations": [
        '[{"type": "span", "value": {"label": "A", "minimum": 1, "maximum": null, "unit": "day", "words": ""}, "id": "1"}]',
        '[{"type": "span", "value": {"label": "", "maximum": 3, "unit": ""}, "id": "1"}]',
        '[{"type": "span", "value": {"words": "Sesuai permohonan"}, "id": "1"}]',
    ],
    "complaint_channels": ['[{"type": "channel", "value": {"url": "/pengaduan/"}, "id": "1"}]'],
    "number": [None, 0, 25000],
    "text": ["", "  ", "\u00a0", "ada isinya"],
}


def variations(name, value):
    """Other contents of a field: empty in several ways, or filled differently."""
    if name in {"fee_amount", "staff_number"}:
        return BLANKS["number"]
    if name == "legal_basis_links":
        return [[], value]
    if isinstance(value, str) and value.startswith("["):
        return [*BLANKS["stream"], *BLANKS.get(name, [])]
    return BLANKS["text"]


FIELDS = sorted({component.field for component in COMPONENTS} | {"fee_words", "fee_basis", "staff_roles"})


def test_the_board_judges_a_draft_as_the_page_made_from_it_would_be_judged(service):
    revision = Revision.objects.get(pk=service.save_revision().pk)
    original = revision.content
    dice = random.Random(15)
    found = set()
    for _ in range(60):
        content = dict(original)
        for name in dice.sample(FIELDS, dice.randint(0, len(FIELDS))):
            content[name] = dice.choice(variations(name, original[name]))
        if not dice.randint(0, 5):
            content.pop("durations_are_alternatives", None)  # a revision from before the field
        Revision.objects.filter(pk=revision.pk).update(content=content)
        page = ServicePage.objects.get(pk=service.pk)
        quick = missing_components(newest_contents([page])[page.pk])
        assert quick == missing_components(page.get_latest_revision_as_object())
        found.add(len(quick))
    assert len(found) > 8


def test_a_page_without_a_draft_is_judged_by_its_own_row(service, approver):
    ServicePage.objects.filter(pk=service.pk).update(supervision=" ")
    row = board_rows(approver)[0]
    assert row.missing == row.public_missing == missing_components(ServicePage.objects.get(pk=service.pk))
    assert row.public_words == "belum lengkap (1 kosong)"


# What a row says


def test_a_row_names_what_the_newest_draft_lacks_and_whether_the_public_page_is_whole(service, client):
    service.summary, service.product = "Draf.", " "
    service.save_revision(clean=False)
    row = client.get(BOARD).context["object_list"][0]
    assert (row.completeness, row.missing_names, row.public_words) == ("13/14", "Produk pelayanan", "lengkap")
    html = client.get(BOARD).content.decode()
    assert "13/14" in html
    assert "Produk pelayanan" in html


def test_each_state_has_its_words(service, approver, client):
    live, changed, waiting, scheduled = many_services(service, 4)
    draft = draft_of(service, "Draf")
    changed.save_revision()
    waiting.save_revision()
    Workflow.objects.get(name="Persetujuan Konten").start(waiting, approver)
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=3)
    scheduled.save_revision().publish()
    found = {row.pk: row.state for row in board_rows(approver)}
    assert [found[page.pk] for page in (live, changed, waiting, scheduled, draft)] == [
        State.LIVE,
        State.CHANGED,
        State.WAITING,
        State.SCHEDULED,
        State.DRAFT,
    ]
    html = client.get(BOARD).content.decode()
    assert all(state.label in html for state in State)


def test_an_overdue_review_is_marked_in_words(service, client):
    ServicePage.objects.filter(pk=service.pk).update(review_due=timezone.localdate() - dt.timedelta(days=4))
    assert "lewat 4 hari" in client.get(BOARD).content.decode()


def test_a_row_lists_what_nobody_has_looked_up(service, client, approver):
    assert board_rows(approver)[0].unknown_names == "untuk siapa; penanggung jawab; status dasar hukum"
    assert "untuk siapa; penanggung jawab; status dasar hukum" in client.get(BOARD).content.decode()
    today = timezone.localdate()
    LegalBasis.objects.update(status="in_force", status_source="jdih.go.id", status_checked_on=today)
    service.responsible, service.responsible_source, service.responsible_checked_on = "Kepala UPT", "SK 1", today
    service.audiences.set([Audience.objects.first()])
    service.save_revision(clean=False)
    assert board_rows(approver)[0].unknown == (Unknown.AUDIENCE,), "an audience needs its source"
    service.audience_source, service.audience_checked_on = "SK 1", today
    service.save_revision()
    assert board_rows(approver)[0].unknown == ()
    service.get_latest_revision().publish()
    assert board_rows(approver)[0].unknown == ()


# Who sees what


def test_an_editor_of_one_unit_sees_that_unit_and_an_approver_all(service, approver):
    other = ServiceIndexPage.objects.get().add_child(instance=WorkUnitPage(title="Bidang lain", slug="bidang-lain"))
    elsewhere = service.copy(to=other, update_attrs={"slug": "lain", "title": "Di bidang lain"}).specific
    scoped = make_staff(roles.CONTENT_EDITOR)
    scoped.groups.add(other.editors.group)
    assert [row.pk for row in board_rows(scoped)] == [elsewhere.pk]
    assert {service.pk, elsewhere.pk} <= {row.pk for row in board_rows(approver)}


def test_the_board_is_in_the_reports_menu_of_users_with_access(service, approver):
    others = [make_staff(role) for role in (roles.LIBRARIAN, roles.TRAINER, roles.CONTENT_EDITOR)]  # in no unit's group
    for user, expected in [(editor_of_units(), True), (approver, True), *((user, False) for user in others)]:
        assert (BOARD in client_of(user).get("/admin/").content.decode()) is expected


# Filters, search, sorting, paging


def test_filters_narrow_the_board(services, client, approver):
    first, second, draft = services[0], services[1], services[-1]
    today = timezone.localdate()
    due = {first: -1, second: 5, services[2]: 20}
    ServicePage.objects.update(review_due=today + dt.timedelta(days=200))
    for page, days in due.items():
        ServicePage.objects.filter(pk=page.pk).update(review_due=today + dt.timedelta(days=days))
    ServicePage.objects.filter(pk=draft.pk).update(review_due=None)
    ServicePage.objects.filter(pk=second.pk).update(
        responsible="Kepala Bidang", responsible_source="SK", responsible_checked_on=today
    )
    unit = first.get_parent()
    assert len(shown(client)) == 13
    assert shown(client, state="draft") == [draft.title]
    assert shown(client, completeness="gaps") == [draft.title]
    assert len(shown(client, completeness="whole")) == 12
    assert shown(client, missing="evaluasi") == [draft.title]
    assert shown(client, missing="produk") == []
    assert shown(client, review="overdue") == [first.title]
    assert shown(client, review="week") == [second.title]
    assert shown(client, review="month") == [second.title, services[2].title]
    assert len(shown(client, review="later")) == 9
    assert shown(client, review="never") == [draft.title]
    assert shown(client, responsible="filled") == [second.title]
    assert len(shown(client, responsible="empty")) == 12
    assert second.title not in shown(client, unknown="responsible")
    assert len(shown(client, unknown="responsible")) == 12
    assert len(shown(client, unknown=["responsible", "audience"])) == 13
    assert len(shown(client, unit=unit.pk)) == 13
    assert shown(client, state="draft", missing="produk") == []
    assert "Tidak ada layanan yang cocok" in client.get(BOARD, {"missing": "produk"}).content.decode()


def test_search_looks_for_every_word_of_the_title(services, client):
    assert shown(client, q="BIAYA draf") == ["Draf tanpa biaya"]
    assert shown(client, q="biaya usaha") == []


@pytest.mark.parametrize("key", ["title", "unit", "filled", "responsible", "unknown", "state", "reviewed_on", "review_due"])
def test_columns_sort_both_ways(services, client, key):
    up, down = shown(client, ordering=key), shown(client, ordering=f"-{key}")
    assert sorted(up) == sorted(down)
    assert client.get(BOARD, {"ordering": key}).status_code == 200
    if key == "title":
        assert up == sorted(up, key=str.casefold) == down[::-1]


def test_the_board_is_paged_and_a_wrong_page_or_filter_is_harmless(service, client):
    many_services(service, 30)
    assert len(shown(client)) == 25
    assert len(shown(client, p=2)) == ServicePage.objects.count() - 25
    for query in ({"p": "x"}, {"state": "x"}, {"unit": "x"}, {"ordering": "x"}):
        assert client.get(BOARD, query).status_code == 200


def test_the_board_asks_as_often_for_240_services_as_for_24_and_stays_fast(service, client, queries):
    many_services(service, 24 - ServicePage.objects.count())
    for page in ServicePage.objects.all()[:5]:
        page.save_revision()
    client.get(BOARD)
    with queries:
        client.get(BOARD)
    few = len(queries)
    many_services(service, 240 - ServicePage.objects.count())
    with queries:
        started = time.perf_counter()
        assert client.get(BOARD).context["paginator"].count == 240
        took = time.perf_counter() - started
    assert len(queries) == few
    assert took < 5


# Spreadsheets


def test_the_export_holds_what_is_filtered_and_typed(services, client):
    response = client.get(BOARD, {"export": "xlsx", "state": "draft"})
    assert f"papan-standar-pelayanan-{timezone.localdate()}.xlsx" in response["Content-Disposition"]
    header, row = sheets(response)["Papan standar pelayanan"]
    said = dict(zip(header, row, strict=True))
    assert (said["Layanan"], said["Komponen terisi"], said["Keadaan"]) == ("Draf tanpa biaya", 12, "draf")
    assert said["Komponen kosong"] == "Biaya/tarif; Evaluasi kinerja pelaksana"
    everything = sheets(client.get(BOARD, {"export": "xlsx"}))["Papan standar pelayanan"]
    assert len(everything) == 14
    assert isinstance(everything[1][header.index("Ditinjau lagi paling lambat")], dt.datetime)


def test_the_matrix_has_every_service_and_component_with_totals(services, client):
    found = sheets(client.get(f"{BOARD}matriks/"))
    assert list(found) == ["Matriks", "Isi", "Keterangan"]
    header, *rows, totals = found["Matriks"]
    assert header[2:16] == [f"{component.number}. {component.label}" for component in COMPONENTS]
    assert len(rows) == 13
    draft = next(row for row in rows if row[1] == "Draf tanpa biaya")
    assert [draft[5], draft[15], draft[2], draft[16]] == ["kosong", "kosong", "✓", 12]
    assert totals[2:] == [13, 13, 13, 12, 13, 13, 13, 13, 13, 13, 13, 13, 13, 12, 13 * 14 - 2]


def test_the_matrix_has_the_words_of_each_component_on_a_sheet_of_their_own(services, client):
    header, first, *_ = sheets(client.get(f"{BOARD}matriks/"))["Isi"]
    page = services[0]
    said = dict(zip(header, first, strict=True))
    assert page.requirements[0].value["items"][0] in said["1. Persyaratan"]
    assert f"1. {page.procedure[0].value['text']}" in said["2. Sistem, mekanisme, dan prosedur"]
    assert said["5. Produk pelayanan"] == page.product
    assert str(page.legal_basis_links.first().legal_basis) in said["7. Dasar hukum"]
    assert f"{page.staff_number} orang" in said["11. Jumlah pelaksana"]
    assert all(said[f"{component.number}. {component.label}"] for component in COMPONENTS)


def test_a_regulation_that_is_gone_is_not_cited_by_a_draft_any_more(service, approver):
    basis = LegalBasis.objects.create(kind="uu", number="98", year=1998, title="Sementara")
    revision = service.save_revision()
    links = [{"pk": None, "sort_order": 0, "page": service.pk, "legal_basis": basis.pk}]
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "legal_basis_links": links})
    assert board_rows(approver)[0].missing == ()
    basis.delete()
    assert [component.key for component in board_rows(approver)[0].missing] == ["dasar-hukum"]


def test_the_front_page_links_to_the_board(service, approver):
    ServicePage.objects.update(review_due=timezone.localdate())
    assert reverse("cms_board:index") == BOARD
    assert f'href="{BOARD}"' in client_of(approver).get("/admin/").content.decode()
