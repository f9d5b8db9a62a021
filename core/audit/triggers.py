"""Database triggers that refuse any change to append-only tables, whatever client is connected."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "core_auditentry"
MESSAGE = "audit rows are append-only"


def create(connection: BaseDatabaseWrapper, *, table: str = TABLE, name: str = "core_audit") -> None:
    """Refuse UPDATE and DELETE of the table's rows on the connected database; ``name`` begins the triggers' names."""
    if connection.vendor == "postgresql":
        _execute(
            connection,
            f"CREATE FUNCTION {name}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
        )
        _execute(
            connection,
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}_append_only()",
        )
        return
    for verb in ("UPDATE", "DELETE"):
        _execute(
            connection,
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        )


def drop(connection: BaseDatabaseWrapper, *, table: str = TABLE, name: str = "core_audit") -> None:
    """Take the triggers away again, for a migration backwards."""
    if connection.vendor == "postgresql":
        _execute(connection, f"DROP TRIGGER {name}_append_only ON {table}")
        _execute(connection, f"DROP FUNCTION {name}_append_only()")
        return
    for verb in ("update", "delete"):
        _execute(connection, f"DROP TRIGGER {name}_no_{verb}")


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
