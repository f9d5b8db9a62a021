"""What every browser test asks of a page: no accessibility violation, nothing wider than the screen, few bytes.

Debian's chromium is driven by Playwright; axe-core runs inside the page, with the enhanced (7:1) contrast rule on.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LAUNCH_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
RESULTS = Path(__file__).resolve().parents[2] / "test-results"

PHONE = (360, 640)
DESKTOP = (1280, 800)

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing; each finding is told with its rule, place and reason."""
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    told = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Page) -> None:
    """The page is no wider than its window: nobody has to scroll sideways to read."""
    width, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= window, f"{page.url} is {width}px wide in a window of {window}px"


def screenshot(page: Page, name: str) -> Path:
    """The whole page as ``test-results/<name>.png``, for a person to look at."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


@dataclass
class Weight:
    """What a page costs to load: attach before ``goto``, read afterwards. Bytes are those of the bodies, as sent.

    Pictures that are content (a page of a book, an editor's photograph) are not the page's weight.
    """

    requests: int = 0
    bytes: int = 0
    script_bytes: int = 0
    urls: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, page: Page) -> "Weight":
        weight = cls()
        page.on("response", weight._count)
        return weight

    def _count(self, response: Response) -> None:
        if response.request.resource_type == "image" and "/static/" not in response.url:
            return
        size = int(response.headers.get("content-length") or 0)
        self.requests += 1
        self.bytes += size
        self.urls.append(response.url)
        if response.request.resource_type == "script":
            self.script_bytes += size


def assert_light(weight: Weight) -> None:
    """The budget of a cold page: 100 KB, 14 requests, 20 KB of script."""
    told = f"{weight.requests} requests, {weight.bytes} bytes, {weight.script_bytes} of script: {weight.urls}"
    assert weight.requests <= 14, told
    assert weight.bytes <= 100_000, told
    assert weight.script_bytes <= 20_000, told
