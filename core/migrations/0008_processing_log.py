"""The processing log, whose rows the database itself refuses to change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core import audit_triggers

TRIGGERS = {"table": "core_processingentry", "name": "core_processing"}


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_media_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessingEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="waktu")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "dilihat"),
                            ("reveal", "NIK dibuka"),
                            ("export", "disalin"),
                            ("correct", "diperbaiki"),
                            ("consent", "persetujuan"),
                            ("erase", "dihapus"),
                        ],
                        max_length=10,
                        verbose_name="tindakan",
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="data")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("request_id", models.CharField(blank=True, max_length=64, verbose_name="id permintaan")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Kosong berarti sistem.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pelaku",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pemilik data",
                    ),
                ),
            ],
            options={
                "verbose_name": "catatan pemrosesan",
                "verbose_name_plural": "log pemrosesan",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: audit_triggers.create(schema_editor.connection, **TRIGGERS),
            lambda apps, schema_editor: audit_triggers.drop(schema_editor.connection, **TRIGGERS),
        ),
    ]
