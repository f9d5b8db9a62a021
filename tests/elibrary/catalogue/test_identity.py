"""Which offer a record means: references that move, ISBNs that are shared, notices of deletion, two forms of a book."""

from dataclasses import replace

import pytest

from elibrary.catalogue.models.offer import Offer
from elibrary.catalogue.selectors import other_forms
from elibrary.formats.records import Carrier, Identifier, Notice, RelatedProduct
from tests.elibrary.catalogue.outcomes import Import, changes, counts, everything
from tests.factories.catalogue import KOPI, book, isbn

pytestmark = pytest.mark.django_db


def test_a_renumbered_record_is_the_same_offer(bring: Import) -> None:
    bring(KOPI)
    assert counts(bring(replace(KOPI, reference="com.balaipustaka.k1"))) == (0, 1, 0, 0)
    offer = Offer.objects.get()
    assert changes(offer) == {("reference", "K-1", "com.balaipustaka.k1")}


def test_a_deletion_under_the_old_reference_does_not_withdraw_what_was_renumbered(bring: Import) -> None:
    bring(KOPI)
    gone, moved = replace(KOPI, notice=Notice.DELETE), replace(KOPI, reference="K-100")
    for records in ((gone, moved), (moved, gone), (gone, moved)):
        bring(*records)
        offer = Offer.objects.get()
        assert (offer.reference, offer.is_withdrawn) == ("K-100", False)


def test_a_list_that_moves_every_number_on_by_one_keeps_each_book(bring: Import) -> None:
    old = [book(number) for number in range(1, 5)]
    bring(*old)
    books = {offer.isbn13: offer.pk for offer in Offer.objects.all()}
    shifted = [replace(one, reference=f"R-{at}") for at, one in enumerate([book(9), *old], start=1)]
    assert counts(bring(*shifted)) == (1, 4, 0, 0)
    after = {offer.isbn13: (offer.pk, offer.reference) for offer in Offer.objects.all()}
    assert {isbn13: pk for isbn13, (pk, _) in after.items() if isbn13 in books} == books
    assert [after[isbn(number)][1] for number in (9, 1, 2, 3, 4)] == ["R-1", "R-2", "R-3", "R-4", "R-5"]
    before = everything()
    assert counts(bring(*shifted)) == (0, 0, 5, 0)
    assert everything() == before


def test_an_isbn_that_two_books_share_is_a_problem_for_the_second(bring: Import) -> None:
    twin = replace(book(2), identifiers=KOPI.identifiers)
    summary = bring(KOPI, twin)
    assert counts(summary) == (1, 0, 0, 1)
    assert "juga dipakai rekaman K-1" in summary.problems[0]["message"]
    alone = bring(twin)
    assert counts(alone) == (0, 0, 0, 1)
    assert "sudah dipakai penawaran lain: “Kopi Lereng Ijen”" in alone.problems[0]["message"]
    assert counts(bring(twin, KOPI)) == (0, 0, 1, 1)


def test_a_printed_and_an_electronic_book_with_one_isbn_are_not_taken_for_one(bring: Import) -> None:
    bring(KOPI)
    assert counts(bring(replace(KOPI, reference="K-2", carrier=Carrier.PRINT))) == (0, 0, 0, 1)


def test_the_two_forms_of_a_book_know_each_other(bring: Import) -> None:
    printed = book(1, carrier=Carrier.PRINT, related=(RelatedProduct("27", KOPI.identifiers),))
    bring(KOPI, printed)
    ebook, paper = Offer.objects.order_by("reference")
    assert list(other_forms(ebook)) == [paper]
    assert list(other_forms(paper)) == [ebook]


def test_an_isbn_of_ten_digits_is_the_same_as_one_of_thirteen(bring: Import) -> None:
    bring(replace(KOPI, identifiers=(Identifier("isbn10", "0306406152"),)))
    bring(replace(KOPI, identifiers=(Identifier("isbn13", "9780306406157"),), reference="K-10"))
    assert Offer.objects.get().reference == "K-10"
