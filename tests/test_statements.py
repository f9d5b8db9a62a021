"""The list of tests that PostgreSQL is spared: made as it says, and of tests that there are."""

import re
from pathlib import Path

import pytest

from tests.statements import asked_elsewhere, function_of, is_spared, kind_of, spared

ROOT = Path(__file__).resolve().parents[1]


def test_every_name_on_the_list_is_a_test():
    missing = []
    for name in {function_of(name) for name in asked_elsewhere()}:
        path, _, function = name.partition("::")
        text = (ROOT / path).read_text("utf-8") if (ROOT / path).exists() else ""
        if not re.search(rf"^ *(?:async )?def {function.rpartition('::')[2]}\(", text, re.MULTILINE):
            missing.append(name)
    assert sorted(missing) == [], "make the list anew, as tests/statements.py says"


def test_the_list_spares_something():
    assert len(asked_elsewhere()) > 100


SAME = [
    ('SELECT "a"."id", "a"."name" FROM "a" WHERE "a"."id" = %s', 'SELECT "a"."id" FROM "a" WHERE "a"."id" = 3'),
    ('SELECT 1 FROM "a" WHERE "a"."id" IN (%s, %s)', 'SELECT 1 FROM "a" WHERE "a"."id" IN (%s)'),
    ('INSERT INTO "a" ("x") VALUES (%s), (%s)', 'INSERT INTO "a" ("x") VALUES (%s)'),
    ('SELECT U0."id" FROM "a" U0 LIMIT 21', 'SELECT V1."id" FROM "a" V1 LIMIT 1'),
]
OTHER = [
    ('SELECT "a"."id" FROM "a"', 'SELECT "b"."id" FROM "b"'),
    ('SELECT "a"."id" FROM "a"', 'SELECT DISTINCT "a"."id" FROM "a"'),
    ('SELECT "a"."id" FROM "a"', 'SELECT COUNT(*) FROM "a"'),
    ('SELECT "a"."id" FROM "a"', 'SELECT "a"."id" FROM "a" FOR UPDATE'),
    ('SELECT "a"."id" FROM "a" WHERE "a"."x" = %s', 'SELECT "a"."id" FROM "a" WHERE "a"."y" = %s'),
    ('SELECT "a"."id" FROM "a" WHERE "a"."x" IS NULL', 'SELECT "a"."id" FROM "a" WHERE "a"."x" IN (%s)'),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_values_and_plain_columns_make_no_other_kind(one, other):
    assert kind_of(one) == kind_of(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_whatever_the_database_decides_makes_another_kind(one, other):
    assert kind_of(one) != kind_of(other)


def test_the_cheapest_that_ask_everything_stay_and_a_case_of_whatever_opens_no_page():
    tests = {
        "a.py::dear": {"kinds": ["one", "two"], "seconds": 9.0, "opens_pages": True},
        "a.py::cheap[1]": {"kinds": ["one"], "seconds": 0.1, "opens_pages": True},
        "a.py::cheap[2]": {"kinds": ["two"], "seconds": 0.1, "opens_pages": True},
        "a.py::cheap[3]": {"kinds": ["two"], "seconds": 0.2, "opens_pages": True},
        "a.py::alone": {"kinds": ["three"], "seconds": 9.0, "opens_pages": True},
        "a.py::nothing new": {"kinds": ["four"], "seconds": 0.1, "opens_pages": True},
        "b.py::service[1]": {"kinds": ["four"], "seconds": 9.0, "opens_pages": False},
        "b.py::service[2]": {"kinds": ["four"], "seconds": 1.0, "opens_pages": False},
        "b.py::service[3]": {"kinds": ["four", "five"], "seconds": 9.0, "opens_pages": False},
        "b.py::same service": {"kinds": ["four"], "seconds": 9.0, "opens_pages": False},
        "b.py::asks nothing": {"kinds": [], "seconds": 9.0, "opens_pages": False},
        "b.py::now and then[1]": {"kinds": [], "seconds": 0.1, "opens_pages": False},
        "b.py::now and then[2]": {"kinds": ["four"], "seconds": 9.0, "opens_pages": False},
    }
    names = spared(tests)
    silent = ["b.py::asks nothing", "b.py::now and then[1]"]
    assert names == ["a.py::cheap[3]", "a.py::dear", "a.py::nothing new", *silent, "b.py::service[1]"]
    assert is_spared("a.py::dear[any case]", frozenset(names))
    assert not is_spared("a.py::cheap[1]", frozenset(names))
