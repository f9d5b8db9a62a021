"""Refuse UPDATE and DELETE of audit rows in the database itself."""

from django.db import migrations

from core import audit_triggers


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: audit_triggers.create(schema_editor.connection),
            lambda apps, schema_editor: audit_triggers.drop(schema_editor.connection),
        )
    ]
