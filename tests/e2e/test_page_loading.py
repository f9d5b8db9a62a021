"""The assertions of the browser tests wait until a page has loaded."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.e2e.browser import assert_accessible, assert_fits, screenshot
from tests.e2e.conftest import PageFactory

pytestmark = pytest.mark.browser

DELAY = 0.3  # seconds between the pieces of the page
PAGE = b"""<html lang="id"><title>Tiba</title><main><h1>Tiba</h1></main></html>"""


class SlowHandler(BaseHTTPRequestHandler):
    """Sends an empty beginning first, and the page after a delay."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for piece in (b"<!doctype html>" + b" " * 2000, PAGE):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(DELAY)

    def log_message(self, *arguments: object) -> None:
        """Keep the output of the test free of access lines."""


@contextmanager
def slow_server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), SlowHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    "examine",
    [assert_fits, assert_accessible, lambda page: screenshot(page, "lambat-360")],
    ids=["fits", "accessible", "screenshot"],
)
def test_an_assertion_waits_for_a_page_that_is_still_loading(browser_page: PageFactory, examine) -> None:
    page = browser_page()
    with slow_server() as address:
        page.goto(address, wait_until="commit")
        examine(page)
        assert page.title() == "Tiba"


def test_a_server_thread_has_a_connection_of_its_own(live_server: LiveServer) -> None:
    """As in production; a connection shared with the test would share transactions and locks."""
    assert live_server.thread.connections_override == {}
