"""Database triggers that refuse any change to the audit trail, whatever client is connected."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "core_auditentry"
MESSAGE = "audit rows are append-only"


def create(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE and DELETE of audit rows on the connected database."""
    if connection.vendor == "postgresql":
        _execute(
            connection,
            f"CREATE FUNCTION core_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
        )
        _execute(
            connection,
            f"CREATE TRIGGER core_audit_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION core_audit_append_only()",
        )
        return
    for verb in ("UPDATE", "DELETE"):
        _execute(
            connection,
            f"CREATE TRIGGER core_audit_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
        )


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again, for a migration backwards."""
    if connection.vendor == "postgresql":
        _execute(connection, f"DROP TRIGGER core_audit_append_only ON {TABLE}")
        _execute(connection, "DROP FUNCTION core_audit_append_only()")
        return
    for verb in ("update", "delete"):
        _execute(connection, f"DROP TRIGGER core_audit_no_{verb}")


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
