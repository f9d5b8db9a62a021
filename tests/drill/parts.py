"""The parts that the drill stops: doors in front of servers, a mail server of its own, processes of the site."""

import contextlib
import email
import email.policy
import os
import selectors
import signal
import socket
import socketserver
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Door:
    """A port in front of ``host:port`` that can be shut: as if the server behind it had been stopped."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = (host, port)
        self._listener = self._listen(0)
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.start()

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port), backlog=128)

    def start(self) -> None:
        if self._listener.fileno() < 0:
            self._listener = self._listen(self.port)
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def stop(self) -> None:
        """Refuse new connections and end those that are there."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            ending, self._open = self._open, set()
        for each in ending:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(visitor,), daemon=True).start()

    def _carry(self, visitor: socket.socket) -> None:
        with contextlib.suppress(OSError), visitor, socket.create_connection(self._behind) as server:
            with self._lock:
                self._open |= {visitor, server}
            with selectors.DefaultSelector() as selector:
                selector.register(visitor, selectors.EVENT_READ, server)
                selector.register(server, selectors.EVENT_READ, visitor)
                while True:
                    for key, _ in selector.select():
                        chunk = key.fileobj.recv(65_536)  # type: ignore[union-attr]
                        if not chunk:
                            return
                        key.data.sendall(chunk)


class MailServer:
    """Takes every mail and keeps it, by recipient."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        kept = self.texts

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self._say("220 drill")
                recipients: list[str] = []
                for line in self.rfile:
                    word = line[:4].upper()
                    if word == b"RCPT":
                        recipients.append(line.decode().split("<")[1].split(">")[0])
                    if word == b"DATA":
                        self._say("354 go on")
                        self._keep(recipients)
                        recipients = []
                    self._say("221 bye" if word == b"QUIT" else "250 ok")
                    if word == b"QUIT":
                        return

            def _keep(self, recipients: list[str]) -> None:
                lines = []
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    lines.append(line.removeprefix(b"."))
                message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                body = message.get_body(("plain",))
                for each in recipients:
                    kept.setdefault(each, []).append(body.get_content() if body is not None else "")

            def _say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


class Processes:
    """Some of the site's processes, each the head of a group."""

    def __init__(self, commands: Mapping[str, str], environment: Mapping[str, str], log: Path) -> None:
        self._commands, self._environment, self._log = commands, dict(environment), log
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        with self._log.open("a") as output:
            self._running = [
                subprocess.Popen(
                    command.split(), cwd=ROOT, env=self._environment, stdout=output, stderr=output, start_new_session=True
                )
                for command in self._commands.values()
            ]

    def run(self) -> None:
        """Start, and wait for the end. Raises AssertionError with the log's end when it was not a good one."""
        self.start()
        codes = [each.wait(timeout=600) for each in self._running]
        assert not any(codes), self._log.read_text()[-3000:]

    def stop(self) -> None:
        """kill -9: nothing is put away."""
        for each in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()
        self._running = []
