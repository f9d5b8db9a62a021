"""The whole system as ``make run`` starts it, on a port and a state folder of its own.

Web, worker and scheduler run as processes; mails become files.
"""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import requests

from lms.demo import TOTP_SECONDS, code_at
from tests.databases import copy_to_state
from tests.environment import ROOT, run_python
from tests.walk import Visitor, code_from_folder

START_SECONDS = 120
PREPARE_SECONDS = 600  # on a busy machine; all test processes wait for it
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "PAGE_CACHE": "1"}
MAIL_SECONDS = 60
_BETWEEN_MAILS = re.compile(rb"^-{79}$", re.MULTILINE)
ACCOUNT = re.compile(r"(?P<email>\S+@contoh\.id)\s+(?P<password>coba-\S+)\s+(?:\d{6}\s+(?P<secret>[A-Z2-7]{32})|–)")


@dataclass(frozen=True)
class System:
    """A running system: its address, its state folder, and the demo log-ins that it printed."""

    base: str
    folder: Path
    passwords: dict[str, str]
    secrets: dict[str, str]
    used: set[tuple[str, str]] = field(default_factory=set)
    logged_in: dict[str, Visitor] = field(default_factory=dict)

    def code_for(self, email: str) -> str:
        """The code in the newest mail to ``email``; waits for the worker."""
        return code_from_folder(self.folder / "mail", email)

    def second_factor(self, name: str) -> str:
        """An unused TOTP code of this demo account: each is accepted once, and so are the neighbouring time steps."""
        step = int(time.time()) // TOTP_SECONDS
        codes = [code_at(self.secrets[name], number) for number in (step, step + 1, step - 1)]
        code = next(each for each in codes if (name, each) not in self.used)
        self.used.add((name, code))
        return code

    def log_in(self, name: str) -> Visitor:
        """A visitor logged in with the e-mail and password of a demo account; staff still need their second factor."""
        visitor = Visitor(self.base)
        visitor.get("/akun/masuk/")
        visitor.submit(login=f"{name}@contoh.id", password=self.passwords[name])
        return visitor

    def staff(self, name: str) -> Visitor:
        """A visitor logged in with both factors as a demo member of staff; one session for the whole run."""
        if name not in self.logged_in:
            visitor = self.log_in(name)
            visitor.submit(code=self.second_factor(name))
            self.logged_in[name] = visitor
        return self.logged_in[name]

    def cookies_of(self, visitor: Visitor) -> list[dict[str, str]]:
        """The session of ``visitor`` for ``context.add_cookies``."""
        return [{"name": each.name, "value": str(each.value), "url": self.base} for each in visitor.session.cookies]

    def mail_to(self, email: str, subject: str) -> EmailMessage:
        """The mail to ``email`` whose subject begins so; waits for the worker."""
        end = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < end:
            for mail in self._mails():
                if email in mail["To"] and mail["Subject"].startswith(subject):
                    return mail
            time.sleep(0.2)
        raise AssertionError(f"no mail “{subject}” to {email} in {self.folder / 'mail'}")

    def _mails(self) -> Iterator[EmailMessage]:
        for path in (self.folder / "mail").glob("*.log"):
            for content in _BETWEEN_MAILS.split(path.read_bytes()):
                if content.strip():
                    yield message_from_bytes(content.lstrip(), policy=policy.default)


def copy_prepared(shared: Path, folder: Path) -> None:
    """Copy the result of ``manage.py prepare``, made once for all processes that share ``shared``: a minute of CPU time.

    A start from the copy is a second start; tests marked ``process`` do a first one.
    """
    made = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            partial = shared / "half-prepared"
            copy_to_state(partial)
            done = run_python("manage.py", "prepare", var=partial, timeout=PREPARE_SECONDS, **SETTINGS)
            assert done.returncode == 0, f"prepare: {done.stderr}"
            partial.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)


@contextmanager
def running(folder: Path) -> Iterator[System]:
    """Run the system as in production (page cache on, no debugging) until the block ends; yields it when it is ready.

    Fails with the end of its log when the system has stopped by itself.
    """
    port = _free_port()
    log = folder / "serve.log"
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        **SETTINGS,
        "SIJAWARA_VAR": str(folder),
        "PORT": str(port),
    }
    command = [sys.executable, "manage.py", "serve"]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait(process, f"http://localhost:{port}/readyz", log)
        accounts = [found.groupdict() for found in ACCOUNT.finditer(log.read_text())]
        yield System(
            base=f"http://localhost:{port}",
            folder=folder,
            passwords={_name(account): account["password"] for account in accounts},
            secrets={_name(account): account["secret"] for account in accounts if account["secret"]},
        )
    finally:
        ended = process.poll()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        assert ended is None, f"the system ended by itself with {ended}:\n{log.read_text()[-3000:]}"


def _name(account: dict[str, str]) -> str:
    return account["email"].partition("@")[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(address, timeout=5).status_code == 200:
                return
        except (requests.ConnectionError, requests.Timeout):
            pass
        time.sleep(0.2)
    raise AssertionError(f"the system did not start:\n{log.read_text()[-3000:]}")
