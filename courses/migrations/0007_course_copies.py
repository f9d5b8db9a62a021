"""A test knows its relatives in copies of its course; each test that is there begins a line of its own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def begin_lines(apps, schema_editor):
    test_model = apps.get_model("courses", "Test")
    for test in test_model.objects.filter(lineage=None):
        test.lineage = uuid.uuid4()
        test.save(update_fields=["lineage"])


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0006_question_bank_and_tests"),
    ]

    operations = [
        migrations.AddField(
            model_name="test",
            name="lineage",
            field=models.UUIDField(editable=False, null=True, verbose_name="asal-usul"),
        ),
        migrations.RunPython(begin_lines, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="CourseCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="disalin")),
                (
                    "copy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="made_from", to="courses.coursepage"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="copies",
                        to="courses.coursepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "salinan pelatihan",
                "verbose_name_plural": "salinan pelatihan",
                "ordering": ["-made_at", "-pk"],
            },
        ),
    ]
