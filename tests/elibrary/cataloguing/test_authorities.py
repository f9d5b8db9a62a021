"""Every name leads to one authority of its kind; neighbours see each other; two that are one become one."""

import pytest
from django.db import IntegrityError, transaction

from core.audit.models import AuditEntry
from elibrary.cataloguing.models.authority import Authority, AuthorityLink, AuthorityName
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.selectors import neighbours_of
from elibrary.cataloguing.services.authorities import (
    NameTaken,
    NotMergeable,
    authorities_link,
    authorities_merge,
    authorities_unlink,
    authority_save,
)
from elibrary.cataloguing.services.bibliographic import record_save
from tests.factories.cataloguing import authority

pytestmark = pytest.mark.django_db


def names(one: Authority) -> set[str]:
    return set(one.names.values_list("name", flat=True))


def test_variants_lead_to_the_preferred_form() -> None:
    one = authority("Usaha kecil", "UMKM", "usaha  kecil.", "Small business")
    assert names(one) == {"Usaha kecil", "UMKM", "Small business"}
    assert one.names.get(is_preferred=True).name == "Usaha kecil"
    entry = AuditEntry.objects.get(action="elibrary.authority.created")
    assert entry.after["variants"] == ["Small business", "UMKM"]


@pytest.mark.parametrize("taken", ["umkm", "USAHA KECIL"])
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_kept(taken: str) -> None:
    one = authority("Usaha kecil", "UMKM")
    with pytest.raises(NameTaken) as refusal:
        authority("Wirausaha", taken)
    assert refusal.value.authority == one
    assert Authority.objects.count() == 1


def test_the_same_name_may_lead_to_a_person_and_to_a_place() -> None:
    authority("Ternate", kind="place")
    authority("Ternate", kind="person")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuthorityName.objects.create(authority=Authority.objects.first(), kind="person", name="ternate", folded="ternate")


def test_a_change_says_before_and_after_and_no_change_says_nothing() -> None:
    one = authority("Usaha kecil", "UMKM")
    authority_save(authority=one, answers={"preferred": "Usaha mikro", "variants": ["Usaha kecil"]}, by=None)
    entry = AuditEntry.objects.get(action="elibrary.authority.changed")
    assert (entry.before["preferred"], entry.after["preferred"]) == ("Usaha kecil", "Usaha mikro")
    one.refresh_from_db()
    authority_save(authority=one, answers={"preferred": "Usaha mikro", "variants": ["Usaha kecil"]}, by=None)
    assert AuditEntry.objects.filter(action="elibrary.authority.changed").count() == 1


def test_see_also_goes_both_ways_and_never_to_itself() -> None:
    one, other = authority("Kopi"), authority("Teh")
    authorities_link(one=other, other=one, by=None)
    authorities_link(one=one, other=other, by=None)
    assert AuthorityLink.objects.count() == 1
    assert list(neighbours_of(one)) == [other]
    assert list(neighbours_of(other)) == [one]
    with pytest.raises(ValueError, match="neighbour"):
        authorities_link(one=one, other=one, by=None)
    for first, second in ((one, one), (other, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AuthorityLink.objects.create(first=first, second=second)
    authorities_unlink(one=other, other=one, by=None)
    assert not neighbours_of(one)


def test_merging_moves_names_uses_and_neighbours() -> None:
    keep, gone, third = authority("Koperasi"), authority("Kooperasi", "Perkoperasian"), authority("Usaha bersama")
    authorities_link(one=gone, other=third, by=None)
    authorities_link(one=keep, other=gone, by=None)
    both = record_save(record=BibliographicRecord(), answers={"title": "A", "subjects": ["Koperasi", "Kooperasi"]}, by=None)
    alone = record_save(record=BibliographicRecord(), answers={"title": "B", "subjects": ["Perkoperasian"]}, by=None)
    authorities_merge(keep=keep, gone=gone, by=None)
    assert names(keep) == {"Koperasi", "Kooperasi", "Perkoperasian"}
    assert keep.names.filter(is_preferred=True).count() == 1
    assert [list(record.headings.all()) for record in (both, alone)] == [[keep], [keep]]
    assert list(neighbours_of(keep)) == [third]
    assert not Authority.objects.filter(pk=gone.pk).exists()
    entry = AuditEntry.objects.get(action="elibrary.authority.merged")
    assert (entry.before["preferred"], entry.after) == ("Kooperasi", {"records": 2})


def test_only_two_of_one_kind_are_merged() -> None:
    subject, person = authority("Kartini"), authority("Kartini", kind="person")
    for gone in (subject, person):
        with pytest.raises(NotMergeable):
            authorities_merge(keep=subject, gone=gone, by=None)
