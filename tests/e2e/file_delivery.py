"""Helpers for the uploads of a publisher: PDFs of some megabytes, and a connection that fails when a test says so."""

from pathlib import Path

from fpdf import FPDF
from PIL import Image
from playwright.sync_api import Page, Route


class Connection:
    """The uploads of a page: ``broken`` refuses every part, ``break_after`` all parts after that number."""

    def __init__(self, page: Page) -> None:
        self.broken = False
        self.break_after: int | None = None
        self.sent = 0
        self.offsets: list[int] = []
        self.failed: list[int] = []
        page.route("**/berkas/*/", self._pass)

    def _pass(self, route: Route) -> None:
        if route.request.method != "PATCH":
            return route.continue_()
        offset = int(route.request.headers["upload-offset"])
        if self.broken or (self.break_after is not None and self.sent >= self.break_after):
            self.failed.append(offset)
            return route.abort("connectionreset")
        self.sent += 1
        self.offsets.append(offset)
        return route.continue_()


def picture_book(path: Path, seed: int = 1) -> Path:
    """Write a PDF that is uploaded in several parts."""
    noise = Image.effect_noise((1300, 1300), 90 + seed).convert("RGB")
    pdf = FPDF()
    for _ in range(2):
        pdf.add_page()
        pdf.image(noise, w=150)
        noise = noise.rotate(90)
    path.write_bytes(bytes(pdf.output()))
    assert path.stat().st_size > 2_500_000
    return path


def choose(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Kirim", exact=True).click()
