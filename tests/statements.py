"""Which tests of pages PostgreSQL need not be asked: whatever they ask of it, other tests ask, too.

All tests run on SQLite. On PostgreSQL runs every test function that asks something and opens no page, in one of its cases
at least, and as many more cases and as many tests that open pages as it takes for every kind of statement to be asked there
that all of them ask, and to be refused there for whatever reason it ever is.
``tests/asked_elsewhere.txt`` names the others; a new test runs on both until the list is made anew, by two commands:

    DATABASE_URL=postgres://… python -m pytest -n 3 --only-database -p tests.statements
    python -m tests.statements

Two statements are of one kind when they differ in values, in how many of them, in the aliases of tables, or in which plain
columns they read.
"""

import json
import os
import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.signals import request_started

LIST = Path(__file__).with_name("asked_elsewhere.txt")
RECORDS = Path(tempfile.gettempdir()) / f"sijawara-statements-{os.getuid()}"
_VALUE = re.compile(r"%s|%\(\w+\)s|\$\d+|\b\d+\b|'(?:[^']|'')*'")
_ALIAS = re.compile(r"\b[S-Z]\d+\b")
_COLUMNS = re.compile(r"SELECT (.*?) FROM", re.DOTALL)
_PLAIN = re.compile(r'\s*"[\w.]+"(?:\."\w+")?(?: AS "\w+")?\s*')
_VALUES = re.compile(r"\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))*")
HEAD = "# Made by tests/statements.py, which says what this is."
_FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")


def kind_of(statement: str) -> str:
    kind = _VALUE.sub("?", _ALIAS.sub("A", statement))
    kind = _COLUMNS.sub(lambda found: f"SELECT {_worked_out(found[1])} FROM", kind)
    return " ".join(_VALUES.sub("(?)", kind).split())


def _worked_out(columns: str) -> str:
    """Without those that are read as they are; DISTINCT stays in front of its first."""
    parts = re.split(r', (?="|\(|[A-Z])', columns)
    return ", ".join(sorted({part for part in parts if not _PLAIN.fullmatch(part)}))


class Recorder:
    """A plugin of pytest: for each test the kinds of its statements, and how long it took."""

    def __init__(self) -> None:
        self.tests: dict[str, dict[str, Any]] = {}
        self._kinds: dict[str, str] = {}
        self._asked: set[str] | None = None
        self._opened = False
        request_started.connect(self._open)

    def _open(self, **_of_the_request: object) -> None:
        self._opened = True

    def note(self, statement: object, refusal: psycopg.Error | None = None) -> None:
        if self._asked is None:
            return
        text = statement.decode() if isinstance(statement, bytes) else str(statement)
        if text not in self._kinds:
            self._kinds[text] = "" if text.startswith(_FRAME) else kind_of(text)
        self._asked.add(self._kinds[text])
        if refusal is not None:
            self._asked.add(f"{self._kinds[text]} refused: {refusal.sqlstate} {refusal.diag.constraint_name or ''}".strip())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._asked, self._opened, started = set(), False, time.perf_counter()
        result = yield
        if item.get_closest_marker("skip") is not None:
            return result
        self.tests[item.nodeid] = {
            "kinds": sorted(self._asked - {""}),
            "seconds": time.perf_counter() - started,
            "opens_pages": self._opened,
        }
        self._asked = None
        return result

    def pytest_sessionfinish(self) -> None:
        if self.tests:
            RECORDS.mkdir(mode=0o700, exist_ok=True)
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            (RECORDS / f"{worker}.json").write_text(json.dumps(self.tests))


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(RECORDS, ignore_errors=True)  # an earlier run may have had more processes than this one
    recorder = Recorder()
    config.pluginmanager.register(recorder, "statements")
    for name in ("execute", "executemany"):
        setattr(psycopg.Cursor, name, _noting(recorder, getattr(psycopg.Cursor, name)))


def _noting(recorder: Recorder, method: Any) -> Any:
    def noting(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        try:
            answer = method(cursor, query, *arguments, **options)
        except psycopg.Error as error:
            recorder.note(query, error)
            raise
        recorder.note(query)
        return answer

    return noting


def asked_elsewhere() -> frozenset[str]:
    """Cases, as pytest names them, and functions all of whose cases are meant."""
    return frozenset(line for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#"))


def is_spared(nodeid: str, names: frozenset[str]) -> bool:
    return nodeid in names or function_of(nodeid) in names


def function_of(nodeid: str) -> str:
    return nodeid.partition("[")[0]


def spared(tests: dict[str, dict[str, Any]]) -> list[str]:
    """What adds nothing once the cheapest that add something have been taken."""
    functions: defaultdict[str, set[str]] = defaultdict(set)
    for nodeid in tests:
        functions[function_of(nodeid)].add(nodeid)
    of_pages = {name for name, cases in functions.items() if any(tests[case]["opens_pages"] for case in cases)}
    asking = {name: {case for case in cases if tests[case]["kinds"]} for name, cases in functions.items()}
    kept = {
        min(cases, key=lambda case: (tests[case]["seconds"], case))
        for name, cases in asking.items()
        if name not in of_pages and cases
    }
    asked = set[str]().union(*(tests[case]["kinds"] for case in kept))
    left = {case: set(tests[case]["kinds"]) for case in sorted(tests) if case not in kept}
    while left:
        best = max(left, key=lambda case: (len(left[case] - asked) / (tests[case]["seconds"] + 0.01), case))
        if not left[best] - asked:
            break
        asked |= left.pop(best)
    whole = {name for name, cases in functions.items() if cases <= set(left)}
    return sorted(whole | {case for case in left if function_of(case) not in whole})


def main() -> None:
    tests: dict[str, dict[str, Any]] = {}
    for path in sorted(RECORDS.glob("*.json")):
        tests.update(json.loads(path.read_text()))
    names = spared(tests)
    LIST.write_text("\n".join([HEAD, *names, ""]), "utf-8")
    left = [nodeid for nodeid in tests if not is_spared(nodeid, frozenset(names))]
    print(f"{len(left)} of {len(tests)} tests run on PostgreSQL.")


if __name__ == "__main__":
    main()
