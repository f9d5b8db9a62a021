"""A server on this machine that answers as Meta's WhatsApp Cloud API does, and the account that leads to it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "EAAJ-token"
NUMBER_ID = "105954558954427"
SECRET = "rahasia-aplikasi"
VERIFY = "kata-sepakat"


def an_account(port: int = 9, **changes: Any) -> dict[str, Any]:
    """Settings as WHATSAPP_URL gives them; the default port is one that nobody listens on."""
    return {
        "token": TOKEN,
        "host": "127.0.0.1",
        "port": port,
        "tls": False,
        "number_id": NUMBER_ID,
        "version": "v23.0",
        "lang": "id",
        "code_template": "si_jawara_kode",
        "notice_template": "si_jawara_kabar",
        "app_secret": SECRET,
        "verify_token": VERIFY,
        "timeout": 2.0,
        **changes,
    }


def accepted(number: str) -> dict[str, Any]:
    wa_id = number.lstrip("+")
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": number, "wa_id": wa_id}],
        "messages": [{"id": "wamid.HBgNNjI4MTIzNDU2Nzg5MBUCABEYEjgxQQA=", "message_status": "accepted"}],
    }


def refused(code: int, message: str = "(#131026) Message undeliverable") -> dict[str, Any]:
    return {
        "error": {
            "message": message,
            "type": "OAuthException",
            "code": code,
            "error_data": {"messaging_product": "whatsapp", "details": message},
            "fbtrace_id": "AbCdEf",
        }
    }


class Meta(ThreadingHTTPServer):
    """``answers`` are given in turn, the last one again and again; ``taken`` is what was posted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.answers: list[Any] = [None]

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def next_answer(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    server: Meta

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.next_answer()
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            answer = (401, refused(190, "Invalid OAuth access token"))
        self.server.paths.append(self.path)
        self.server.taken.append(body)
        if answer == "cut":
            self.close_connection = True
            self.connection.close()
            return
        if isinstance(answer, float):  # as slow as that
            time.sleep(answer)
            answer = None
        status, content = answer or (200, accepted(body["to"]))
        self._send(status, content if isinstance(content, bytes) else json.dumps(content).encode())

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # the other side has given up waiting
            self.close_connection = True

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def meta() -> Iterator[Meta]:
    server = Meta()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
