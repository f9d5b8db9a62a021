"""Fetches an address that people typed into a file, without letting it reach into our own network.

Only HTTP(S), only hosts that the Admin allows (``may_visit``), only public addresses. The name is resolved here, every
address is checked, and the connection goes to the one that was checked: a second answer of the name server changes nothing.
Redirects are new addresses and pass all of it again. Time, bytes and redirects have limits (docs/adr/0011). HTTP is
urllib3's, on connections that are made here and cut when the time is up.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urljoin

import urllib3.exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import BaseHTTPResponse

from core.fetching.address import Address, read_address
from core.fetching.errors import FetchError, Reason
from core.fetching.network import Network

MEBIBYTE = 1024 * 1024
USER_AGENT = "Si-Jawara (perpustakaan; pembaca katalog)"
_CHUNK = 65_536
_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 20.0
_BEAT_SECONDS = 5.0
_REDIRECTS = {301, 302, 303, 307, 308}
_PLAIN, _PACKED = {"", "identity"}, {"gzip", "x-gzip"}


@dataclass(frozen=True)
class Limits:
    """``seconds`` for everything, redirects too; ``bytes`` of what is kept, unpacked."""

    seconds: float = 90.0
    bytes: int = 200 * MEBIBYTE
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """``address`` is where the answer came from in the end. Nothing was written when ``is_unchanged``."""

    address: str
    is_unchanged: bool = False
    etag: str = ""
    modified: str = ""
    media_type: str = ""
    size: int = 0


def fetch(
    address: str,
    *,
    into: BinaryIO,
    may_visit: Callable[[Address], bool],
    etag: str = "",
    modified: str = "",
    accept: str = "*/*",
    limits: Limits | None = None,
    network: Network | None = None,
    heartbeat: Callable[[], None] | None = None,
) -> Fetched:
    """Write what lies at ``address`` into ``into``. Raises FetchError; what was written until then means nothing.

    ``etag`` and ``modified`` are those of the last answer: the same again isn't sent. No cookies are kept and no
    credentials sent. ``heartbeat`` is called now and then; what it raises ends the fetch and passes through.
    """
    limits, network = limits or Limits(), network or Network()
    headers = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip", "Connection": "close"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    clock = _Clock(limits.seconds)
    here = read_address(address)
    for _ in range(limits.redirects + 1):
        if not may_visit(here):
            raise FetchError(Reason.HOST, _not_allowed(here))
        with _asked(here, headers, network, clock) as answer:
            if answer.status not in _REDIRECTS:
                return _kept(answer, here, into, limits, clock, heartbeat, may_be_unchanged=bool(etag or modified))
            here = _next(here, answer)
    raise FetchError(Reason.REDIRECTS, f"Alamat ini dialihkan lebih dari {limits.redirects} kali.")


def _not_allowed(address: Address) -> str:
    port = "" if address.has_usual_port else f" dengan porta {address.port}"
    return f"Host {address.host}{port} belum diizinkan. Minta Admin menambahkannya di Host yang diizinkan."


def _next(here: Address, answer: BaseHTTPResponse) -> Address:
    there = read_address(urljoin(str(here), answer.headers.get("Location", "")))
    if here.scheme == "https" and there.scheme == "http":
        raise FetchError(Reason.REDIRECTS, f"Server {here.host} mengalihkan dari https ke http; itu tidak diikuti.")
    return there


@contextmanager
def _asked(address: Address, headers: dict[str, str], network: Network, clock: "_Clock") -> Iterator[BaseHTTPResponse]:
    found = network.addresses(address.host, address.port)
    connection = _connection(address, network, lambda: _dialled(address, found, network, clock))
    try:
        with _explained(address, clock):
            connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
            answer = connection.getresponse()
        yield answer
    finally:
        clock.stop()
        connection.close()


def _dialled(address: Address, found: list[str], network: Network, clock: "_Clock") -> socket.socket:
    """A connection to the first of the checked addresses that takes it, with the clock running."""
    for one in found:
        with contextlib.suppress(OSError):
            dialled = network.connect(one, address.port, max(0.1, min(_CONNECT_SECONDS, clock.left)))
            dialled.settimeout(max(0.1, min(_SILENCE_SECONDS, clock.left)))
            clock.watch(dialled)
            return dialled
    raise FetchError(Reason.UNREACHABLE, f"Server {address.host} tidak dapat dihubungi.")


def _connection(address: Address, network: Network, dial: Callable[[], socket.socket]) -> HTTPConnection:
    if address.scheme == "http":
        return _Plain(address.host, address.port, dial=dial)
    return _Secure(address.host, address.port, dial=dial, ssl_context=network.tls())


class _Dials:
    """Takes the place of urllib3's own resolving and connecting; Host and SNI stay the name."""

    def __init__(self, *args: Any, dial: Callable[[], socket.socket], **options: Any) -> None:
        super().__init__(*args, **options)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial()


class _Plain(_Dials, HTTPConnection):
    pass


class _Secure(_Dials, HTTPSConnection):
    pass


class _Clock:
    """Cuts the connection when time is up, wherever it waits then: in the handshake, in the headers, for the next byte.

    The timeout of a socket won't do: it begins anew with each byte.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer: threading.Timer | None = None
        self._twin: socket.socket | None = None

    @property
    def left(self) -> float:
        return self._end - time.monotonic()

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def watch(self, connection: socket.socket) -> None:
        """A twin of the connection, because TLS takes the socket itself away."""
        self._twin = connection.dup()
        self._timer = threading.Timer(max(0.0, self.left), _cut, [self._twin])
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None and self._twin is not None:
            self._timer.cancel()
            self._timer.join()
            self._twin.close()
            self._timer = self._twin = None


def _cut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def _explained(address: Address, clock: _Clock) -> Iterator[None]:
    """Whatever goes wrong on the way, as FetchError. A hostile server makes the library raise almost anything."""
    try:
        yield
        if clock.is_over:
            raise TimeoutError
    except FetchError:
        raise
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise _reason(error, address, clock) from error


def _reason(error: Exception, address: Address, clock: _Clock) -> FetchError:
    if clock.is_over or isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return FetchError(Reason.TIME, f"Server {address.host} terlalu lambat menjawab.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(Reason.CERTIFICATE, f"Sertifikat server {address.host} tidak dapat dipercaya.")
    if isinstance(error, urllib3.exceptions.DecodeError):
        return FetchError(Reason.ENCODING, f"Server {address.host} mengirim isi terkompresi yang rusak.")
    return FetchError(Reason.BROKEN_OFF, f"Sambungan ke server {address.host} terputus atau jawabannya rusak.")


def _kept(
    answer: BaseHTTPResponse,
    here: Address,
    into: BinaryIO,
    limits: Limits,
    clock: _Clock,
    heartbeat: Callable[[], None] | None,
    *,
    may_be_unchanged: bool,
) -> Fetched:
    if answer.status == 304 and may_be_unchanged:
        return Fetched(str(here), is_unchanged=True)
    _check_status(answer.status, here)
    is_packed = _is_packed(answer.headers.get("Content-Encoding", ""), here)
    size = 0
    for chunk in _chunks(answer, here, clock, heartbeat, is_packed=is_packed):
        size += len(chunk)
        if size > limits.bytes:
            raise FetchError(Reason.TOO_LARGE, f"Isi di server {here.host} lebih besar dari {limits.bytes // MEBIBYTE} MB.")
        into.write(chunk)
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()[:100]
    etag, modified = (_validator(answer.headers.get(name, "")) for name in ("ETag", "Last-Modified"))
    return Fetched(str(here), etag=etag, modified=modified, media_type=media_type, size=size)


def _check_status(status: int, here: Address) -> None:
    if status == 200:
        return
    if status in (401, 403):
        raise FetchError(Reason.STATUS, f"Server {here.host} meminta izin masuk ({status}).")
    if status in (404, 410):
        raise FetchError(Reason.STATUS, f"Alamat ini tidak ada di server {here.host} ({status}).")
    passes = status in (408, 425, 429) or status >= 500
    raise FetchError(Reason.STATUS, f"Server {here.host} tidak memberi isi (jawaban {status}).", passes=passes)


def _is_packed(encoding: str, here: Address) -> bool:
    name = encoding.strip().lower()
    if name not in _PLAIN | _PACKED:
        raise FetchError(Reason.ENCODING, f"Server {here.host} memakai kompresi yang tidak diminta.")
    return name in _PACKED


def _chunks(
    answer: BaseHTTPResponse,
    here: Address,
    clock: _Clock,
    heartbeat: Callable[[], None] | None,
    *,
    is_packed: bool,
) -> Iterator[bytes]:
    """The body in pieces; what is packed is unpacked no further than a piece at a time."""
    beat_at = time.monotonic() + _BEAT_SECONDS
    while True:
        with _explained(here, clock):
            chunk = answer.read(_CHUNK, decode_content=is_packed)
        if not chunk:
            return
        yield chunk
        if heartbeat is not None and time.monotonic() >= beat_at:
            heartbeat()
            beat_at = time.monotonic() + _BEAT_SECONDS


def _validator(text: str) -> str:
    """What we may send back as it is."""
    return text if len(text) <= 200 and text.isascii() and text.isprintable() else ""
