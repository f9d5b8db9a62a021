"""Titles that lie on a platform or on paper, on a phone and on a desk: also those of which no demo is."""

import datetime as dt

import pytest
from django.utils import timezone

from elibrary.models.order_line import OrderLine
from elibrary.services.bibliographic import record_save
from tests.e2e.browser import DESKTOP, PHONE, assert_accessible, assert_fits, screenshot
from tests.e2e.conftest import PageFactory
from tests.factories.orders import title_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Pembukuan dan perpajakan koperasi simpan pinjam serta usaha mikro, kecil, dan menengah di Jawa Timur"
DAY = dt.timedelta(days=1)


def test_every_way_to_a_title_is_accessible_and_fits(live_server, browser_page: PageFactory) -> None:
    page, today = browser_page(viewport=PHONE), timezone.localdate()
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
        for width, height in (PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": height})
            assert_fits(page)
            screenshot(page, f"judul-{name}-{width}")
            assert_accessible(page)
