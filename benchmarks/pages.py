"""How fast the service page is: ``python benchmarks/pages.py [--seconds 4]`` prints a table and one JSON line.

Needs nothing prepared: state, secrets and servers live in a temporary folder and end with the script. The page runs with
the production settings on two gunicorn workers, beside a stock Wagtail page with the same words on two workers as well.
Redis is measured when ``--redis`` answers. Times depend on the machine: read them as ratios.
"""

import argparse
import base64
import contextlib
import gzip
import html
import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import redis
from stock_wagtail import ADDRESS as STOCK_ADDRESS
from stock_wagtail import write_project

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/"
HOST = "bench.example"
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}
WORKERS = 2
THREADS = 4
CONNECTIONS = (1, 16)
COUNT_QUERIES = f"""
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.db import connection
client = Client(headers={{"host": "{HOST}", "x-forwarded-proto": "https"}})
client.get("{ADDRESS}")
with CaptureQueriesContext(connection) as queries:
    assert client.get("{ADDRESS}").status_code == 200
print("QUERIES", len(queries))
"""


def environment(state: Path) -> dict[str, str]:
    """A production environment of its own; nothing of the caller's settings leaks in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(state),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SIJAWARA_VAR": str(state),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_ENCRYPTION_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "FIELD_HASH_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
    }


def python(folder: Path, env: dict[str, str], *arguments: str) -> str:
    """Run Python to its end in ``folder``. Raises SystemExit with the end of its complaint."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments[:2])}:\n{done.stderr[-2000:]}")
    return done.stdout


@contextlib.contextmanager
def server(application: str, folder: Path, env: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free loopback port, ended with the block whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    command += ["--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "5", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit("gunicorn did not start")


def fetch(port: int, path: str, headers: Mapping[str, str] = HEADERS) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={**headers, "Accept-Encoding": "br, gzip"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return response, body


def page_source(port: int, path: str = ADDRESS, headers: Mapping[str, str] = HEADERS) -> str:
    response, body = fetch(port, path, headers)
    return (gzip.decompress(body) if response.getheader("Content-Encoding") == "gzip" else body).decode()


def load(port: int, path: str, connections: int, seconds: float, headers: Mapping[str, str] = HEADERS) -> dict[str, Any]:
    """Measure from a process of its own, after a warm-up of every worker thread."""
    for _ in range(WORKERS * THREADS * 2):
        fetch(port, path, headers)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    arguments = [str(Path(__file__).with_name("load.py")), f"127.0.0.1:{port}", path, str(connections), str(seconds)]
    return dict(json.loads(python(ROOT, {"PATH": os.environ["PATH"]}, *arguments, *lines)))


def rows(name: str, port: int, path: str, seconds: float) -> list[dict[str, Any]]:
    return [{"page": name, "connections": count, **load(port, path, count, seconds)} for count in CONNECTIONS]


def cold_bytes(port: int, page: str = ADDRESS, headers: Mapping[str, str] = HEADERS) -> dict[str, int]:
    """What a first visit downloads, compressed as sent: the page and every style sheet, script and picture it names."""
    named = re.findall(r'(?:href|src)="(/static/[^"#]+)', page_source(port, page, headers))
    sizes = {path: len(fetch(port, path, headers)[1]) for path in (page, *dict.fromkeys(named))}
    script = sum(size for path, size in sizes.items() if path.endswith(".js"))
    return {"bytes": sum(sizes.values()), "html_bytes": sizes[page], "script_bytes": script, "requests": len(sizes)}


def words_of(port: int) -> list[str]:
    """The words of our page, for the stock page to carry."""
    page = page_source(port)
    main = page[page.index("<main") : page.index("</main>")]
    parts = [re.sub(r"\s+", " ", html.unescape(part)).strip() for part in re.split(r"<[^>]+>", main)]
    return [html.escape(part) for part in parts if part]


def redis_answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


def measure_ours(state: Path, redis_url: str, seconds: float) -> tuple[dict[str, Any], list[dict[str, Any]], list[str]]:
    env = environment(state)
    for arguments in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0"), ("seed_services",)):
        python(ROOT, env, "manage.py", *arguments)
    counted = python(ROOT, {**env, "PAGE_CACHE": "off"}, "manage.py", "shell", "-v0", "-c", COUNT_QUERIES)
    facts: dict[str, Any] = {"queries": int(re.findall(r"QUERIES (\d+)", counted)[0])}
    variants = {"page cache off": {"PAGE_CACHE": "off"}, "page cache, files": {"PAGE_CACHE": "on"}}
    if redis_answers(redis_url):
        variants["page cache, Redis"] = {"PAGE_CACHE": "on", "CACHE_URL": redis_url}
    table: list[dict[str, Any]] = []
    words: list[str] = []
    for name, change in variants.items():
        with server("config.wsgi", ROOT, {**env, **change}) as port:
            table += rows(name, port, ADDRESS, seconds)
            words = words_of(port)
            if change["PAGE_CACHE"] == "on":
                facts |= cold_bytes(port)
    return facts, table, words


def measure_stock(folder: Path, words: list[str], seconds: float) -> tuple[int, list[dict[str, Any]]]:
    write_project(folder, words)
    env = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    counted = python(folder, env, "prepare.py")
    with server("stock_wsgi", folder, env) as port:
        return int(re.findall(r"QUERIES (\d+)", counted)[0]), rows("stock Wagtail page", port, STOCK_ADDRESS, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--redis", default="redis://127.0.0.1:6379/9")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sijawara-bench-") as temporary:
        state, stock = Path(temporary, "ours"), Path(temporary, "stock")
        state.mkdir()
        facts, table, words = measure_ours(state, options.redis, options.seconds)
        facts["stock_queries"], stock_table = measure_stock(stock, words, options.seconds)
    table += stock_table
    print(f"{'service page':24}{'connections':>12}{'requests/s':>12}{'p50 ms':>9}{'p95 ms':>9}")
    for row in table:
        numbers = f"{row['requests_per_second']:>12}{row['p50_ms']:>9}{row['p95_ms']:>9}"
        print(f"{row['page']:24}{row['connections']:>12}{numbers}")
    print(", ".join(f"{name}: {value}" for name, value in facts.items()))
    print(json.dumps({"benchmark": "pages", **facts, "rows": table}))


if __name__ == "__main__":
    main()
