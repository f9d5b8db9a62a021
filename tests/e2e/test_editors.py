"""A change of a public page is submitted by an editor and approved by another person."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import DESKTOP, PHONE, look, screenshot
from tests.e2e.conftest import PageFactory
from tests.e2e.system import System

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("system")]

NOTE = "Hasil layanan ditulis dengan kata-kata yang lebih mudah dipahami."
BASIS = "Surat Nomor 500/12/2026"


def log_in(system: System, page: Page, name: str) -> None:
    page.goto(f"{system.base}/akun/masuk/")
    page.fill("[name=login]", f"{name}@contoh.id")
    page.fill("[name=password]", system.passwords[name])
    page.locator("main form button[type=submit]").first.click()
    page.fill("[name=code]", system.second_factor(name))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")


def open_service(system: System, page: Page) -> str:
    """Open the first published service of the editor's unit from the page listing; return its address."""
    page.goto(f"{system.base}/admin/pages/")
    for rows in ("tr:has-text('Daftar layanan')", "tr:has-text('Unit kerja')"):
        addresses = [link.get_attribute("href") or "" for link in page.locator(f"main table {rows} a").all()]
        below = [address for address in addresses if re.fullmatch(r"/admin/pages/\d+/", address)]
        if below:
            page.goto(system.base + below[0])
    page.locator("main table tr:has-text('Terbit') a[href$='/edit/']").first.click()
    page.wait_for_url("**/edit/")
    return page.url


def press(page: Page, button: str) -> None:
    """Press a button of the footer; all but the first are in its menu."""
    wanted = page.locator(f"footer button[name='{button}'], footer button[data-workflow-action-name='{button}']").first
    if not wanted.is_visible():
        page.locator("footer .w-dropdown-button [data-w-dropdown-target='toggle']").first.click()
    wanted.click()


def test_an_editor_is_refused_completes_and_a_second_person_publishes(system: System, browser_page: PageFactory) -> None:
    editor, approver = browser_page(viewport=DESKTOP), browser_page(viewport=DESKTOP)
    citizen = browser_page(viewport=PHONE)
    log_in(system, editor, "editor")
    address = open_service(system, editor)
    public = editor.locator("a[href^='/layanan/'], a[href*='/layanan/']").first.get_attribute("href") or ""
    screenshot(editor, "editor-screen")

    product = editor.locator("[name=product]")
    before = product.input_value()
    product.fill("")
    press(editor, "action-submit")
    summary = editor.locator(".messages")
    expect(summary).to_contain_text("Produk pelayanan belum diisi.")
    expect(summary).to_contain_text("Tulis apa yang berubah")
    screenshot(editor, "editor-refused")

    product.fill(f"{before} (asli)")
    editor.fill("[name=change_note]", NOTE)
    editor.fill("[name=change_basis]", BASIS)
    press(editor, "action-submit")
    expect(editor.locator(".messages")).to_contain_text(re.compile("diajukan|moderasi|alur", re.I))
    editor.goto(address)
    expect(editor.locator("body")).to_contain_text("minta orang lain menyetujuinya")
    assert editor.locator("[data-workflow-action-name=approve], [name=action-publish]").count() == 0
    screenshot(editor, "editor-own-work")

    log_in(system, approver, "penyetuju")
    approver.goto(address)
    screenshot(approver, "approver-screen")
    press(approver, "approve")
    approver.wait_for_url(re.compile(r"/admin/pages/\d+/$"))

    citizen.goto(public if public.startswith("http") else system.base + public)
    assert "(asli)" in citizen.locator("#produk").inner_text()
    citizen.get_by_role("link", name="Riwayat perubahan").click()
    assert NOTE in citizen.locator("main").inner_text()
    assert BASIS in citizen.locator("main").inner_text()
    look(citizen, "history-360", themes=["light"])
    citizen.get_by_role("link", name="Buka versi 1").click()
    assert "Tidak berlaku lagi" in citizen.locator("main").inner_text()
    assert "(asli)" not in citizen.locator("#produk").inner_text()
    look(citizen, "past-360", themes=["light"])
