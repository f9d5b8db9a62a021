"""How fast the learning pages are for many people: ``python benchmarks/learning.py [--people 10000] [--seconds 4]``.

On PostgreSQL (``--postgres``), in a database of its own that is dropped at the end; the production settings, two gunicorn
workers. The same site is measured with few people and then with all of them: no page may grow with their number. The
yardstick is Moodle 4.3 on two such cores, with four PHP workers and PostgreSQL. Prints a table and one JSON line.
"""

import argparse
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from pages import HEADERS, HOST, ROOT, cold_bytes, environment, load, python, server

CONNECTIONS = (1, 16, 64)
FEW_PEOPLE = 100
PUBLIC = ("course list", "course page")
# requests a second at 1 and 16 connections, and how many times that we want to be
MOODLE = {
    "course page": ((8.8, 15.6), 8),
    "course page, kept": ((8.8, 15.6), 8),
    "class page": ((8.8, 15.6), 8),
    "lesson": ((13.8, 25.0), 5),
}
MOODLE_BYTES = 1_153_434  # 1.1 MiB, cold
LESSON_P50_MS, LESSON_QUERIES, GROWTH = 30, 15, 1.2
COUNT_QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"host": "{host}", "x-forwarded-proto": "https", "cookie": "{cookie}"}})
for address in {addresses}:
    for _ in range(2):  # what a process keeps is there from the third request on where the site is new
        client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    print("QUERIES", len(queries))
"""


@contextmanager
def database(postgres: str) -> Iterator[str]:
    """The URL of an empty database that goes with the block."""
    name = f"sijawara_bench_{os.getpid()}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{postgres}/{name}"
    finally:
        with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def fill(env: dict[str, str], courses: int, people: int) -> dict[str, str]:
    printed = python(ROOT, env, str(Path(__file__).with_name("learning_data.py")), str(courses), str(people))
    return dict(json.loads(re.findall(r"^FACTS (.*)$", printed, re.MULTILINE)[-1]))


def addresses(facts: dict[str, str]) -> dict[str, str]:
    home = f"/kelas/{facts['run']}/"
    return {
        "course list": "/pelatihan/",
        "course page": facts["course"],
        "class page": home,
        "lesson": f"{home}pelajaran/{facts['lesson']}/",
        "home": "/kelas/",
    }


def count_queries(env: dict[str, str], facts: dict[str, str]) -> dict[str, int]:
    pages = addresses(facts)
    code = COUNT_QUERIES.format(host=HOST, cookie=facts["cookie"], addresses=list(pages.values()))
    printed = python(ROOT, env, "manage.py", "shell", "-v0", "-c", code)
    return dict(zip(pages, map(int, re.findall(r"QUERIES (\d+)", printed)), strict=True))


def measure(env: dict[str, str], facts: dict[str, str], seconds: float) -> list[dict[str, Any]]:
    """A row for each page: queries, bytes, and the times at each number of connections.

    Every page is rendered; public ones are measured once more as visitors without an account get them, with the page cache.
    """
    queries = count_queries(env, facts)
    pages = addresses(facts)
    with server("config.wsgi", ROOT, env) as port:
        rendered = rows(port, pages, {**HEADERS, "Cookie": facts["cookie"]}, queries, seconds)
    with server("config.wsgi", ROOT, {**env, "PAGE_CACHE": "on"}) as port:
        return rendered + rows(port, {f"{name}, kept": pages[name] for name in PUBLIC}, HEADERS, {}, seconds)


def rows(
    port: int, pages: dict[str, str], headers: dict[str, str], queries: dict[str, int], seconds: float
) -> list[dict[str, Any]]:
    return [
        {"page": name, "connections": count, "queries": queries.get(name, 0), **size}
        | load(port, path, count, seconds, headers)
        for name, path in pages.items()
        for size in [cold_bytes(port, path, headers)]
        for count in CONNECTIONS
    ]


def judged(row: dict[str, Any], few: dict[str, Any]) -> dict[str, Any]:
    """The row with how it grew and what of the goals it misses."""
    growth = round(row["p50_ms"] / few["p50_ms"], 2)
    missed = []
    if row["queries"] != few["queries"] or (row["connections"] == 1 and growth > GROWTH):
        missed.append("grows with people")
    if row["page"] == "lesson" and row["connections"] == 1 and row["p50_ms"] > LESSON_P50_MS:
        missed.append(f"p50 over {LESSON_P50_MS} ms")
    if row["page"] == "lesson" and row["queries"] > LESSON_QUERIES:
        missed.append(f"over {LESSON_QUERIES} queries")
    if row["bytes"] > MOODLE_BYTES / 10:
        missed.append("over a tenth of Moodle's bytes")
    theirs = dict(zip(CONNECTIONS, MOODLE.get(row["page"], ((), 0))[0], strict=False)).get(row["connections"])
    if theirs:
        row["times_moodle"] = round(row["requests_per_second"] / theirs, 1)
        if row["times_moodle"] < (goal := MOODLE[row["page"]][1]):
            missed.append(f"under {goal} x Moodle")
    return {**row, "p50_ms_few": few["p50_ms"], "growth": growth, "missed": missed}


def show(table: list[dict[str, Any]]) -> None:
    columns = (
        ("connections", "conn."),
        ("queries", "queries"),
        ("bytes", "bytes"),
        ("requests", "files"),
        ("requests_per_second", "requests/s"),
        ("p50_ms", "p50 ms"),
        ("p95_ms", "p95 ms"),
        ("growth", "growth"),
        ("times_moodle", "x Moodle"),
    )
    print(f"{'page':18}" + "".join(f"{heading:>11}" for _, heading in columns))
    for row in table:
        figures = "".join(f"{row.get(name, ''):>11}" for name, _ in columns)
        print(f"{row['page']:18}{figures}  {', '.join(row['missed'])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--courses", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sijawara-bench-") as temporary, database(options.postgres) as url:
        env = {**environment(Path(temporary)), "PAGE_CACHE": "off", "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        for arguments in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0")):
            python(ROOT, env, "manage.py", *arguments)
        few = measure(env, fill(env, options.courses, FEW_PEOPLE), options.seconds)
        many = measure(env, fill(env, options.courses, options.people), options.seconds)
    table = [judged(row, before) for row, before in zip(many, few, strict=True)]
    show(table)
    print(json.dumps({"benchmark": "learning", "people": options.people, "courses": options.courses, "rows": table}))


if __name__ == "__main__":
    main()
