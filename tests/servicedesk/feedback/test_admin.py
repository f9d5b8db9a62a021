"""Editors read what was said about their own pages, and tick it off."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import UnitEditors, WorkUnitPage
from core.audit.models import AuditEntry
from core.people import roles
from servicedesk.feedback.models import PageFeedback
from tests.cms.builders import draft_of, publish
from tests.factories.cms import NewsPageFactory
from tests.factories.servicedesk import PageFeedbackFactory
from tests.servicedesk.conftest import StaffClient

INDEX = "masukan:index"


@pytest.fixture
def editor(service: ServicePage, staff_client: StaffClient) -> Client:
    """Writes news and the pages of the one unit."""
    client = staff_client(roles.CONTENT_EDITOR)
    get_user_model().objects.get(groups__name=roles.CONTENT_EDITOR).groups.add(UnitEditors.objects.get().group)
    return client


def listing(client: Client, **query: str) -> str:
    response = client.get(reverse(INDEX), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_edit_screen_shows_feedback_counts_and_links_to_them(editor: Client, service: ServicePage) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[service.pk])
    assert "Masukan warga:" not in editor.get(edit).content.decode()
    PageFeedbackFactory(page=service, helpful=True, handled_at=timezone.now())
    PageFeedbackFactory.create_batch(2, page=service)
    page = editor.get(edit).content.decode()
    assert "Masukan warga: 1 ya, 2 tidak (2 belum ditangani)" in page
    assert f"{reverse(INDEX)}?page={service.pk}" in page


def test_editors_see_only_their_own_pages(service: ServicePage, staff_client: StaffClient) -> None:
    editor = staff_client(roles.CONTENT_EDITOR)  # of no unit: news and simple pages alone
    mine = PageFeedbackFactory(page=NewsPageFactory(), remark="Tentang berita")
    other = PageFeedbackFactory(page=service, remark="Tentang layanan")
    page = listing(editor)
    assert "Tentang berita" in page
    assert "Tentang layanan" not in page
    assert "Tentang layanan" not in editor.get(reverse("masukan:summary")).content.decode()
    assert editor.get(reverse("masukan:inspect", args=[mine.pk])).status_code == 200
    for step in ("inspect", "handle", "reopen"):
        assert editor.get(reverse(f"masukan:{step}", args=[other.pk])).status_code == 404
    assert editor.post(reverse("masukan:handle", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.handled_at is None


def test_an_answer_is_ticked_off_and_put_back(editor: Client, service: ServicePage) -> None:
    feedback = PageFeedbackFactory(page=service)
    inspect = reverse("masukan:inspect", args=[feedback.pk])
    assert "Tandai ditangani" in editor.get(inspect).content.decode()
    for step in ("handle", "handle"):
        assert editor.post(reverse(f"masukan:{step}", args=[feedback.pk]))["Location"] == inspect
    feedback.refresh_from_db()
    assert feedback.handled_at is not None
    assert feedback.handled_by is not None
    assert "Buka lagi" in editor.get(inspect).content.decode()
    editor.post(reverse("masukan:reopen", args=[feedback.pk]))
    feedback.refresh_from_db()
    assert (feedback.handled_at, feedback.handled_by) == (None, None)
    actions = (
        AuditEntry.objects.filter(action__startswith="servicedesk.feedback").order_by("pk").values_list("action", flat=True)
    )
    assert list(actions) == ["servicedesk.feedback.handled", "servicedesk.feedback.reopened"]


def test_looking_at_the_question_changes_nothing(editor: Client, service: ServicePage) -> None:
    feedback = PageFeedbackFactory(page=service)
    assert "Sudah dibaca" in editor.get(reverse("masukan:handle", args=[feedback.pk])).content.decode()
    feedback.refresh_from_db()
    assert feedback.handled_at is None


def test_the_list_is_narrowed_by_unit_page_answer_state_day_and_words(editor: Client, service: ServicePage) -> None:
    unit = WorkUnitPage.objects.get()
    by_unit, by_office = NewsPageFactory(unit=unit), NewsPageFactory()
    PageFeedbackFactory(page=service, remark="AAA syarat")
    PageFeedbackFactory(page=by_unit, remark="BBB berita unit", helpful=True)
    PageFeedbackFactory(page=by_office, remark="CCC berita dinas", handled_at=timezone.now())
    PageFeedback.objects.filter(remark__startswith="CCC").update(
        created_at=datetime(2026, 1, 2, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    )

    def found(**query: str) -> set[str]:
        page = listing(editor, **query)
        return {name for name in ("AAA", "BBB", "CCC") if name in page}

    assert found() == {"AAA", "BBB", "CCC"}
    assert found(unit=str(unit.pk)) == {"AAA", "BBB"}
    assert found(page=str(service.pk)) == {"AAA"}
    assert found(helpful="true") == {"BBB"}
    assert found(helpful="false") == {"AAA", "CCC"}
    assert found(state="open") == {"AAA", "BBB"}
    assert found(state="handled") == {"CCC"}
    assert found(created_at_from="2026-01-01", created_at_to="2026-01-31") == {"CCC"}
    assert found(q="syarat") == {"AAA"}


def test_the_summary_counts_by_page_and_shows_the_busiest_first(editor: Client, service: ServicePage) -> None:
    news = NewsPageFactory(title="Berita laris")
    PageFeedbackFactory(page=service, helpful=True)
    PageFeedbackFactory.create_batch(3, page=news)
    response = editor.get(reverse("masukan:summary"))
    rows = [(row.title, row.yes, row.no, row.waiting) for row in response.context["object_list"]]
    assert rows == [("Berita laris", 0, 3, 3), (service.title, 1, 0, 1)]
    assert f"{reverse(INDEX)}?page={news.pk}" in response.content.decode()


def test_the_list_leaves_as_a_spreadsheet_that_runs_nothing(editor: Client, service: ServicePage) -> None:
    PageFeedbackFactory(page=service, remark="=HYPERLINK(1)")
    response = editor.get(reverse(INDEX), {"export": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows())
    cell = next(cell for cell in rows[1] if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"
    assert [head.value for head in rows[0]][:3] == ["Halaman", "Jawaban", "Kata-kata pembaca"]
    table = b"".join(editor.get(reverse(INDEX), {"export": "csv"}).streaming_content).decode()
    assert "'=HYPERLINK(1)" in table


def test_more_answers_cost_no_more_queries(editor: Client, service: ServicePage) -> None:
    other = publish(draft_of(service, "Layanan lain"))
    edit = reverse("wagtailadmin_pages:edit", args=[service.pk])
    counts: dict[str, set[int]] = {}
    for _ in range(2):
        for page in (service, other):
            PageFeedbackFactory.create_batch(3, page=page, handled_at=timezone.now())
        for address in (reverse(INDEX), reverse("masukan:summary"), edit):
            editor.get(address)
            with CaptureQueriesContext(connection) as asked:
                editor.get(address)
            counts.setdefault(address, set()).add(len(asked))
    assert all(len(found) == 1 for found in counts.values()), counts


def test_others_have_no_business_here(service: ServicePage, staff_client: StaffClient) -> None:
    feedback = PageFeedbackFactory(page=service)
    librarian = staff_client(roles.LIBRARIAN)
    for address in (reverse(INDEX), reverse("masukan:summary"), reverse("masukan:inspect", args=[feedback.pk])):
        assert librarian.get(address).status_code == 302


def test_who_ticked_it_off_is_known_only_once_it_is(service: ServicePage, admin_user) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PageFeedbackFactory(page=service, handled_by=admin_user)
