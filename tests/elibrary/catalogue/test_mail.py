"""What a publisher reads of their catalogue: counts, what was refused and why, and the report of every record."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core import mail
from openpyxl import load_workbook

from core.messages.models import Notification
from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.services.offers import offer_correct
from elibrary.formats.records import Extracted, Problem
from elibrary.publishers.models import Publisher
from lms.users.models import User
from tests.elibrary.catalogue.outcomes import Import
from tests.factories.catalogue import KOPI, PublisherFactory, book, priced

pytestmark = pytest.mark.django_db

BAD = Extracted(9, None, (Problem(9, "X-1", "Judul tidak ada.", "Isi judulnya.", is_refusal=True),))


@pytest.fixture(autouse=True)
def publisher() -> Publisher:
    return PublisherFactory(slug="balai-pustaka", name="Balai Pustaka", contact="Ibu Rini", email="katalog@balai.example")


def rows() -> list[tuple[object, ...]]:
    [(name, contents, _)] = mail.outbox[-1].attachments
    assert name.startswith("laporan-katalog-")
    return list(load_workbook(BytesIO(contents)).active.iter_rows(values_only=True))


def test_counts_and_what_was_refused_reach_the_publisher_with_the_report(
    bring: Import, run_jobs: Callable[[], None]
) -> None:
    bring(KOPI, book(1), BAD)
    run_jobs()
    [message] = mail.outbox
    assert message.to == ["katalog@balai.example"]
    for words in ("Yth. Ibu Rini", "2 judul baru", "1 rekaman ditolak", "(X-1)", "Sebab: Judul tidak ada.", "Isi judulnya."):
        assert words in message.body
    assert [row[1] for row in rows()] == ["Hasil", "baru", "baru", "bermasalah"]


def test_a_catalogue_that_says_nothing_new_is_not_answered(bring: Import, run_jobs: Callable[[], None]) -> None:
    bring(KOPI)
    bring(KOPI)
    run_jobs()
    assert Notification.objects.count() == len(mail.outbox) == 1


def test_a_publisher_without_an_address_gets_none(bring: Import, run_jobs: Callable[[], None], publisher: Publisher) -> None:
    Publisher.objects.update(email="")
    bring(KOPI, BAD)
    run_jobs()
    assert not Notification.objects.exists()


def test_what_staff_know_better_is_not_told(bring: Import, run_jobs: Callable[[], None], librarian: User) -> None:
    bring(KOPI)
    offer_correct(offer=Offer.objects.get(), answers={"title": "Kata Petugas"}, by=librarian)
    bring(priced(KOPI, 90000))
    run_jobs()
    told = " ".join(str(cell) for row in rows() for cell in row)
    assert "Rp90.000" in told
    assert "Kata Petugas" not in told


def test_only_the_first_of_many_refused_records_are_named_in_the_mail(bring: Import, run_jobs: Callable[[], None]) -> None:
    bring(*(Extracted(at, None, (Problem(at, f"X-{at}", "Rusak.", is_refusal=True),)) for at in range(2, 27)))
    run_jobs()
    assert "Masih ada 5 rekaman lain yang ditolak" in mail.outbox[0].body
    assert len(rows()) == 26
