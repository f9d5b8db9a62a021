"""What every browser test asks of a page: no accessibility violation, nothing wider than the screen, few bytes.

Debian's chromium is driven by Playwright, in its build without a window where that is installed: the same engine for a
third of the computing. ``CHROMIUM`` names another. axe-core runs inside the page, with the enhanced (7:1) contrast rule on.
Nothing is asked of a half-loaded page: what a test presses settles before its next line, and so does each question here.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Locator, Page, Response

_BUILDS = ("chromium-headless-shell", "chromium")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BUILDS)), "/usr/bin/chromium")
LAUNCH_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
RESULTS = Path(__file__).resolve().parents[2] / "test-results"

PHONE = (360, 640)
DESKTOP = (1280, 800)

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # The enhanced rule leaves what holds less than 4.5:1 to the other one: both are needed.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

# Wagtail's own colours hold the 4.5:1 of WCAG AA; 7:1 is what we ask of the pages that citizens read.
STAFF_OPTIONS = {**AXE_OPTIONS, "rules": {"target-size": {"enabled": True}}}
WAGTAILS_OWN = {("aria-allowed-role", 'h2[role="alert"]')}  # how many rows a list has

# What may lead to another page.
PRESSES = [
    (Page, "click"),
    (Page, "press"),
    (Page, "check"),
    (Locator, "click"),
    (Locator, "dblclick"),
    (Locator, "press"),
    (Locator, "check"),
]


def settle(page: Page) -> None:
    """Wait for the document that is under way: Playwright takes a page as come once its first byte has arrived."""
    page.locator("body").first.wait_for(state="attached")
    page.wait_for_load_state("load")


@contextmanager
def settled_presses() -> Iterator[None]:
    """Whatever a test presses, also the page that it leads to has come before the test goes on."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in PRESSES:
            patch.setattr(owner, name, _settled(getattr(owner, name)))
        yield


def _settled(press: Callable[..., None]) -> Callable[..., None]:
    @wraps(press)
    def pressed(target: Page | Locator, *args: object, **options: object) -> None:
        press(target, *args, **options)
        settle(target if isinstance(target, Page) else target.page)

    return pressed


def asked(page: Page, question: Callable[[], Any]) -> Any:
    """The answer of a page that has come; once more where another page came in the middle of the question."""
    settle(page)
    try:
        return question()
    except Error:
        settle(page)
        return question()


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing; each finding is told with its rule, place and reason."""
    _assert_accessible(page, AXE_OPTIONS)


def assert_staff_accessible(page: Page) -> None:
    """The same of a screen inside Wagtail's admin, but for what is Wagtail's own fault; messages have come in whole."""
    page.evaluate(
        "document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < Infinity).map(a => a.finish())"
    )
    _assert_accessible(page, STAFF_OPTIONS, but=WAGTAILS_OWN)


def _assert_accessible(page: Page, options: dict[str, object], *, but: Collection[tuple[str, str]] = ()) -> None:
    settle(page)
    found = asked(page, lambda: violations(page, options))
    told = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
        if (violation["id"], node["target"][0]) not in but
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def violations(page: Page, options: dict[str, object]) -> list[dict[str, Any]]:
    """What axe-core finds; it is put into a document once, however often it is asked."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # All that is in order stays in the browser: it would be most of the answer, a node at a time.
    found: list[dict[str, Any]] = page.evaluate("async options => (await axe.run(options)).violations", options)
    return found


def assert_fits(page: Page) -> None:
    """The page is no wider than its window: nobody has to scroll sideways to read."""
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    width, window = asked(page, lambda: page.evaluate(sizes))
    assert width <= window, f"{page.url} is {width}px wide in a window of {window}px"


def screenshot(page: Page, name: str) -> None:
    """The whole page as ``test-results/<name>.png``, for a person who asked for it by ``SCREENSHOTS=1``."""
    settle(page)
    if not os.environ.get("SCREENSHOTS"):
        return
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)


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
