"""Pages of titles on a reading platform or in print, in states that the demo content doesn't have."""

import datetime as dt

import pytest
from django.utils import timezone

from elibrary.cataloguing.services.bibliographic import record_save
from elibrary.ordering.models.line import OrderLine
from tests.e2e.browser import SIZES, look
from tests.e2e.conftest import PageFactory
from tests.factories.orders import title_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Pembukuan dan perpajakan koperasi simpan pinjam serta usaha mikro, kecil, dan menengah di Jawa Timur"
DAY = dt.timedelta(days=1)


@SIZES
def test_a_title_in_every_state_is_accessible_and_fits(
    live_server, browser_page: PageFactory, size: tuple[int, int]
) -> None:
    page, today = browser_page(viewport=size), timezone.localdate()
    titles = {
        "dibuka": title_in("external", title=LONG, creators="Sri Rahayu; Budi Santoso", copies=3, ends_on=today + DAY),
        "belum": title_in("external", title="Kopi Ijen", starts_on=today + DAY),
        "habis": title_in("external", title="Kopi Raung", isbn13="9786020332956"),
        "cetak": title_in("print", title="Batik", creators="Sri Rahayu", copies=2),
    }
    OrderLine.objects.filter(offer=titles["habis"].offer).update(ends_on=today - DAY)
    said = {"notes": "Langkah demi langkah, dengan contoh.", "subjects": ["Batik", "Kerajinan"], "ddc": "746.6"}
    record_save(record=titles["cetak"], answers=said, by=None)
    addresses = {name: record.get_absolute_url() for name, record in titles.items()} | {"rak": "/perpustakaan/"}
    for name, address in addresses.items():
        page.goto(f"{live_server.url}{address}")
        look(page, f"judul-{name}-{size[0]}", themes=["light"])
