"""The processing log: rows are only ever added, and outlive the people in them."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.audit import triggers
from core.audit.models import AuditIsAppendOnly, ProcessingEntry
from core.audit.services.processing_log import log
from core.people.roles import ADMINISTRATOR, CURRICULUM_ANALYST
from tests.factories.lms import UserFactory, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    person = UserFactory(full_name="Sri Wahyuni")
    return log(person=person, actor=person, kind=ProcessingEntry.Kind.EXPORT, what="salinan data")


def test_code_can_neither_change_nor_remove_a_row(entry):
    for attempt in (entry.save, entry.delete, ProcessingEntry.objects.all().delete):
        with pytest.raises(AuditIsAppendOnly):
            attempt()


@pytest.mark.parametrize("sql", ["UPDATE core_processingentry SET what = 'x'", "DELETE FROM core_processingentry"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(entry, sql):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER core_processing_no_update")
            triggers.create(connection, table="core_processingentry", name="core_processing")
        with pytest.raises(DatabaseError, match=triggers.MESSAGE), transaction.atomic():
            cursor.execute(sql)


def test_the_administrator_finds_rows_by_kind_and_name_and_still_reads_them_when_the_account_is_gone(client, entry):
    log(person=make_staff(CURRICULUM_ANALYST), actor=None, kind=ProcessingEntry.Kind.ACCESS, what="berkas lain")
    client.force_login(make_staff(ADMINISTRATOR))
    listing = client.get("/admin/log-pemrosesan/", {"kind": "export"}).text
    assert "salinan data" in listing
    assert "berkas lain" not in listing
    assert "salinan data" in client.get("/admin/log-pemrosesan/", {"q": "Wahyuni"}).text
    number = entry.person_id
    entry.person.delete()
    assert f"akun terhapus ({number})" in client.get("/admin/log-pemrosesan/").text
    assert f"akun terhapus ({number})" in client.get(f"/admin/log-pemrosesan/inspect/{entry.pk}/").text
