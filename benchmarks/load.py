"""A load generator in a process of its own: ``python load.py HOST:PORT PATH CONNECTIONS SECONDS [HEADER…]`` prints JSON.

One loop over sockets that stay open: on two shared cores a thread a connection would mostly measure itself.
"""

import json
import re
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

_length = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass
class Connection:
    socket: socket.socket
    sent_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    expected: int = 0


def measure(address: tuple[str, int], request: bytes, connections: int, seconds: float) -> dict[str, float]:
    """Keep ``connections`` requests under way for ``seconds``. Raises SystemExit for any answer but 200."""
    times: list[float] = []
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            _send(_open(selector, address), request)
        started = time.perf_counter()
        while time.perf_counter() - started < seconds:
            for key, _events in selector.select(timeout=1):
                connection: Connection = key.data
                took = _receive(connection)
                if took is None:
                    continue
                times.append(took)
                if b"connection: close" in bytes(connection.received[:2000]).lower():
                    selector.unregister(connection.socket)
                    connection.socket.close()
                    connection = _open(selector, address)
                _send(connection, request)
        elapsed = time.perf_counter() - started
    if not times:
        raise SystemExit(f"no answer within {seconds} s")
    times.sort()
    return {
        "requests_per_second": round(len(times) / elapsed, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 2),
    }


def _open(selector: selectors.BaseSelector, address: tuple[str, int]) -> Connection:
    connection = Connection(socket.create_connection(address, timeout=10))
    connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(connection.socket, selectors.EVENT_READ, connection)
    return connection


def _send(connection: Connection, request: bytes) -> None:
    connection.received = bytearray()
    connection.expected = 0
    connection.sent_at = time.perf_counter()
    connection.socket.sendall(request)


def _receive(connection: Connection) -> float | None:
    """Seconds since the request was sent, once its answer is complete."""
    chunk = connection.socket.recv(262_144)
    connection.received += chunk
    if not connection.expected:
        end = connection.received.find(b"\r\n\r\n")
        if end < 0 and chunk:
            return None
        head = bytes(connection.received[: max(end, 0)])
        length = _length.search(head)
        if b" 200 " not in head.split(b"\r\n", 1)[0] or length is None:
            raise SystemExit(f"unexpected answer: {head[:300]!r}")
        connection.expected = end + 4 + int(length[1])
    if len(connection.received) < connection.expected:
        if not chunk:
            raise SystemExit("the server closed the connection in the middle of an answer")
        return None
    return time.perf_counter() - connection.sent_at


if __name__ == "__main__":
    where, path, count, duration, *headers = sys.argv[1:]
    host, _, port = where.partition(":")
    lines = [f"GET {path} HTTP/1.1", *headers, "Accept-Encoding: gzip", "Connection: keep-alive", "", ""]
    result = measure((host, int(port)), "\r\n".join(lines).encode(), int(count), float(duration))
    sys.stdout.write(json.dumps(result))
