"""What a publisher reads by the link: the order line by line, each file, and their catalogues record by record."""

from typing import Any

import pytest

from core.imports.models import ImportLine, ImportRun
from elibrary.catalogue.models.catalogue_import import CATALOGUE_KIND
from elibrary.deliveries.models.delivery import Delivery
from tests.factories.catalogue import PublisherFactory
from tests.factories.delivery import begin, delivered, home_of, line_of, patch, sent_order, token_for

pytestmark = pytest.mark.django_db


def a_run(publisher: Any, *, state: str = "checked", **fields: Any) -> ImportRun:
    options = {"publisher": publisher.slug, "format": "auto"}
    return ImportRun.objects.create(
        kind=CATALOGUE_KIND, file_name="katalog.csv", sha256="1", state=state, options=options, **fields
    )


def a_line(run: ImportRun, number: int, verdict: str, **fields: str) -> None:
    told = {"key": f"{number}|{number}|R-{number}", "subject": f"Baris {number}: Judul", "part": "Penawaran", **fields}
    ImportLine.objects.create(run=run, number=number, verdict=verdict, **told)


def test_each_line_says_whether_its_file_is_there(client):
    order = sent_order("Kopi Lereng Ijen", "Teh Kebun")
    line_of(order, "Atlas", route="print")
    first = order.lines.first()
    delivered(order, line=first, state=Delivery.State.MATCHED, problem="", advice="", name="kopi.pdf")
    type(first).objects.filter(pk=first.pk).update(delivered_at="2026-11-24T03:00:00Z")
    page = client.get(home_of(token_for(order))).text
    assert "1 dari 2 judul sudah diterima" in page
    for words in ("Sudah diterima", "24 November 2026", "kopi.pdf", "Belum ada berkas", "Tidak perlu berkas"):
        assert words in page


def test_a_file_that_is_wrong_says_what_and_what_to_do(client):
    order = sent_order()
    delivered(order)
    page = client.get(home_of(token_for(order))).text
    assert "Tidak cocok." in page
    assert "Beri nama lain." in page


def test_an_upload_that_broke_off_is_offered_again(client):
    order = sent_order()
    token = token_for(order)
    address = begin(client, token, 3000, "kopi.pdf").headers["Location"]
    patch(client, address, 0, b"%PDF-1.7" + bytes(1492))
    page = client.get(home_of(token)).text
    assert f'data-address="{address}"' in page
    assert "50% dari 2,9" in page


def test_the_page_costs_the_same_for_one_file_and_for_many(client, queries):
    order = sent_order(*(f"Judul {number}" for number in range(60)))
    token = token_for(order)
    delivered(order)

    def cost() -> int:
        with queries:
            assert client.get(home_of(token)).status_code == 200
        return len(queries)

    few = cost()
    for number in range(40):
        delivered(order, f"%PDF-{number}".encode(), name=f"{number}.pdf")
    for line in order.lines.all()[:40]:
        delivered(order, f"%PDF-x{line.pk}".encode(), line=line, state=Delivery.State.MATCHED, problem="", advice="")
    assert cost() == few <= 9


def test_lines_and_files_are_paged(client):
    order = sent_order(*(f"Judul {number}" for number in range(60)))
    for number in range(30):
        delivered(order, f"%PDF-{number}".encode(), name=f"berkas-{number:02}.pdf")
    page = client.get(home_of(token_for(order)))
    assert page.text.count("Belum ada berkas") == 50
    assert page.text.count("berkas-") >= 25
    assert "?berkas=2" in page.text


def test_catalogues_are_told_record_by_record_with_reasons(client):
    publisher = PublisherFactory(email="a@example.id")
    run = a_run(publisher)
    a_line(run, 1, "new", after="Kopi")
    a_line(run, 2, "changed", part="Harga", before="Rp1.000", after="Rp2.000")
    a_line(run, 3, "same", after="Teh")
    a_line(run, 4, "problem", part="Rekaman", message="Judul kosong.", advice="Isi judulnya.")
    a_line(run, 5, "note", part="Judul", before="Ejaan petugas", after="Ejaan katalog", message="Koreksi dipertahankan.")
    home = home_of(token_for(sent_order(publisher=publisher)))
    assert "katalog.csv" in client.get(f"{home}katalog/").text
    page = client.get(f"{home}katalog/{run.pk}/").text
    for words in ("Rp1.000 → Rp2.000", "Judul kosong.", "Isi judulnya.", "Baris 3: Judul"):
        assert words in page
    assert "Ejaan petugas" not in page
    refused = client.get(f"{home}katalog/{run.pk}/?hasil=problem").text
    assert "Judul kosong." in refused
    assert "Rp2.000" not in refused


def test_a_long_report_is_paged_and_costs_the_same(client, queries):
    publisher = PublisherFactory(email="a@example.id")
    run = a_run(publisher)
    home = home_of(token_for(sent_order(publisher=publisher)))
    a_line(run, 1, "new")
    with queries:
        client.get(f"{home}katalog/{run.pk}/")
    few = len(queries)
    for number in range(2, 70):
        a_line(run, number, "new")
    with queries:
        page = client.get(f"{home}katalog/{run.pk}/?page=2").text
    assert len(queries) == few <= 9
    assert page.count("<h2>Baris") == 19


def test_another_publishers_catalogue_is_not_there(client):
    run = a_run(PublisherFactory())
    home = home_of(token_for(sent_order()))
    assert "katalog.csv" not in client.get(f"{home}katalog/").text
    assert client.get(f"{home}katalog/{run.pk}/").status_code == 404


def test_a_catalogue_that_could_not_be_read_says_why(client):
    publisher = PublisherFactory(email="a@example.id")
    run = a_run(publisher, state="refused", message="Berkas ini bukan katalog.")
    home = home_of(token_for(sent_order(publisher=publisher)))
    assert "Berkas ini bukan katalog." in client.get(f"{home}katalog/{run.pk}/").text
