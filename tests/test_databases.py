"""The test database is a copy of one that went through every migration; none of them is taken for another."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.audit.services import audit_log
from core.people.roles import ADMINISTRATOR
from tests import databases
from tests.factories.lms import make_staff


def test_every_migration_was_applied_to_the_copy(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_tables_that_refuse_changes_still_do_so_in_the_template():
    with databases.sqlite_template() as template:
        triggers = {name for (name,) in template.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    assert {"core_audit_no_delete", "core_audit_no_update", "core_processing_no_delete"} <= triggers


def test_a_changed_migration_makes_another_template(monkeypatch, tmp_path: Path):
    before = databases.key()
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text("operations = []")
    monkeypatch.setattr(apps.get_app_config("core"), "path", str(tmp_path))
    empty = databases.key()
    (tmp_path / "migrations" / "0001_initial.py").write_text("operations = [1]")
    assert len({before, empty, databases.key()}) == 3


@pytest.mark.django_db(transaction=True)
def test_emptying_leaves_nothing_but_what_follows_from_the_code():
    audit_log.record(actor=None, action="core.test.done", subject=make_staff(ADMINISTRATOR), after={"state": "done"})
    databases.empty_tables(connection)
    filled = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._base_manager.exists()}
    assert filled == {"auth_permission", "django_content_type"}
