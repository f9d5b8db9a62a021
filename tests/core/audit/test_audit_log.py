import pytest
from django.db import DatabaseError, connection, transaction

from core.audit import triggers
from core.audit.models import AuditEntry, AuditIsAppendOnly
from core.audit.services import audit_log
from core.jobs.models import Job


@pytest.fixture
def entry(db):
    job = Job.objects.create(kind="core.test", subject="a")
    return audit_log.record(actor=None, action="core.test.done", subject=job, after={"state": "done"})


def test_a_row_names_action_subject_and_change(entry):
    assert (entry.action, entry.subject_kind, entry.after) == ("core.test.done", "core.job", {"state": "done"})


def test_personal_data_is_refused(db):
    job = Job.objects.create(kind="core.test", subject="a")
    with pytest.raises(audit_log.PersonalDataInAudit, match="email"):
        audit_log.record(actor=None, action="core.test.done", subject=job, after={"email": "a@example.id"})
    assert not AuditEntry.objects.exists()


def test_code_can_neither_change_nor_remove_a_row(entry):
    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="x"),
    ):
        with pytest.raises(AuditIsAppendOnly):
            attempt()


@pytest.mark.parametrize("sql", ["UPDATE core_auditentry SET action = 'x'", "DELETE FROM core_auditentry"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(entry, sql):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_audit_no_update")
            triggers.create(connection)
        with pytest.raises(DatabaseError, match=triggers.MESSAGE), transaction.atomic():
            cursor.execute(sql)
