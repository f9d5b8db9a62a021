"""Refuse UPDATE and DELETE of rows of the audit log and of the processing log in the database itself."""

from django.db import migrations

from core.audit import triggers

PROCESSING = {"table": "core_processingentry", "name": "core_processing"}


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: triggers.create(schema_editor.connection),
            lambda apps, schema_editor: triggers.drop(schema_editor.connection),
        ),
        migrations.RunPython(
            lambda apps, schema_editor: triggers.create(schema_editor.connection, **PROCESSING),
            lambda apps, schema_editor: triggers.drop(schema_editor.connection, **PROCESSING),
        ),
    ]
