"""What people looked for in vain is counted; who they are is not."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from core.jobs.models import Job
from core.search.models import MissedQuery
from core.search.services.missed_queries import count_missed_query, countable, forget_missed_queries
from core.search.tasks import forget_missed_queries as forget_daily
from tests.core.search.test_site_search import cari, filled  # noqa: F401  the fixture

pytestmark = pytest.mark.django_db


def counts():
    return dict(MissedQuery.objects.values_list("term", "count"))


def test_a_query_without_a_result_is_counted_by_its_words(client, filled):  # noqa: F811
    for text in ("Bikin PASPOR", " bikin   paspor! ", "bikin paspor"):
        cari(client, text)
    assert counts() == {"bikin paspor": 3}
    row = MissedQuery.objects.get()
    assert {field.name for field in row._meta.get_fields()} == {"id", "term", "day", "count"}
    assert row.day == timezone.localdate()


@pytest.mark.parametrize("text", ["izin usaha", "konsultsi hukum", "yang dan di", "", "   ", "paspor " * 60])
def test_what_found_something_or_says_nothing_is_not(client, filled, text):  # noqa: F811
    cari(client, text)
    assert counts() == {}


def test_one_kind_and_a_head_request_are_not_counted(client, filled):  # noqa: F811
    cari(client, "paspor", jenis="layanan")
    client.head("/cari/", {"q": "paspor"})
    assert counts() == {}


@pytest.mark.parametrize(
    "text",
    [
        "3578010101900001",
        "nik 35 7801 010190 0001",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "npwp 09.254.294.3-407.000",
        "siti@example.id",
        "siti at example.id",
        "www.toko.id",
        "https://toko.id/x",
        "lahir 17-08-1990",
        "l 1234 ab",
        "rekening 12345",
        "a" * 61,
        "satu dua tiga empat lima enam tujuh",
        "!!!",
    ],
)
def test_what_might_tell_who_asks_is_never_kept(client, filled, text):  # noqa: F811
    assert countable(text) is None
    cari(client, text)
    assert counts() == {}


@pytest.mark.parametrize("text", ["uu 20/2008", "iso 9001", "sp4n lapor", "kur 2025", "si-jawara+"])
def test_words_with_few_digits_are(text):
    assert countable(text)


def test_a_flood_of_nonsense_fills_a_days_rows_and_no_more(settings):
    settings.SEARCH_MISSES_A_DAY = 3
    for number in range(10):
        count_missed_query(text=f"kata {'x' * (number + 3)}")
    count_missed_query(text="kata xxx")
    assert sorted(counts().values()) == [1, 1, 2]


def test_the_visitor_gets_the_page_when_the_count_fails(client, filled, monkeypatch, caplog):  # noqa: F811
    def broken(**options):
        raise DatabaseError("(paspor)")

    monkeypatch.setattr("core.search.views.count_missed_query", broken)
    assert cari(client, "paspor").status_code == 200
    assert "not counted" in caplog.text
    assert "paspor" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("core"))


def test_counts_are_forgotten_after_half_a_year(settings, run_jobs):
    today = timezone.localdate()
    for days in (0, settings.SEARCH_MISSES_KEPT_DAYS, settings.SEARCH_MISSES_KEPT_DAYS + 1):
        MissedQuery.objects.create(term="paspor", day=today - timedelta(days=days))
    forget_daily()
    forget_daily()
    run_jobs()
    assert MissedQuery.objects.count() == 2
    assert Job.objects.get(kind="core.forget_missed_queries").state == "done"
    assert forget_missed_queries(today=date(2020, 1, 1)) == 0
