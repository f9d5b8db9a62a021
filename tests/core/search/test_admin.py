"""What editors see and do about the words of the search."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.people import roles
from core.search.models import MissedQuery, Synonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(staff_client):
    return staff_client(roles.CONTENT_EDITOR)


def test_an_editor_adds_and_changes_a_word_and_it_is_recorded(editor):
    editor.post(reverse("padanan-kata:add"), {"said": " Bungkus ", "meant": "kemasan"})
    synonym = Synonym.objects.get()
    editor.post(reverse("padanan-kata:edit", args=[synonym.pk]), {"said": "bungkus", "meant": "kemasan, label"})
    synonym.refresh_from_db()
    assert (synonym.said, synonym.meant) == ("bungkus", "kemasan, label")
    changed = AuditEntry.objects.filter(action="core.synonym.changed").get()
    assert (changed.before["meant"], changed.after["meant"]) == ("kemasan", "kemasan, label")
    assert changed.actor_id is not None


def test_a_word_that_is_there_or_says_nothing_is_refused_beside_its_field(editor):
    Synonym.objects.create(said="bungkus", meant="kemasan")
    for said, sentence in (("BUNGKUS", "sudah ada di daftar"), ("yang", "sudah selalu diabaikan")):
        answer = editor.post(reverse("padanan-kata:add"), {"said": said, "meant": "label"})
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert Synonym.objects.count() == 1


def test_an_approver_removes_a_word_and_it_is_recorded(staff_client):
    synonym = Synonym.objects.create(said="bungkus", meant="kemasan")
    staff_client(roles.CONTENT_APPROVER).post(reverse("padanan-kata:delete", args=[synonym.pk]))
    assert not Synonym.objects.exists()
    assert AuditEntry.objects.get(action="core.synonym.removed").before == {"said": "bungkus", "meant": "kemasan"}


def test_misses_are_filtered_by_day_and_searched(editor):
    for term, day in (("paspor", 1), ("kartu hilang", 20)):
        MissedQuery.objects.create(term=term, day=date(2026, 11, day))
    address = reverse("pencarian-tanpa-hasil:index")
    assert "kartu hilang" in editor.get(address).content.decode()
    by_day = editor.get(address, {"day_from": "2026-11-10"}).content.decode()
    assert "kartu hilang" in by_day
    assert "paspor" not in by_day
    by_word = editor.get(address, {"q": "pasp"}).content.decode()
    assert "paspor" in by_word
    assert "kartu hilang" not in by_word


def test_the_export_of_misses_is_a_sheet_in_which_nothing_is_a_formula(editor):
    MissedQuery.objects.create(term="=1+1", day=date(2026, 11, 24), count=3)
    answer = editor.get(reverse("pencarian-tanpa-hasil:index"), {"export": "xlsx"})
    [header, row] = load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows()
    assert [cell.value for cell in header] == ["Kata yang dicari", "Berapa kali", "Tanggal"]
    assert (row[0].value, row[0].data_type, row[1].value) == ("=1+1", "s", 3)


@pytest.mark.parametrize("name", ["padanan-kata", "pencarian-tanpa-hasil"])
def test_the_listings_are_paged_and_cost_the_same_for_any_number_of_rows(editor, name, queries):
    def fill(first, last):
        for number in range(first, last):
            Synonym.objects.create(said=f"kata{number}", meant="izin")
            MissedQuery.objects.create(term=f"kata{number}", day=date(2026, 11, 24))

    def cost():
        with queries:
            assert editor.get(reverse(f"{name}:index")).status_code == 200
        return len(queries)

    fill(0, 2)
    cost()
    few = cost()
    fill(2, 80)
    assert cost() <= few + 1  # the pager's count
