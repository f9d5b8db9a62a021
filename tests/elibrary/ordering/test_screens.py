"""The screens of orders, budgets, the policy and the request list, over HTTP; and nobody else's."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from core.audit.models import AuditEntry
from core.people.roles import ADMINISTRATOR, TRAINER
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order, OrderDocument
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.services.lines import line_change
from elibrary.wishes.models import Wish
from elibrary.wishes.services.wishes import wish_make
from tests.factories.catalogue import PublisherFactory
from tests.factories.lms import UserFactory, make_staff
from tests.factories.orders import BudgetFactory, OfferFactory, approver, buyer, draft_order, order_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
DESK = "/admin/pesanan/"


@pytest.fixture
def budget(db):
    return BudgetFactory(year=localdate().year)


@pytest.fixture
def librarian(budget):
    return buyer()


@pytest.fixture
def analyst(db):
    return approver()


def page(client, order):
    return client.get(f"{DESK}inspect/{order.pk}/").text


def step(client, order, name, **post):
    return client.post(f"{DESK}langkah/{order.pk}/{name}/", post, follow=True).text


def test_from_an_empty_order_to_a_closed_one_by_two_people(client, librarian, analyst):
    publisher = PublisherFactory(name="Balai Pustaka")
    kopi, batik = OfferFactory(publisher=publisher, title="Kopi Ijen"), OfferFactory(publisher=publisher, title="Batik")
    client.force_login(librarian)
    answer = client.post(f"{DESK}new/", {"publisher": publisher.pk, "subject": "Buku kopi", "budget": "", "note": ""})
    order = Order.objects.get()
    assert answer["Location"] == f"{DESK}judul/{order.pk}/"
    assert "Kopi Ijen" in client.get(f"{answer['Location']}?q=kopi").text
    assert "Batik" not in client.get(f"{answer['Location']}?q=kopi").text
    client.post(answer["Location"], {"pilih": [kopi.pk, batik.pk], "lisensi": "perpetual"})
    assert "Rp150.000" in page(client, order)
    assert "Tulis alasannya" in step(client, order, "cancel", keterangan="")
    assert "menunggu persetujuan" in step(client, order, "submit")
    assert "“Setujui” adalah tugas Analis Kurikulum." in page(client, order)
    client.force_login(analyst)
    assert "Pesanan disetujui" in step(client, order, "approve", keterangan="Sesuai kebutuhan kelas.")
    assert "“Kirim ke penerbit” adalah tugas Pustakawan." in page(client, order)
    client.force_login(librarian)
    step(client, order, "send")
    for line in order.lines.all():
        client.post(f"{DESK}baris/{order.pk}/{line.pk}/terima/", {"note": "BAST 7"})
    assert "Pesanan selesai" in step(client, order, "close")
    order.refresh_from_db()
    assert (order.state, order.steps.count()) == ("closed", 7)
    assert "Sesuai kebutuhan kelas." in page(client, order)


def test_a_budget_that_was_not_chosen_is_asked_for_and_chosen(librarian_client, librarian, budget):
    order = draft_order(by=librarian)
    librarian_client.post(f"{DESK}edit/{order.pk}/", {"subject": "Lain", "budget": "", "note": ""})
    assert "Pilih dulu tahun anggarannya" in page(librarian_client, order)
    assert "Pilih dulu" in step(librarian_client, order, "submit")
    librarian_client.post(f"{DESK}edit/{order.pk}/", {"subject": "Lain", "budget": budget.pk, "note": ""})
    assert "menunggu persetujuan" in step(librarian_client, order, "submit")


def test_a_submitted_order_is_no_longer_edited(librarian_client, librarian, analyst):
    order = order_in("submitted", by=librarian, approved_by=analyst)
    answer = librarian_client.post(f"{DESK}edit/{order.pk}/", {"subject": "Diam-diam", "budget": "", "note": ""})
    assert "hanya konsep" in answer.text
    assert "isinya tidak berubah lagi" in librarian_client.get(f"{DESK}judul/{order.pk}/").text
    order.refresh_from_db()
    assert order.subject == "Buku usaha"


def terms(line, **changes):
    form = {
        name: getattr(line, name)
        for name in ("route", "licence", "copies", "unit_price_idr", "discount_percent", "tax_percent", "territory")
    }
    return {**form, **changes}


def test_the_terms_of_a_line_are_changed_and_what_is_wrong_is_said_beside_its_field(librarian_client, librarian):
    order = draft_order(by=librarian, lines=1)
    line = order.lines.get()
    address = f"{DESK}baris/{order.pk}/{line.pk}/ubah/"
    refused = librarian_client.post(address, terms(line, licence="concurrent", starts_on="2026-02-01", ends_on="2026-01-01"))
    errors = refused.context["form"].errors
    assert errors == {
        "readers": ["Tulis berapa pembaca bersamaan."],
        "ends_on": ["Tanggal akhir mendahului tanggal mulai."],
    }
    librarian_client.post(address, terms(line, licence="concurrent", readers=5, discount_percent="10", may_print="on"))
    line.refresh_from_db()
    assert (line.readers, line.total_idr, line.may_print) == (5, 67_500, True)
    librarian_client.post(f"{DESK}baris/{order.pk}/{line.pk}/hapus/")
    assert not OrderLine.objects.exists()


def test_a_price_that_is_not_known_is_shown_as_such_and_asked_for(librarian_client, librarian):
    order = draft_order(by=librarian, lines=1)
    offer = OfferFactory(publisher=order.publisher, title="Kopi", price_idr=None, price_note="USD 12")
    librarian_client.post(f"{DESK}judul/{order.pk}/", {"pilih": [offer.pk], "lisensi": "perpetual"})
    text = page(librarian_client, order)
    for words in (
        "1 judul belum berharga",
        "belum diketahui<br>(USD 12)",
        "Harga “Kopi” belum diketahui",
        "Rp75.000, belum",
    ):
        assert words in text
    assert "Harga “Kopi” belum diketahui" in step(librarian_client, order, "submit")
    line = order.lines.get(offer=offer)
    address = f"{DESK}baris/{order.pk}/{line.pk}/ubah/"
    assert "Isi 0 bila tanpa biaya" in librarian_client.get(address).text
    librarian_client.post(address, terms(line, unit_price_idr="", copies=2))
    assert "1 judul belum berharga" in page(librarian_client, order)
    librarian_client.post(address, terms(line, unit_price_idr="0"))
    assert "belum berharga" not in page(librarian_client, order)
    assert "menunggu persetujuan" in step(librarian_client, order, "submit")


def test_a_price_without_tax_whose_rate_nobody_knows_is_warned_of_until_it_is_said(librarian_client, librarian):
    order = draft_order(by=librarian, lines=1)
    line = order.lines.get()
    line_change(line=line, by=librarian, is_tax_included=False, tax_percent=None)
    text = page(librarian_client, order)
    assert "Harga 1 judul belum termasuk pajak" in text
    assert "tarif belum diketahui" in text
    address = f"{DESK}baris/{order.pk}/{line.pk}/ubah/"
    librarian_client.post(address, terms(line, tax_percent="", copies=2))
    assert "belum termasuk pajak" in page(librarian_client, order)
    librarian_client.post(address, terms(line, tax_percent="11"))
    text = page(librarian_client, order)
    assert "belum termasuk pajak" not in text
    assert "Rp83.250" in text


def test_a_line_or_paper_of_another_order_is_not_there(librarian_client, librarian):
    order, other = draft_order(by=librarian, lines=1), draft_order(by=librarian, lines=1)
    line = other.lines.get()
    for step_name in ("ubah", "hapus"):
        assert librarian_client.post(f"{DESK}baris/{order.pk}/{line.pk}/{step_name}/").status_code == 404
    librarian_client.post(f"{DESK}dokumen/{other.pk}/", {"kind": "invoice", "file": pdf()})
    paper = OrderDocument.objects.get()
    assert librarian_client.get(f"{DESK}dokumen/{order.pk}/{paper.pk}/").status_code == 404


def pdf(name="faktur.pdf", content=b"%PDF-1.7 faktur"):
    return SimpleUploadedFile(name, content, "application/pdf")


def test_papers_are_kept_once_and_handed_out_to_those_who_see_orders(librarian_client, librarian, client):
    order = draft_order(by=librarian)
    for _ in range(2):
        librarian_client.post(f"{DESK}dokumen/{order.pk}/", {"kind": "invoice", "file": pdf()})
    paper = OrderDocument.objects.get()
    address = f"{DESK}dokumen/{order.pk}/{paper.pk}/"
    assert address in page(librarian_client, order)
    answer = librarian_client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 faktur"
    assert answer["Content-Disposition"] == 'attachment; filename="faktur.pdf"'
    assert AuditEntry.objects.filter(action="elibrary.order_document.opened").count() == 1
    for nobody in (make_staff(TRAINER), UserFactory()):
        client.force_login(nobody)
        assert client.get(address).status_code in {302, 404}
        assert not client.get(address).streaming


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        pytest.param("invoice", b"MZ\x90\x00 program", id="a-program"),
        pytest.param("invoice", b"<html><script>", id="a-page"),
        pytest.param("letter", b"%PDF-1.7", id="our-own-letter"),
    ],
)
def test_other_files_are_refused_beside_the_field(kind, content, librarian_client, librarian):
    order = draft_order(by=librarian)
    answer = librarian_client.post(f"{DESK}dokumen/{order.pk}/", {"kind": kind, "file": pdf(content=content)})
    assert answer.context["form"].errors
    assert not OrderDocument.objects.exists()


def test_orders_are_filtered_searched_and_downloaded(librarian_client, librarian, analyst):
    first = order_in("approved", by=librarian, approved_by=analyst, price=100_000)
    second = draft_order(by=librarian)
    for query, expected in {
        "state=approved": (True, False),
        f"publisher={second.publisher_id}": (False, True),
        f"q={second.number}": (False, True),
        f"q={first.lines.first().title}": (True, False),
    }.items():
        text = librarian_client.get(f"{DESK}?{query}").text
        assert (first.number in text, second.number in text) == expected, query
    rows = list(
        load_workbook(
            BytesIO(b"".join(librarian_client.get(f"{DESK}?state=approved&export=xlsx").streaming_content))
        ).active.iter_rows(values_only=True)
    )
    assert len(rows) == 2
    assert 200_000 in rows[1]
    assert librarian_client.get(f"{DESK}?q=Penawaran").context["paginator"].count == 2


def test_the_lists_cost_the_same_however_long(librarian_client, librarian, queries):
    def cost(address):
        with queries:
            librarian_client.get(address)
        return len(queries)

    def more():
        order = draft_order(by=librarian, lines=1)
        wish_make(by=UserFactory(), title="Kopi", offer=order.lines.get().offer)

    addresses = (DESK, "/admin/usulan-buku/", "/admin/usulan-buku/pesan/", "/admin/anggaran/")
    more()
    for address in addresses:
        librarian_client.get(address)
    before = [cost(address) for address in addresses]
    for number in range(3):
        more()
        BudgetFactory(year=localdate().year + 1 + number)
    assert [cost(address) for address in addresses] == before


@pytest.mark.parametrize("price", [75_000, None], ids=["priced", "price not known"])
def test_the_page_of_an_order_costs_the_same_however_long(price, librarian_client, librarian, queries):
    short, long = draft_order(by=librarian, lines=1), draft_order(by=librarian, lines=8)
    for order in (short, long):
        for line in order.lines.all():
            line_change(line=line, by=librarian, unit_price_idr=price)
    costs = []
    for order in (short, short, long):
        with queries:
            page(librarian_client, order)
        costs.append(len(queries))
    assert costs[2] == costs[1]


def test_the_budget_shows_what_is_promised_spent_and_left(client, librarian, analyst, budget):
    order_in("closed", by=librarian, approved_by=analyst, price=1_000_000)
    order_in("sent", by=librarian, approved_by=analyst, price=500_000)
    admin = make_staff(ADMINISTRATOR)
    client.force_login(admin)
    for address in ("/admin/anggaran/", f"/admin/anggaran/inspect/{budget.pk}/"):
        text = client.get(address).text
        assert all(amount in text for amount in ("Rp10.000.000", "Rp1.000.000", "Rp2.000.000", "Rp7.000.000"))
    answer = client.post(
        f"/admin/anggaran/edit/{budget.pk}/", {"year": localdate().year, "amount_idr": 2_999_999, "source": ""}
    )
    assert "Rp3.000.000" in str(answer.context["form"].errors["amount_idr"])
    client.post("/admin/anggaran/new/", {"year": localdate().year + 1, "amount_idr": 5_000_000, "source": "APBD"})
    assert Budget.objects.get(year=localdate().year + 1).source == "APBD"


def test_the_policy_is_read_by_all_and_changed_by_the_admin(client, librarian):
    client.force_login(librarian)
    assert "Analis Kurikulum" in client.get("/admin/aturan-pesanan/").text
    client.force_login(make_staff(ADMINISTRATOR))
    roles = {"submit_roles": ["Pustakawan"], "approve_roles": ["Admin"], "send_roles": ["Pustakawan"]}
    assert "Pilih sedikitnya satu" in client.post("/admin/aturan-pesanan/ubah/", {**roles, "send_roles": []}).text
    client.post("/admin/aturan-pesanan/ubah/", {**roles, "needs_two_people": "on"})
    policy = OrderPolicy.current()
    assert (policy.approve_roles, policy.needs_two_people) == (["Admin"], True)
    assert AuditEntry.objects.filter(action="elibrary.order_policy.changed").count() == 1


# --- the request list


@pytest.mark.parametrize(
    ("screen", "title"),
    [("aturan-pesanan:index", "Aturan pesanan"), ("usulan-buku:order", "Jadikan pesanan")],
    ids=["policy", "wishes"],
)
def test_a_screen_is_headed_by_its_own_name(librarian_client, screen, title):
    heading = BeautifulSoup(librarian_client.get(reverse(screen)).text, "html.parser").h1
    assert heading.get_text(strip=True) == title


def test_an_empty_list_says_where_its_rows_come_from(librarian_client):
    for screen, words in (
        ("kiriman:index", "lewat tautan yang dibuat saat pesanan dikirim"),
        ("buku-induk:index", "dari halaman cantuman bibliografi"),
        ("penawaran:index", "Impor dulu katalog penerbit"),
    ):
        assert words in librarian_client.get(reverse(screen)).text
        assert words not in librarian_client.get(reverse(screen), {"q": "kopi"}).text


def test_a_wish_in_free_words_is_matched_ticked_and_ordered(librarian_client):
    offer = OfferFactory(title="Kopi Lereng Ijen")
    asked = wish_make(by=UserFactory(full_name="Siti Rahasia"), title="Kopi Lereng", reason="Untuk kelas.")
    text = librarian_client.get(f"/admin/usulan-buku/inspect/{asked.pk}/").text
    assert "Untuk kelas." in text
    assert "Siti Rahasia" not in text
    assert "Siti Rahasia" not in librarian_client.get("/admin/usulan-buku/").text
    match = f"/admin/usulan-buku/hubungkan/{asked.pk}/"
    assert "Kopi Lereng Ijen" in librarian_client.get(match).text
    librarian_client.post(match, {"penawaran": offer.pk})
    answer = librarian_client.post("/admin/usulan-buku/pesan/", {"pilih": [asked.pk]}, follow=True)
    order = Order.objects.get()
    assert order.number in answer.text
    assert order.lines.get().offer == offer
    assert "sudah diputuskan" in librarian_client.post("/admin/usulan-buku/pesan/", {"pilih": [asked.pk]}, follow=True).text


def test_a_wish_is_declined_with_an_answer_or_is_here(librarian_client):
    asked, other = wish_make(by=UserFactory(), title="Kopi"), wish_make(by=UserFactory(), title="Teh")
    address = f"/admin/usulan-buku/tolak/{asked.pk}/"
    assert "Tulis jawabannya" in librarian_client.post(address, {"answer": ""}).text
    librarian_client.post(address, {"answer": "Tidak terbit lagi."})
    assert "sudah diputuskan" in librarian_client.post(address, {"answer": "Lagi."}).text
    librarian_client.post(f"/admin/usulan-buku/tersedia/{other.pk}/", {"answer": ""})
    assert sorted(Wish.objects.values_list("title", "state")) == [("Kopi", "declined"), ("Teh", "available")]


def test_an_analyst_notes_what_classes_need(client, analyst):
    client.force_login(analyst)
    client.post("/admin/usulan-buku/new/", {"title": "Akuntansi koperasi", "author": "", "isbn13": "", "reason": "Kelas A."})
    kept = Wish.objects.get()
    assert (kept.origin, kept.asked_by) == ("analyst", analyst)
