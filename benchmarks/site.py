"""Whether ten times the services make the information site slower: ``python benchmarks/site.py [--seconds 3] [--rounds 3]``.

Two copies of the site with the production settings, one with 24 published services and one with 240, stand in temporary
folders and end with the script; every page is rendered (page cache off). They are measured in turn, so that both meet the
same machine. Prints a table and one JSON line; the goal is a ratio of at most 1.5, and missing it ends with status 1.
"""

import argparse
import json
import re
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pages import ADDRESS, CONNECTIONS, HOST, ROOT, environment, load, python, server

SIZES = (24, 240)
GOAL = 1.5
PAGES = {
    "list": "/layanan/",
    "list, time and fee": "/layanan/?waktu=1-minggu&biaya=gratis",
    "list, words": "/layanan/?q=ijin",
    "list, last page": "/layanan/?page={last}",
    "service page": ADDRESS,
    "search": "/cari/?q=melayani",
    "home": "/",
}
GENERATE = """
from dataclasses import replace
from itertools import cycle, islice
from cms.models import ServiceIndexPage, ServicePage
from cms.standards.services.seeding import seed_services
from cms.standards.imports.records import read_standards
known = read_standards()
whole = [standard for standard in known.standards if standard.legal_basis]
missing = {size} - ServicePage.objects.live().count()
def numbered(standard, number):
    again = {{name: f"{{getattr(standard, name)[:90]}}-{{number}}" for name in ("key", "slug")}}
    return replace(standard, title=f"{{standard.title}} {{number}}", **again)
more = tuple(numbered(standard, number) for number, standard in enumerate(islice(cycle(whole), missing), start=1))
seed_services(standards=replace(known, standards=more), index=ServiceIndexPage.objects.get())
assert ServicePage.objects.live().count() == {size}
"""
COUNT_QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={{"host": "{host}", "x-forwarded-proto": "https"}})
for address in {addresses}:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    print("QUERIES", len(queries))
"""


def addresses(size: int) -> dict[str, str]:
    return {name: address.format(last=-(-size // 24)) for name, address in PAGES.items()}


def prepare(state: Path, size: int) -> dict[str, str]:
    """A site of its own with ``size`` published services, all of them in the search index."""
    state.mkdir()
    env = {**environment(state), "PAGE_CACHE": "off"}
    for arguments in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0"), ("seed_services",)):
        python(ROOT, env, "manage.py", *arguments)
    python(ROOT, env, "manage.py", "shell", "-v0", "-c", GENERATE.format(size=size))
    python(ROOT, env, "manage.py", "rebuild_index", "-v0")
    return env


def count_queries(env: dict[str, str], size: int) -> list[int]:
    code = COUNT_QUERIES.format(host=HOST, addresses=list(addresses(size).values()))
    return [int(count) for count in re.findall(r"QUERIES (\d+)", python(ROOT, env, "manage.py", "shell", "-v0", "-c", code))]


def measure(ports: dict[int, int], rounds: int, seconds: float) -> list[dict[str, Any]]:
    """The median over ``rounds`` of each page's time (ms), size by size in turn.

    At one connection the time is the p50. At more it is the mean, connections / requests a second: which worker gets how
    many of them is luck, and a median between a crowded worker and an idle one jumps from run to run.
    """
    table = []
    for name in PAGES:
        for connections in CONNECTIONS:
            times: dict[int, list[float]] = {size: [] for size in SIZES}
            for _ in range(rounds):
                for size, port in ports.items():
                    times[size].append(time_of(load(port, addresses(size)[name], connections, seconds), connections))
            few, many = (round(statistics.median(times[size]), 2) for size in SIZES)
            row = {"page": name, "connections": connections, "ms_24": few, "ms_240": many}
            table.append({**row, "ratio": round(many / few, 2)})
    return table


def time_of(figures: dict[str, Any], connections: int) -> float:
    """A request's time in ms."""
    return float(figures["p50_ms"] if connections == 1 else connections / figures["requests_per_second"] * 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sijawara-bench-") as temporary, ExitStack() as stack:
        environments = {size: prepare(Path(temporary, str(size)), size) for size in SIZES}
        counted = {size: count_queries(env, size) for size, env in environments.items()}
        queries = {name: {size: counted[size][place] for size in SIZES} for place, name in enumerate(PAGES)}
        ports = {size: stack.enter_context(server("config.wsgi", ROOT, env)) for size, env in environments.items()}
        table = measure(ports, options.rounds, options.seconds)
    print(f"{'page':20}{'connections':>12}{'queries':>10}{'24: ms':>12}{'240: ms':>13}{'ratio':>7}")
    for row in table:
        asked = "/".join(str(queries[row["page"]][size]) for size in SIZES)
        numbers = f"{row['ms_24']:>12}{row['ms_240']:>13}{row['ratio']:>7}"
        told = "" if row["ratio"] <= GOAL else "  above the goal"
        print(f"{row['page']:20}{row['connections']:>12}{asked:>10}{numbers}{told}")
    print(json.dumps({"benchmark": "site", "goal": GOAL, "queries": queries, "rows": table}))
    if any(row["ratio"] > GOAL for row in table):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
