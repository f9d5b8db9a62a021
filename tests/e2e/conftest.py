"""One chromium for each test process, a new context for every page."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.browser import CHROMIUM, LAUNCH_ARGS, PHONE, actions_wait_for_load
from tests.e2e.system import System, copy_prepared, running

PageFactory = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright's synchronous interface runs an event loop in this thread, for which Django would refuse queries."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, actions_wait_for_load():
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=LAUNCH_ARGS)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One running system for all tests of a test process that need real processes.

    With pytest-xdist at most two processes have one: that of ``test_every_page.py`` and that of the group ``system``.
    """
    folder = tmp_path_factory.mktemp("system")
    own = tmp_path_factory.getbasetemp()
    copy_prepared(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own, folder)
    with running(folder) as started:
        yield started


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[PageFactory]:
    """A new page on request: ``browser_page(viewport=PHONE, java_script_enabled=False, color_scheme="dark")``."""
    contexts = []

    def new_page(
        *,
        viewport: tuple[int, int] = PHONE,
        java_script_enabled: bool = True,
        color_scheme: str = "light",
        **options: object,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": viewport[0], "height": viewport[1]},
            java_script_enabled=java_script_enabled,
            color_scheme=color_scheme,
            locale="id-ID",
            **options,
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()
