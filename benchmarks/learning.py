"""How fast the learning pages are for many people: ``python benchmarks/learning.py [--people 10000] [--rounds 3]``.

On PostgreSQL (``--postgres``), in databases of its own that are dropped at the end; the production settings, two gunicorn
workers. The same site stands there twice, with few people and with all of them: no page may grow with their number. The
two are measured in turn, so that both meet the same machine, and each figure is the median of the rounds. The yardstick
is Moodle 4.3 on two such cores, with four PHP workers and PostgreSQL. Prints a table and one JSON line, and ends with
status 1 where a target is missed.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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

Row = dict[str, Any]
Site = dict[str, str]
"""The environment in which it runs."""

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
def database(postgres: str, size: str, pattern: str = "template1") -> Iterator[str]:
    """The name of a database that goes with the block: a copy of ``pattern``, to which nobody may be connected."""
    name = f"sijawara_bench_{os.getpid()}_{size}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {pattern}")
    try:
        yield name
    finally:
        with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def prepared(postgres: str, courses: int, people: int) -> Iterator[tuple[list[Site], dict[str, str]]]:
    """The site with few people and its copy, database and files, with all of them; what is measured is in both."""
    with tempfile.TemporaryDirectory(prefix="sijawara-bench-") as temporary, ExitStack() as stack:
        state = Path(temporary, "few")
        name = stack.enter_context(database(postgres, "few"))
        few = {**environment(state), "PAGE_CACHE": "off", "DATABASE_URL": f"{postgres}/{name}", "PYTHONPATH": str(ROOT)}
        for arguments in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0")):
            python(ROOT, few, "manage.py", *arguments)
        facts = fill(few, courses, FEW_PEOPLE)
        copy = stack.enter_context(database(postgres, "many", name))
        many_state = str(shutil.copytree(state, Path(temporary, "many")))
        many = {**few, "HOME": many_state, "SIJAWARA_VAR": many_state, "DATABASE_URL": f"{postgres}/{copy}"}
        fill(many, courses, people)
        yield [few, many], facts


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


def count_queries(site: Site, facts: dict[str, str]) -> dict[str, int]:
    pages = addresses(facts)
    code = COUNT_QUERIES.format(host=HOST, cookie=facts["cookie"], addresses=list(pages.values()))
    printed = python(ROOT, site, "manage.py", "shell", "-v0", "-c", code)
    return dict(zip(pages, map(int, re.findall(r"QUERIES (\d+)", printed)), strict=True))


@contextmanager
def servers(sites: list[Site], page_cache: str) -> Iterator[list[int]]:
    with ExitStack() as stack:
        yield [stack.enter_context(server("config.wsgi", ROOT, {**site, "PAGE_CACHE": page_cache})) for site in sites]


def measure(sites: list[Site], facts: dict[str, str], rounds: int, seconds: float) -> list[list[Row]]:
    """For each page and number of connections a row of every site: queries, bytes and times.

    Every page is rendered; public ones are measured once more as visitors without an account get them, with the page cache.
    """
    queries = [count_queries(site, facts) for site in sites]
    pages = addresses(facts)
    with servers(sites, "off") as ports:
        rendered = rows(ports, pages, {**HEADERS, "Cookie": facts["cookie"]}, queries, rounds, seconds)
    with servers(sites, "on") as ports:
        kept = {f"{name}, kept": pages[name] for name in PUBLIC}
        return rendered + rows(ports, kept, HEADERS, [{} for _ in sites], rounds, seconds)


def rows(
    ports: list[int],
    pages: dict[str, str],
    headers: dict[str, str],
    queries: list[dict[str, int]],
    rounds: int,
    seconds: float,
) -> list[list[Row]]:
    return [
        [
            {"page": name, "connections": count, "queries": asked.get(name, 0), **size, **figures}
            for asked, size, figures in zip(queries, sizes, times, strict=True)
        ]
        for name, path in pages.items()
        for sizes in [[cold_bytes(port, path, headers) for port in ports]]
        for count in CONNECTIONS
        for times in [in_turn(ports, path, count, headers, rounds, seconds)]
    ]


def in_turn(
    ports: list[int], path: str, connections: int, headers: dict[str, str], rounds: int, seconds: float
) -> list[dict[str, float]]:
    """The median of each figure over the rounds, site by site; in every round each site is loaded once."""
    taken = [[load(port, path, connections, seconds, headers) for port in ports] for _ in range(rounds)]
    return [
        {figure: round(statistics.median(one[figure] for one in each), 2) for figure in each[0]}
        for each in zip(*taken, strict=True)
    ]


def judged(row: Row, few: Row) -> Row:
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


def show(table: list[Row]) -> None:
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
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", default="postgres://postgres@127.0.0.1:5432")
    options = parser.parse_args()
    with prepared(options.postgres, options.courses, options.people) as (sites, facts):
        measured = measure(sites, facts, options.rounds, options.seconds)
    table = [judged(many, few) for few, many in measured]
    show(table)
    print(json.dumps({"benchmark": "learning", "people": options.people, "courses": options.courses, "rows": table}))
    if any(row["missed"] for row in table):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
