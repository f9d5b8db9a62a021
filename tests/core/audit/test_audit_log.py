import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from core.audit import triggers
from core.audit.models import AuditEntry, AuditIsAppendOnly
from core.audit.services import audit_log
from core.jobs.models import Job
from core.search.models import Synonym
from tests.factories.lms import UserFactory

SECRET = "Siti Rahasia"
PERSONAL_MODELS = [model for model in apps.get_models() if audit_log.personal_fields_of(model)]


@pytest.fixture
def synonym(db):
    return Synonym.objects.create(said="bungkus", meant="kemasan")


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


@pytest.mark.parametrize(
    ("verb", "expected", "content_changed"),
    [
        ("created", "wagtail.create", True),
        ("added", "wagtail.create", True),
        ("changed", "wagtail.edit", True),
        ("edited", "wagtail.edit", True),
        ("removed", "wagtail.delete", False),
    ],
)
def test_the_verb_names_the_action_of_wagtails_entry(synonym, verb, expected, content_changed):
    person = UserFactory()
    audit_log.record(actor=person, action=f"core.synonym.{verb}", subject=synonym, log=True)
    logged = ModelLogEntry.objects.get()
    assert (logged.action, logged.content_changed, logged.user_id) == (expected, content_changed, person.pk)
    assert (logged.object_id, logged.label) == (str(synonym.pk), str(synonym))


def test_another_action_is_named_and_takes_data_along(synonym):
    audit_log.record(
        actor=None,
        action="core.synonym.approved",
        subject=synonym,
        log="wagtail.edit",
        content_changed=False,
        data={"note": "Cocok"},
    )
    logged = ModelLogEntry.objects.get()
    assert (logged.action, logged.content_changed, logged.user_id) == ("wagtail.edit", False, None)
    assert logged.data == {"note": "Cocok"}


def test_a_verb_without_an_action_of_wagtails_is_refused(synonym):
    with pytest.raises(KeyError, match="approved"):
        audit_log.record(actor=None, action="core.synonym.approved", subject=synonym, log=True)
    assert not AuditEntry.objects.exists()


def test_without_log_wagtail_has_no_entry(synonym):
    audit_log.record(actor=None, action="core.synonym.changed", subject=synonym)
    assert not ModelLogEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_wagtail_refuses_takes_the_audit_row_back():
    synonym = Synonym.objects.create(said="bungkus", meant="kemasan")
    with pytest.raises(ValidationError, match=r"core\.unknown"):
        audit_log.record(actor=None, action="core.synonym.changed", subject=synonym, log="core.unknown")
    assert not AuditEntry.objects.exists()
    assert not ModelLogEntry.objects.exists()


@pytest.mark.parametrize("model", PERSONAL_MODELS, ids=lambda model: model._meta.label)
def test_the_title_of_wagtails_entry_holds_no_personal_data(db, model):
    assert log_registry.get_log_model_for_model(model) is ModelLogEntry
    person = get_user_model()(pk=7, full_name=SECRET, email=f"{SECRET}@example.id")
    subject = model(pk=model._meta.pk.to_python("1") if model._meta.pk.get_internal_type() != "UUIDField" else None)
    for field in model._meta.concrete_fields:
        if field.name in audit_log.personal_fields_of(model):
            setattr(subject, field.name, person if field.remote_field else SECRET)
    audit_log.record(actor=None, action="core.test.changed", subject=subject, log=True)
    assert ModelLogEntry.objects.get().label == f"{model._meta.verbose_name} {subject.pk}"
