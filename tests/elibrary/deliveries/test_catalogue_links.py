"""The link of a publisher who has only a catalogue here: what became of each record, and nothing else."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from core.audit.models import AuditEntry
from core.messages.models import Notification
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.services.links import LinkChanged, catalogue_link_create, catalogue_link_revoke, open_link
from elibrary.publishers.models import Publisher
from tests.factories.catalogue import KOPI, PublisherFactory, Reader, checked
from tests.factories.delivery import TUS, home_of, sent_order

pytestmark = pytest.mark.django_db

DESK = "/admin/impor-katalog"


@pytest.fixture
def publisher() -> Publisher:
    return PublisherFactory(slug="balai-pustaka", name="Balai Pustaka", email="penerbit@example.id")


@pytest.fixture
def run(reader: Reader, publisher: Publisher) -> Any:
    return checked(reader.file_of([KOPI]), publisher=publisher.slug)


def token_of(publisher: Publisher) -> str:
    return catalogue_link_create(publisher=publisher, by=None).address.rstrip("/").rpartition("/")[2]


def test_it_is_mailed_and_shows_the_verdict_on_each_record_of_theirs_alone(
    client: Client, reader: Reader, publisher: Publisher, run: Any, run_jobs: Any, mailoutbox: Any
) -> None:
    other = checked(reader.file_of([KOPI]), publisher=PublisherFactory(slug="lain").slug)
    token = token_of(publisher)
    run_jobs()
    assert [mail.to for mail in mailoutbox] == [["penerbit@example.id"]]
    home = home_of(token)
    assert home in mailoutbox[0].body
    page = client.get(home)
    assert page.status_code == 200
    assert re.findall(r'href="([^"]+/katalog/[^"]+)"', page.text) == [f"{home}katalog/{run.pk}/"]
    assert KOPI.title in client.get(f"{home}katalog/{run.pk}/").text
    assert client.get(f"{home}katalog/{other.pk}/").status_code == 404
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]


def test_it_takes_no_files(client: Client, publisher: Publisher) -> None:
    home = home_of(token_of(publisher))
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    assert client.post(home, {"file": file}).status_code == 405
    assert client.post(f"{home}berkas/", headers=TUS).status_code == 404
    assert client.patch(f"{home}berkas/00000000-0000-0000-0000-000000000001/", headers=TUS).status_code == 404


def test_renewing_ends_the_one_before_and_a_second_tap_makes_no_third(client: Client, publisher: Publisher) -> None:
    first = token_of(publisher)
    seen = open_link(publisher)
    assert seen is not None
    second = catalogue_link_create(publisher=publisher, by=None, replacing=seen.pk)
    with pytest.raises(LinkChanged):
        catalogue_link_create(publisher=publisher, by=None, replacing=seen.pk)
    assert client.get(home_of(first)).status_code == 410
    catalogue_link_revoke(publisher=publisher, link=second.link.pk, by=None)
    assert open_link(publisher) is None
    assert AuditEntry.objects.filter(action__startswith="elibrary.delivery_link.").count() == 3


def test_a_link_is_of_an_order_or_of_a_publisher(publisher: Publisher) -> None:
    token_of(publisher)
    for changes in ({"publisher": None}, {"order": sent_order()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DeliveryLink.objects.update(**changes)


def test_staff_make_renew_and_revoke_it_on_the_screen_of_a_catalogue(
    librarian_client: Client, publisher: Publisher, run: Any
) -> None:
    screen, step = f"{DESK}/inspect/{run.pk}/", f"{DESK}/tautan/{run.pk}/"
    assert "Belum ada tautan." in librarian_client.get(screen).text
    made = librarian_client.post(step, {"langkah": "buat", "tautan": ""})
    address = re.search(r"<code>[^<]*(/kiriman/[^<]+)</code>", made.text)
    assert address is not None
    assert "dikirim ke penerbit@example.id" in made.text
    assert "no-store" in made.headers["Cache-Control"]
    assert address[1] not in librarian_client.get(screen).text
    assert librarian_client.get(address[1]).status_code == 200
    again = librarian_client.post(step, {"langkah": "buat", "tautan": ""}, follow=True)
    assert "baru saja berubah" in again.text
    link = open_link(publisher)
    assert link is not None
    assert "Tautan dicabut" in librarian_client.post(step, {"langkah": "cabut", "tautan": link.pk}, follow=True).text
    assert librarian_client.get(address[1]).status_code == 410


def test_a_publisher_without_an_address_is_handed_it_by_staff(
    librarian_client: Client, publisher: Publisher, run: Any
) -> None:
    Publisher.objects.update(email="")
    assert "serahkan sendiri" in librarian_client.post(f"{DESK}/tautan/{run.pk}/", {"langkah": "buat"}).text
    assert Notification.objects.get().state == Notification.State.NO_ADDRESS
