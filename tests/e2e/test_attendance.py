"""Attendance at a meeting on the running system: the code on the screen, a phone that scans it or types it."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.browser import DESKTOP, PHONE, Weight, assert_light, look
from tests.e2e.system import System
from tests.environment import ROOT
from tests.walk import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

# Moves the first meeting of the demo class to today. Prints the meeting, the class and a token as the QR code has it.
BEGIN = """
from datetime import timedelta
from django.utils import timezone
from courses.models import RunSession
from lms.attendance import checkin
from lms.models import User
from lms.enrolment.services.enrolment import enrolment_create
meeting, now = RunSession.objects.select_related("run").first(), timezone.now()
meeting.starts_at, meeting.ends_at = now - timedelta(minutes=10), now + timedelta(hours=3)
meeting.save()
enrolment_create(user=User.objects.get(email="peserta@contoh.id"), run=meeting.run)
print("meeting", meeting.pk, meeting.run.public_id, checkin.shown_code(meeting, timezone.now()).token)
"""


@pytest.fixture(scope="module")
def begun(system: System) -> tuple[str, str, str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "SIJAWARA_VAR": str(system.folder)}
    output = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", BEGIN],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = next(line for line in output.splitlines() if line.startswith("meeting ")).split()
    return words[1], words[2], words[3]


@pytest.fixture(scope="module")
def trainer(system: System) -> Visitor:
    """Logged in with both factors."""
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


def test_a_phone_checks_in_with_the_code_on_the_screen(
    system: System, browser: Browser, begun: tuple[str, str, str], trainer: Visitor
) -> None:
    number, run, token = begun
    participant = system.log_in("peserta")
    phone = context_of(browser, system, participant, PHONE).new_page()
    phone.goto(f"{system.base}/hadir/{number}/{token}/")
    look(phone, "kehadiran-pindai")

    screen = context_of(browser, system, trainer, DESKTOP).new_page()
    screen.clock.install()
    weight = Weight.of(screen)
    screen.goto(f"{system.base}/admin/pelatihan/kehadiran/pertemuan/{number}/layar/")
    look(screen, "kehadiran-layar")
    assert_light(weight)
    expect(screen.locator(".code__count")).to_have_text("0 dari 1 peserta tercatat hadir")

    phone.goto(f"{system.base}/kelas/{run}/hadir/")
    look(phone, "kehadiran-ketik")
    phone.locator("main").get_by_role("button", name="Catat kehadiran").click()
    expect(phone).to_have_title("Kesalahan: Catat kehadiran Pemasaran Digital untuk UMKM – Si-Jawara+")
    look(phone, "kehadiran-ketik-salah")
    phone.locator("#id_kode").fill(screen.locator(".code__digits").inner_text())
    phone.locator("main").get_by_role("button", name="Catat kehadiran").click()
    expect(phone.get_by_text("Anda tercatat hadir di pertemuan")).to_be_visible()

    screen.clock.fast_forward(31_000)
    expect(screen.locator(".code__count")).to_have_text("1 dari 1 peserta tercatat hadir")
    phone.goto(f"{system.base}/hadir/{number}/{token}/")
    look(phone, "kehadiran-sudah")


def test_the_code_on_the_screen_is_renewed_without_script(
    system: System, browser: Browser, begun: tuple[str, str, str], trainer: Visitor
) -> None:
    context = context_of(browser, system, trainer, DESKTOP, java_script_enabled=False)
    screen = context.new_page()
    screen.goto(f"{system.base}/admin/pelatihan/kehadiran/pertemuan/{begun[0]}/layar/")
    before = screen.locator(".code__digits").inner_text()
    expect(screen.locator(".code__digits")).not_to_have_text(before, timeout=60_000)
    context.close()
