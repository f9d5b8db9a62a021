"""Print what migrations have made of the connected database, sorted by name, to compare two sets of migrations.

``DATABASE_URL=… python -m tests.schema_dump`` prints one line per column, constraint, index, trigger, function and row.
Left out because they differ between two runs of the same migrations: the order of columns, numeric keys (a foreign key is
printed as the row that it points to), points in time, random UUIDs and ``django_migrations``.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

import django
from django.apps import apps
from django.db import connection, models

POSTGRESQL = {
    "extension": "SELECT extname, '' FROM pg_extension",
    "table": """
        SELECT relname, 'kind ' || relkind::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')""",
    "sequence": """
        SELECT relname, format_type(seqtypid, NULL) || ' from ' || seqstart || ' by ' || seqincrement
        FROM pg_class JOIN pg_sequence ON seqrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace""",
    "column": """
        SELECT relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
            CASE WHEN attnotnull THEN 'NOT NULL' ELSE 'NULL' END, 'DEFAULT ' || pg_get_expr(adbin, adrelid),
            'IDENTITY ' || nullif(attidentity::text, ''), 'GENERATED ' || nullif(attgenerated::text, ''),
            'COLLATE ' || (SELECT collname FROM pg_collation WHERE oid = attcollation AND collname <> 'default'))
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
            AND attnum > 0 AND NOT attisdropped""",
    "constraint": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "index": "SELECT tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "function": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')""",
}
SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql IS NOT NULL"
NATURAL_KEYS = ("contenttypes.ContentType", "auth.Permission")
RANDOM_OR_CLOCK = (models.AutoField, models.DateField, models.UUIDField)


def main() -> None:
    schema = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    sys.stdout.writelines(f"{line}\n" for line in [*sorted(schema), *_rows()])


def _postgresql() -> Iterator[str]:
    with connection.cursor() as cursor:
        for kind, query in POSTGRESQL.items():
            cursor.execute(query)
            for name, definition in cursor.fetchall():
                yield f"{kind} {name} {_one_line(definition)}".rstrip()


def _sqlite() -> Iterator[str]:
    """SQLite keeps columns and constraints only as the text of CREATE TABLE: one line for each part of it."""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE)
        for kind, name, table, sql in cursor.fetchall():
            if kind != "table" or sql.startswith("CREATE VIRTUAL"):
                yield f"{kind} {table}.{name} {_one_line(sql)}"
                continue
            _head, body = sql.split("(", 1)
            body, tail = body.rsplit(")", 1)
            yield f"table {name} {tail}".rstrip()
            for part in _parts(body):
                yield f"{'constraint' if part.startswith('CONSTRAINT') else 'column'} {name} {_one_line(part)}"


def _parts(body: str) -> Iterator[str]:
    """What stands between commas outside of parentheses and quotes."""
    depth, begin, quote = 0, 0, ""
    for at, letter in enumerate(body):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "," and depth == 0:
            yield body[begin:at].strip()
            begin = at + 1
        else:
            depth += {"(": 1, ")": -1}.get(letter, 0)
    yield body[begin:].strip()


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _rows() -> Iterator[str]:
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table):
        rows = (json.dumps(_values(row), ensure_ascii=False, sort_keys=True) for row in model._base_manager.all())
        yield from sorted(f"row {model._meta.db_table} {row}" for row in rows)


def _values(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.local_concrete_fields if not isinstance(field, RANDOM_OR_CLOCK)]
    return {field.name: _value(row, field) for field in fields}


def _value(row: models.Model, field: models.Field) -> Any:
    if not field.is_relation:
        return field.value_to_string(row)
    target = getattr(row, field.name)
    if target is None:
        return None
    return target.natural_key() if target._meta.label in NATURAL_KEYS else _values(target)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    main()
