"""Stop each part of a real stack in turn, under a light load, and look at the site as people do.

While a part is away, every public page is opened by a visitor and by a participant, somebody logs in, somebody signs up,
and a file is asked for. Then the part comes back, and what was promised must be there: once. Prints a table; ends with 1
when anything was not as ``EXPECTED`` says. Needs PostgreSQL, Redis and RabbitMQ; S3 and mail are servers of its own.
"""

import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
import requests
from moto.server import ThreadedMotoServer

from core.operations.serve import commands
from tests.drill.parts import Door, MailServer, Processes
from tests.services.conftest import RABBITMQ, REDIS, create_bucket, made_stack
from tests.services.system import free_port
from tests.walk import PASSWORD, Visitor, earn_the_certificate, find_code

PARTS = ("database", "cache", "broker", "storage", "mail", "worker")
ADDRESSES = """
/ /cari/ /cari/?q=pungli /cari/?q=koperasi /layanan/?q=izin /pelatihan/ /perpustakaan/ /berita/atom.xml /pengaduan/ /kontak/
/privasi/ /sertifikat/ /akun/masuk/ /akun/daftar/ /akun/masuk/kode/ /robots.txt /sitemap.xml
"""
PICTURE = "/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/halaman/5/gambar"
BACK_SECONDS = 90
"""In which everything that waited must be done once the part is there again."""


class Part(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass
class Answers:
    """How often which status came, the slowest answer, and where a status was that nobody should see."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    bad: list[str] = field(default_factory=list)

    def note(self, response: requests.Response, address: str, *, allowed: set[int]) -> None:
        self.statuses[response.status_code] += 1
        self.slowest = max(self.slowest, response.elapsed.total_seconds())
        if response.status_code not in allowed:
            self.bad.append(f"{address} {response.status_code}")

    def __str__(self) -> str:
        return " ".join(f"{status}×{number}" for status, number in sorted(self.statuses.items()))


@dataclass
class Row:
    part: str
    visitor: Answers = field(default_factory=Answers)
    participant: Answers = field(default_factory=Answers)
    load: Answers = field(default_factory=Answers)
    login: int = 0
    sign_up: int = 0
    files: Answers = field(default_factory=Answers)
    waited: float = 0.0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Site:
    """The running stack, and what a drill knows of it."""

    address: str
    database: str
    mails: MailServer
    parts: dict[str, Part]
    log: Path

    def open_jobs(self) -> int:
        """Work that is neither done nor replaced by newer work."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute("SELECT count(*) FROM core_job WHERE state NOT IN ('done', 'superseded')").fetchone()
        assert found is not None
        return int(found[0])


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """PostgreSQL, Redis, RabbitMQ, S3 and mail, each behind a door; web, worker and scheduler; the demo's content."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line a request would bury the table
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    s3.start()
    mails = MailServer()
    with made_stack("postgres+rabbitmq", folder) as made:
        direct = made.environment["DATABASE_URL"]
        doors = {
            "database": _door(direct, 5432),
            "cache": _door(REDIS, 6379),
            "broker": _door(RABBITMQ, 5672),
            "storage": Door(*s3.get_host_and_port()),
            "mail": Door("127.0.0.1", mails.port),
        }
        port = free_port()
        storage = f"http://127.0.0.1:{doors['storage'].port}"
        environment = made.environment | {
            "DATABASE_URL": _through(direct, doors["database"]),
            "CACHE_URL": _through(made.environment["CACHE_URL"], doors["cache"]),
            "CELERY_BROKER_URL": _through(RABBITMQ, doors["broker"]),
            "STORAGE_URL": f"s3://kunci:rahasia@{create_bucket(storage)}?endpoint={storage}&region=us-east-1",
            "EMAIL_URL": f"smtp://127.0.0.1:{doors['mail'].port}",
            "PORT": str(port),
            "LOG_LEVEL": "WARNING",
        }
        log = folder / "drill.log"
        Processes({"prepare": f"{sys.executable} manage.py prepare"}, environment, log).run()
        run = commands(bind="127.0.0.1", port=port, state=folder)
        web = Processes({"web": run["web"]}, environment, log)
        worker = Processes({name: run[name] for name in ("worker", "beat")}, environment, log)
        web.start()
        worker.start()
        try:
            found = Site(f"http://127.0.0.1:{port}", direct, mails, {**doors, "worker": worker}, log)
            _until(lambda: _answers(f"{found.address}/readyz"), "the site did not get ready", seconds=120)
            yield found
        finally:
            worker.stop()
            web.stop()
            s3.stop()


def _door(url: str, port: int) -> Door:
    parts = urlsplit(url)
    return Door(parts.hostname or "127.0.0.1", parts.port or port)


def _through(url: str, door: Door) -> str:
    """The same server, by its door."""
    parts = urlsplit(url)
    who = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return parts._replace(netloc=f"{who}127.0.0.1:{door.port}").geturl()


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=10).status_code == 200
    except requests.RequestException:
        return False


def _until(condition: Callable[[], bool], complaint: str, *, seconds: float = BACK_SECONDS) -> float:
    """Seconds until ``condition`` held. Raises AssertionError when it doesn't in time."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"{complaint} within {seconds} s")
        time.sleep(0.2)
    return time.monotonic() - begun


def public_addresses(address: str) -> list[str]:
    """What the sitemap lists, and the screens that it doesn't: search, feeds, accounts."""
    found = set(ADDRESSES.split())
    for section in re.findall(r"<loc>(.*?)</loc>", requests.get(f"{address}/sitemap.xml", timeout=30).text):
        listed = requests.get(address + _path(section), timeout=30).text
        found |= {_path(each) for each in re.findall(r"<loc>(.*?)</loc>", listed)}
    return sorted(found)


def _path(url: str) -> str:
    parts = urlsplit(url.replace("&amp;", "&"))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@contextmanager
def light_load(address: str, pages: list[str], answers: Answers, allowed: set[int]) -> Iterator[None]:
    """Two visitors that go through the pages, one every tenth of a second each."""
    over = threading.Event()

    def walk(offset: int) -> None:
        while not over.is_set():
            for page in pages[offset:] + pages[:offset]:
                if over.wait(0.1):
                    return
                answers.note(requests.get(address + page, timeout=60), page, allowed=allowed)

    threads = [threading.Thread(target=walk, args=(offset,)) for offset in (0, len(pages) // 2)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()


def log_in(address: str, email: str) -> int:
    """The status after the form, followed to where it leads; a device that the account has never logged in from."""
    visitor = Visitor(address)
    return _post(visitor, "/akun/masuk/", login=email, password=PASSWORD)


def sign_up(address: str, email: str) -> int:
    fields = {"full_name": "Wati", "email": email, "password1": PASSWORD, "regency": "35.78", "consent": "on"}
    return _post(Visitor(address), "/akun/daftar/", **fields)


def _post(visitor: Visitor, path: str, **values: str) -> int:
    page = visitor.session.get(visitor.base + path, timeout=60)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    if token is None:
        return page.status_code
    hidden = {"csrfmiddlewaretoken": token[1]}
    answer = visitor.session.post(visitor.base + path, data=hidden | values, headers={"Referer": page.url}, timeout=60)
    is_through = "/akun/masuk/" not in answer.url and not answer.url.endswith("/akun/daftar/")
    return answer.status_code if is_through or answer.status_code != 200 else 422


class Drill:
    """One participant with a certificate, whose file and whose log-in are tried while each part is away."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.email = "siti@contoh.id"
        self.participant = Visitor(site.address)
        self.files: list[str] = []

    def prepare(self) -> None:
        earn_the_certificate(self.participant, email=self.email, read_code=lambda: self._code(self.email))
        self.files = [_path(self.participant.page.url.replace("/selesai/", "/sertifikat.pdf")), PICTURE]
        _until(lambda: self.site.open_jobs() == 0, "the work of the certificate was not done")
        self.pages = public_addresses(self.site.address)

    def _code(self, email: str) -> str:
        def found() -> str | None:
            return next((code for text in self.site.mails.texts.get(email, []) if (code := find_code(text))), None)

        _until(lambda: found() is not None, f"no code for {email} came")
        return found() or ""

    def without(self, part: str) -> Row:
        """Stop ``part``, look, start it, and wait for what was promised."""
        row, server = Row(part), self.site.parts[part]
        allowed = {200, 503} if part == "database" else {200}
        newcomer = f"{part}@contoh.id"
        server.stop()
        try:
            with light_load(self.site.address, self.pages, row.load, allowed):
                self._look(row, allowed)
                row.login = log_in(self.site.address, self.email)
                row.sign_up = sign_up(self.site.address, newcomer)
                for file in self.files:
                    answer = self.participant.session.get(self.site.address + file, timeout=60)
                    row.files.note(answer, file, allowed={503} if part in {"database", "storage"} else {200})
        finally:
            server.start()
        self._judge(row)
        self._afterwards(row, newcomer if row.sign_up == 200 else None)
        return row

    def _look(self, row: Row, allowed: set[int]) -> None:
        for page in self.pages:
            address = self.site.address + page
            row.visitor.note(requests.get(address, timeout=60), page, allowed=allowed)
            row.participant.note(self.participant.session.get(address, timeout=60), page, allowed=allowed)

    def _judge(self, row: Row) -> None:
        wanted = 503 if row.part == "database" else 200
        row.wrong += [*row.visitor.bad, *row.participant.bad, *row.load.bad, *row.files.bad]
        row.wrong += [
            f"{name} {status}, not {wanted}"
            for name, status in (("log-in", row.login), ("sign-up", row.sign_up))
            if status != wanted
        ]

    def _afterwards(self, row: Row, newcomer: str | None) -> None:
        """Every mail that was promised is there, once; every job is done; every page answers as before."""
        sent = self.site.mails.texts
        try:
            if newcomer is not None:
                row.waited = _until(lambda: newcomer in sent, f"no mail for {newcomer}")
            row.waited = max(row.waited, _until(lambda: self.site.open_jobs() == 0, "jobs are not done"))
            _until(lambda: _answers(f"{self.site.address}/readyz"), "/readyz does not answer 200")
        except AssertionError as late:
            row.wrong.append(str(late))
        mails = len(sent.get(newcomer or "", []))
        if mails != (0 if newcomer is None else 1):
            row.wrong.append(f"{mails} mails for {newcomer}")
        back = Answers()
        for page in [*self.pages, *self.files]:
            back.note(self.participant.session.get(self.site.address + page, timeout=60), page, allowed={200})
        row.wrong += [f"afterwards {each}" for each in back.bad]


_COLUMNS = "{:10} {:18} {:18} {:18} {:>9} {:>7} {:>7}  {:8} {:>15}  {}"
_HEAD = (
    "part away",
    "visitor",
    "participant",
    "load",
    "slowest",
    "log-in",
    "sign-up",
    "files",
    "work done after",
    "verdict",
)


def table(rows: list[Row], pages: int) -> str:
    """What a person reads."""
    lines = [f"{pages} public pages, each opened by a visitor and by a participant", _COLUMNS.format(*_HEAD)]
    for row in rows:
        slowest = max(row.visitor.slowest, row.participant.slowest)
        more = f" (+{len(row.wrong) - 3})" if len(row.wrong) > 3 else ""
        verdict = "; ".join(row.wrong[:3]) + more or "ok"
        answers = (str(row.visitor), str(row.participant), str(row.load))
        people = (row.login, row.sign_up, str(row.files))
        lines.append(_COLUMNS.format(row.part, *answers, f"{slowest:.2f} s", *people, f"{row.waited:.1f} s", verdict))
    return "\n".join(lines)
