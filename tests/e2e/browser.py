"""Assertions and helpers of the browser tests: no accessibility violation, no horizontal overflow, page weight.

Debian's chromium is driven by Playwright, in its headless build where that is installed: the same engine for a third of the
CPU time. ``CHROMIUM`` names another. axe-core runs inside the page, with the enhanced (7:1) contrast rule on.
A page is examined only once it has loaded: each click of a test waits for the page that it leads to, and so does each
assertion here.
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
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Error, Locator, Page, Response

_BUILDS = ("chromium-headless-shell", "chromium")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BUILDS)), "/usr/bin/chromium")
LAUNCH_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
RESULTS = Path(__file__).resolve().parents[2] / "test-results"

PHONE = (360, 640)
DESKTOP = (1280, 800)
THEMES = ("light", "dark")

SIZES = pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="360"), pytest.param(DESKTOP, id="1280", marks=pytest.mark.every_screen)]
)
"""At 360 pixels in the ordinary tier, and at 1280 with ``make test-browser-all``."""

SIZES_AND_THEMES = pytest.mark.parametrize(
    ("size", "theme"),
    [
        pytest.param(PHONE, "light", id="360-light"),
        pytest.param(PHONE, "dark", id="360-dark", marks=pytest.mark.every_screen),
        pytest.param(DESKTOP, "light", id="1280-light", marks=pytest.mark.every_screen),
        pytest.param(DESKTOP, "dark", id="1280-dark", marks=pytest.mark.every_screen),
    ],
)
"""For pages whose template ``test_every_page.py`` examines in the dark theme too."""

AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # The enhanced rule leaves what holds less than 4.5:1 to the other one: both are needed.
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

# Wagtail's own colours meet the 4.5:1 of WCAG AA; 7:1 is required of public pages alone.
STAFF_OPTIONS = {**AXE_OPTIONS, "rules": {"target-size": {"enabled": True}}}
WAGTAIL_VIOLATIONS = {
    ("aria-allowed-role", 'h2[role="alert"]'),  # the row count of a listing
    ("target-size", "#w-minimap-toggle"),  # at 360 pixels
}

# Methods that may start a navigation.
ACTIONS = [
    (Page, "click"),
    (Page, "press"),
    (Page, "check"),
    (Locator, "click"),
    (Locator, "dblclick"),
    (Locator, "press"),
    (Locator, "check"),
]


def wait_until_loaded(page: Page) -> None:
    """Wait for a navigation in progress: Playwright takes it as committed once the first byte has arrived."""
    page.locator("body").first.wait_for(state="attached")
    page.wait_for_load_state("load")


@contextmanager
def actions_wait_for_load() -> Iterator[None]:
    """Within the block each click, key and tick returns only once the page that it leads to has loaded."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ACTIONS:
            patch.setattr(owner, name, _waiting_for_load(getattr(owner, name)))
        yield


def _waiting_for_load(action: Callable[..., None]) -> Callable[..., None]:
    @wraps(action)
    def act(target: Page | Locator, *args: object, **options: object) -> None:
        action(target, *args, **options)
        wait_until_loaded(target if isinstance(target, Page) else target.page)

    return act


def evaluate_loaded(page: Page, evaluate: Callable[[], Any]) -> Any:
    """The result of ``evaluate`` on the loaded page; tried a second time where a navigation interrupted the first."""
    wait_until_loaded(page)
    try:
        return evaluate()
    except Error:
        wait_until_loaded(page)
        return evaluate()


def log_in(page: Page, base: str, user: AbstractBaseUser) -> None:
    """Give the page's context a new session of ``user``; it replaces the one before."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])


def look(page: Page, name: str, *, themes: Collection[str] = THEMES) -> None:
    """Assert that a public page fits and is accessible in each theme; pictures as ``<name>-<theme>``."""
    assert_fits(page)
    for theme in themes:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no transition between the colours
        screenshot(page, f"{name}-{theme}")
        assert_accessible(page)


def assert_accessible(page: Page) -> None:
    """Assert that axe-core finds nothing; the message has rule, element and reason of each violation."""
    _assert_accessible(page, AXE_OPTIONS)


def assert_staff_accessible(page: Page) -> None:
    """The same of a screen of Wagtail's admin without the violations of Wagtail's own; animations are finished first."""
    page.evaluate(
        "document.getAnimations().filter(a => a.effect.getComputedTiming().endTime < Infinity).map(a => a.finish())"
    )
    _assert_accessible(page, STAFF_OPTIONS, ignored=WAGTAIL_VIOLATIONS)


def _assert_accessible(page: Page, options: dict[str, object], *, ignored: Collection[tuple[str, str]] = ()) -> None:
    found = evaluate_loaded(page, lambda: violations(page, options))
    reported = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
        if (violation["id"], node["target"][0]) not in ignored
    ]
    assert not reported, f"{page.url}\n" + "\n".join(reported)


def violations(page: Page, options: dict[str, object]) -> list[dict[str, Any]]:
    """The violations that axe-core finds; its script is injected once a document."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Passed rules stay in the browser: they would be most of the result.
    found: list[dict[str, Any]] = page.evaluate("async options => (await axe.run(options)).violations", options)
    return found


def assert_fits(page: Page) -> None:
    """Assert that the page has no horizontal scroll bar."""
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    width, window = evaluate_loaded(page, lambda: page.evaluate(sizes))
    assert width <= window, f"{page.url} is {width}px wide in a window of {window}px"


def screenshot(page: Page, name: str) -> None:
    """Save the whole page as ``test-results/<name>.png`` where ``SCREENSHOTS=1`` is set."""
    wait_until_loaded(page)
    if not os.environ.get("SCREENSHOTS"):
        return
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)


@dataclass
class Weight:
    """Requests and bytes (of bodies as sent) that a page needs: attach before ``goto``, read afterwards.

    Images that are content (a page of a book, an editor's photograph) are not counted.
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
    """Assert the budget of a page with an empty browser cache: 100 KB, 14 requests, 20 KB of script."""
    sums = f"{weight.requests} requests, {weight.bytes} bytes, {weight.script_bytes} of script: {weight.urls}"
    assert weight.requests <= 14, sums
    assert weight.bytes <= 100_000, sums
    assert weight.script_bytes <= 20_000, sums
