"""The librarian's screens of the library's own catalogue."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate
from openpyxl import load_workbook
from pymarc import MARCReader

from core.audit.models import AuditEntry
from elibrary.catalogue.models.offer import MarcRecord
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.authority import Authority
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import accessions_assign
from elibrary.cataloguing.services.authorities import authorities_link
from elibrary.cataloguing.services.bibliographic import record_save
from tests.factories.catalogue import KOPI
from tests.factories.cataloguing import BibliographicFactory, authority, offer_of
from tests.factories.elibrary import BookFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
CATALOGUE, AUTHORITIES, REGISTER = "/admin/katalogisasi/", "/admin/tajuk/", "/admin/buku-induk/"


def described(**answers: Any) -> BibliographicRecord:
    return record_save(record=BibliographicRecord(), answers=answers, by=None)


def downloaded(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows_of(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(downloaded(answer))).active.iter_rows(values_only=True))


def test_from_an_offer_over_its_description_to_its_items(librarian_client: Client) -> None:
    offer = offer_of(KOPI)
    page = librarian_client.get(f"/admin/penawaran/inspect/{offer.pk}/").text
    assert "Katalogkan" in page
    answer = librarian_client.post(f"{CATALOGUE}mulai/penawaran/{offer.pk}/")
    record = BibliographicRecord.objects.get()
    assert answer["Location"] == f"{CATALOGUE}edit/{record.pk}/"
    form = librarian_client.get(answer["Location"]).context["form"]
    said = {name: form.initial.get(name) or "" for name in form.fields}
    assert said["creators"] == "Siti Aminah"
    said |= {"ddc": "633.73", "subjects": "Kopi\nKopi -- Jawa Timur"}
    assert librarian_client.post(f"{CATALOGUE}edit/{record.pk}/", said)["Location"] == f"{CATALOGUE}inspect/{record.pk}/"
    steps = f"{CATALOGUE}nomor-induk/{record.pk}/"
    taps = [librarian_client.post(steps, {"count": 2, "form": "licence", "source": "purchase", "seen": 0}) for _ in range(2)]
    assert taps[0]["Location"] == f"{CATALOGUE}inspect/{record.pk}/"
    assert "sekarang punya 2 nomor induk" in taps[1].text
    page = librarian_client.get(f"{CATALOGUE}inspect/{record.pk}/").text
    for words in (
        "633.73 AMI k",
        "Teknologi dan ilmu terapan",
        f"00002/PSJ/{localdate().year}",
        "Kopi -- Jawa Timur",
        "Rekaman MARC",
    ):
        assert words in page, words
    assert "633.73 AMI k" in librarian_client.get(f"/admin/penawaran/inspect/{offer.pk}/").text


def test_a_book_is_catalogued_from_its_screen(librarian_client: Client) -> None:
    book = BookFactory(title="Kopi pembaca")
    assert f"{CATALOGUE}mulai/buku/{book.pk}/" in librarian_client.get(f"/admin/buku/inspect/{book.pk}/").text
    librarian_client.post(f"{CATALOGUE}mulai/buku/{book.pk}/")
    assert BibliographicRecord.objects.get().book == book
    assert "Katalogkan" not in librarian_client.get(f"/admin/buku/inspect/{book.pk}/").text


def test_the_marc_record_of_an_offer_is_shown_with_what_was_mended(librarian_client: Client) -> None:
    offer = offer_of(KOPI)
    fields = [["001", "K-1"], ["990", "  ", [["a", "LAMA-1"]]]]
    MarcRecord.objects.create(offer=offer, leader="00000nam a2200000   4500", fields=fields, mended=["Indikator ruas 990 …"])
    page = librarian_client.get(f"/admin/penawaran/inspect/{offer.pk}/").text
    for words in ("LAMA-1", "##", "Indikator ruas 990 …"):
        assert words in page


def test_what_is_wrong_stands_beside_its_field_and_the_answers_stay(librarian_client: Client) -> None:
    described(title="Kopi")
    answer = librarian_client.post(f"{CATALOGUE}new/", {"title": "Kopi", "ddc": "abc", "notes": "tetap ada"})
    errors = answer.context["form"].errors
    assert "bukan nomor DDC" in str(errors["ddc"])
    assert "Sudah ada cantuman" in str(errors["title"])
    assert "tetap ada" in answer.text
    assert BibliographicRecord.objects.count() == 1


def test_the_catalogue_is_filtered_searched_and_downloaded_as_filtered(librarian_client: Client) -> None:
    authority("Pramoedya Ananta Toer", "Pram", kind="person")
    bumi = described(title="Bumi manusia", ddc="899.2213", creators=["Pram"], isbn_issn="9789799731234")
    described(title="Fikih", ddc="2X4", subjects=["Fikih"])
    described(title="Tanpa kelas")
    accessions_assign(record=bumi, count=2, by=None)
    for query, expected in {
        "main_class=8": ["Bumi manusia"],
        "main_class=2": [],
        "main_class=2X": ["Fikih"],
        "with_class=true": ["Tanpa kelas"],
        "with_items=true": ["Fikih", "Tanpa kelas"],
        "with_items=false": ["Bumi manusia"],
        "q=pram": ["Bumi manusia"],
        f"q=00001/PSJ/{localdate().year}": ["Bumi manusia"],
    }.items():
        answer = librarian_client.get(f"{CATALOGUE}?{query}")
        assert [one.title for one in answer.context["object_list"]] == expected, query
    (record,) = MARCReader(downloaded(librarian_client.get(f"{CATALOGUE}?main_class=8&unduh=marc")))
    assert record["245"]["a"] == "Bumi manusia"
    lines = downloaded(librarian_client.get(f"{CATALOGUE}?q=fikih&unduh=slims")).decode().splitlines()
    assert (len(lines), lines[1].startswith('"Fikih"')) == (2, True)
    entry = AuditEntry.objects.filter(action="elibrary.catalogue.exported").order_by("-pk").first()
    assert (entry.actor_id is not None, entry.after) == (True, {"format": "slims", "rows": 1})


def test_a_record_that_does_not_fit_is_told_on_the_list(librarian_client: Client) -> None:
    described(title="Panjang", notes="x" * 12_000)
    page = librarian_client.get(f"{CATALOGUE}?unduh=marc", follow=True)
    assert "Unduh sebagai MARCXML" in page.text


def test_offers_and_books_are_downloaded_too(librarian_client: Client) -> None:
    offer_of(KOPI)
    BookFactory(title="Buku pembaca")
    assert b"Kopi Lereng Ijen" in downloaded(librarian_client.get("/admin/penawaran/?unduh=marcxml"))
    assert b"Buku pembaca" in downloaded(librarian_client.get("/admin/buku/?unduh=slims"))
    assert "unduh=marcxml" in librarian_client.get("/admin/buku/").text


def test_an_authority_is_recorded_with_variants_and_a_taken_name_is_told(librarian_client: Client) -> None:
    answers = {"kind": "subject", "preferred": "Usaha kecil", "variants": "UMKM\nSmall business"}
    librarian_client.post(f"{AUTHORITIES}new/", answers)
    one = Authority.objects.get()
    assert one.names.count() == 3
    answer = librarian_client.post(f"{AUTHORITIES}new/", {"kind": "subject", "preferred": "Wirausaha", "variants": "umkm"})
    assert "sudah mengarah ke" in str(answer.context["form"].errors["variants"])
    assert [row.preferred for row in librarian_client.get(f"{AUTHORITIES}?q=small").context["object_list"]] == [
        "Usaha kecil"
    ]
    assert not librarian_client.get(f"{AUTHORITIES}?kind=person").context["object_list"]
    rows = rows_of(librarian_client.get(f"{AUTHORITIES}?export=xlsx"))
    assert rows[1][:3] == ("Usaha kecil", "subjek", "Small business; UMKM")


def test_neighbours_are_joined_and_parted_and_two_are_merged(librarian_client: Client) -> None:
    one, other, third = authority("Kopi", "Coffee"), authority("Kopi arabika"), authority("Teh")
    described(title="Buku", subjects=["Kopi arabika"])
    librarian_client.post(f"{AUTHORITIES}lihat-juga/{one.pk}/", {"name": "teh"})
    assert "Teh" in librarian_client.get(f"{AUTHORITIES}inspect/{one.pk}/").text
    assert "Kopi" in librarian_client.get(f"{AUTHORITIES}inspect/{third.pk}/").text
    librarian_client.post(f"{AUTHORITIES}lepas/{third.pk}/", {"name": "Kopi"})
    assert "lepas" not in librarian_client.get(f"{AUTHORITIES}inspect/{one.pk}/").text
    refused = librarian_client.post(f"{AUTHORITIES}gabung/{other.pk}/", {"name": "Kopi arabika"})
    assert "Tidak ada tajuk lain" in str(refused.context["form"].errors["name"])
    answer = librarian_client.post(f"{AUTHORITIES}gabung/{other.pk}/", {"name": "coffee"})
    assert answer["Location"] == f"{AUTHORITIES}inspect/{one.pk}/"
    assert librarian_client.post(f"{AUTHORITIES}gabung/{other.pk}/", {"name": "coffee"}).status_code == 404
    assert "Buku" in librarian_client.get(answer["Location"]).text


def test_the_register_is_listed_downloaded_and_an_item_leaves_with_a_reason(librarian_client: Client) -> None:
    accessions_assign(record=described(title="Kopi", ddc="633.73"), count=2, by=None, price_idr=25000, form="copy")
    first, second = Accession.objects.order_by("pk")
    address = f"{REGISTER}keluarkan/{first.pk}/"
    assert librarian_client.post(address, {"reason": ""}).context["form"].errors["reason"]
    librarian_client.post(address, {"reason": "hilang"})
    assert "sudah dikeluarkan" in librarian_client.post(address, {"reason": "rusak"}).text
    first.refresh_from_db()
    assert first.withdrawal_reason == "hilang"
    assert list(librarian_client.get(f"{REGISTER}?withdrawn=true").context["object_list"]) == [second]
    librarian_client.post(f"{REGISTER}edit/{second.pk}/", {"form": "licence", "source": "gift", "note": "hibah"})
    second.refresh_from_db()
    assert (second.form, second.note, second.number) == ("licence", "hibah", f"00002/PSJ/{localdate().year}")
    rows = rows_of(librarian_client.get(f"{REGISTER}?export=xlsx"))
    assert [row[0] for row in rows] == ["Nomor induk", f"00002/PSJ/{localdate().year}", f"00001/PSJ/{localdate().year}"]
    assert "Kopi" in rows[1]


def test_the_lists_cost_the_same_for_any_number_of_rows(librarian_client: Client, queries: Any) -> None:
    spent = []
    for start in (0, 5):
        for number in range(start, start + 5):
            record = described(title=f"Buku {number}", ddc="633", creators=[f"P {number}"], subjects=["Kopi", f"S {number}"])
            accessions_assign(record=record, count=2, by=None)
            kopi = Authority.objects.get(preferred="Kopi")
            authorities_link(one=authority(f"Tajuk {number}", f"V {number}"), other=kopi, by=None)
        rows = (f"{CATALOGUE}inspect/{record.pk}/", f"{AUTHORITIES}inspect/{kopi.pk}/")
        for address in (CATALOGUE, AUTHORITIES, REGISTER, *rows):
            librarian_client.get(address)  # fills what is looked up once
            with queries:
                assert librarian_client.get(address).status_code == 200
            spent.append(len(queries))
    assert spent[:5] == spent[5:]


def test_nobody_deletes_an_authority_a_record_or_a_number(librarian_client: Client, admin_user: Any) -> None:
    record, one = BibliographicFactory(), authority("Kopi")
    (item,) = accessions_assign(record=record, count=1, by=None)
    for person in (None, admin_user):
        if person:
            librarian_client.force_login(person)
        for address, pk in ((CATALOGUE, record.pk), (AUTHORITIES, one.pk), (REGISTER, item.pk)):
            librarian_client.post(f"{address}delete/{pk}/")
        librarian_client.post(f"{REGISTER}new/", {"number": "X", "record": record.pk})
    assert (BibliographicRecord.objects.count(), Authority.objects.count(), Accession.objects.count()) == (1, 1, 1)
