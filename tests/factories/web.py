"""A web server on loopback that plays any host of the internet, and the network that leads there.

The checks are those of production: names are answered with public addresses, and only the last step, the connection to an
address, ends here.
"""

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.fetching.network import Network

PUBLIC = "93.184.215.14"
Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """What an answer gets: it says ``reply`` or writes to ``wfile`` whatever it likes."""

    protocol_version = "HTTP/1.1"
    server: "Web"

    def do_GET(self) -> None:
        self.server.asked.append((self.headers.get("Host", ""), self.path, dict(self.headers)))
        self.close_connection = True
        answer = self.server.answers.get(self.path)
        if answer is None:
            self.reply(b"tidak ada", status=404)
        else:
            answer(self)

    def reply(self, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Tests read ``asked``."""


class Web(ThreadingHTTPServer):
    """``answers`` by path; ``names`` is what the name server says; ``asked`` and ``connected`` what happened."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answers: dict[str, Answer] = {}
        self.names: dict[str, Sequence[str]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.resolved: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.tls = ssl.create_default_context()

    def serve(self, path: str, body: bytes | str = b"", **options: Any) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = lambda request: request.reply(content, **options)

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        self.serve(path, status=status, Location=to)

    @property
    def paths(self) -> list[str]:
        return [path for _host, path, _headers in self.asked]

    @property
    def network(self) -> Network:
        return Network(resolve=self._resolve, connect=self._connect, tls=lambda: self.tls)

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        return self.names.get(host, [PUBLIC])

    def _connect(self, address: str, port: int, timeout: float) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(self.server_address[:2], timeout)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is what many tests are about."""


@contextmanager
def web() -> Iterator[Web]:
    server = Web()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def speak_tls(server: Web, folder: Path, *, name: str) -> list[str | None]:
    """Give ``server`` a certificate for ``name`` that its network trusts; the list gets the names clients ask for (SNI)."""
    certificate = _certificate(folder, name)
    wanted: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, asked, _context: wanted.append(asked)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.tls = ssl.create_default_context(cafile=str(certificate))
    return wanted


def _certificate(folder: Path, name: str) -> Path:
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - dt.timedelta(hours=1)).not_valid_after(now + dt.timedelta(hours=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    signed = builder.sign(key, hashes.SHA256())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "sertifikat.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path
