"""A meeting in a room, on the running system: the code on the wall, a phone that scans, types and is noted."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browser import DESKTOP, PHONE, Weight, assert_accessible, assert_fits, assert_light, screenshot
from tests.e2e.system import System
from tests.environment import ROOT
from tests.walk import Visitor

pytestmark = pytest.mark.browser

# What the clock would bring in three weeks: the first meeting of the demo class is today. Prints the meeting, the class and
# a code as the camera reads it.
BEGIN = """
from datetime import timedelta
from django.utils import timezone
from courses.models import RunSession
from lms import checkin
from lms.models import User
from lms.services.enrolment import enrolment_create
meeting, now = RunSession.objects.select_related("run").first(), timezone.now()
meeting.starts_at, meeting.ends_at = now - timedelta(minutes=10), now + timedelta(hours=3)
meeting.save()
enrolment_create(user=User.objects.get(email="peserta@contoh.id"), run=meeting.run)
print("meeting", meeting.pk, meeting.run.public_id, checkin.shown_code(meeting, timezone.now()).token)
"""


@pytest.fixture(scope="module")
def begun(system: System) -> tuple[str, str, str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "SIJAWARA_VAR": str(system.folder)}
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", BEGIN],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = next(line for line in told.splitlines() if line.startswith("meeting ")).split()
    return words[1], words[2], words[3]


@pytest.fixture(scope="module")
def trainer(system: System) -> Visitor:
    """With the second factor, whose code counts once."""
    trainer = system.log_in("pengajar")
    trainer.get("/akun/keamanan/masuk/")
    trainer.submit(code=system.second_factor("pengajar"))
    return trainer


def context_of(browser: Browser, system: System, visitor: Visitor, size: tuple[int, int], **options: bool) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="id-ID", reduced_motion="reduce", **options
    )
    context.set_default_timeout(30_000)
    cookies = visitor.session.cookies
    context.add_cookies([{"name": c.name, "value": str(c.value), "url": system.base} for c in cookies])
    return context


def look(page: Page, name: str, weight: Weight | None = None) -> None:
    assert_fits(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        screenshot(page, f"kehadiran-{name}-{scheme}")
        assert_accessible(page)
    if weight is not None:
        assert_light(weight)


def test_a_meeting_from_the_wall_to_the_list(
    system: System, browser: Browser, begun: tuple[str, str, str], trainer: Visitor
) -> None:
    number, run, token = begun
    participant = system.log_in("peserta")
    phone = context_of(browser, system, participant, PHONE).new_page()
    phone.goto(f"{system.base}/hadir/{number}/{token}/")
    look(phone, "pindai")

    wall = context_of(browser, system, trainer, DESKTOP).new_page()
    wall.clock.install()
    weight = Weight.of(wall)
    wall.goto(f"{system.base}/admin/pelatihan/kehadiran/pertemuan/{number}/layar/")
    look(wall, "layar", weight)
    expect(wall.locator(".code__count")).to_have_text("0 dari 1 peserta tercatat hadir")

    phone.goto(f"{system.base}/kelas/{run}/hadir/")
    look(phone, "ketik")
    phone.locator("main form button").click()
    expect(phone).to_have_title("Kesalahan: Catat kehadiran Pemasaran Digital untuk UMKM – Si-Jawara+")
    look(phone, "ketik-salah")
    phone.locator("#id_kode").fill(wall.locator(".code__digits").inner_text())
    phone.locator("main form button").click()
    expect(phone.get_by_text("Anda tercatat hadir di pertemuan")).to_be_visible()

    wall.clock.fast_forward(31_000)
    expect(wall.locator(".code__count")).to_have_text("1 dari 1 peserta tercatat hadir")
    phone.goto(f"{system.base}/hadir/{number}/{token}/")
    look(phone, "sudah")


def test_the_wall_renews_itself_without_script(
    system: System, browser: Browser, begun: tuple[str, str, str], trainer: Visitor
) -> None:
    context = context_of(browser, system, trainer, DESKTOP, java_script_enabled=False)
    wall = context.new_page()
    wall.goto(f"{system.base}/admin/pelatihan/kehadiran/pertemuan/{begun[0]}/layar/")
    before = wall.locator(".code__digits").inner_text()
    expect(wall.locator(".code__digits")).not_to_have_text(before, timeout=60_000)
    context.close()
