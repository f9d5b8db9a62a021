"""Apart from the rows' own step: PostgreSQL alters no table that has changes pending in the same transaction."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0007_course_copies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="test",
            name="lineage",
            field=models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="asal-usul"),
        ),
        migrations.AddConstraint(
            model_name="test",
            constraint=models.UniqueConstraint(fields=("course", "lineage"), name="courses_test_lineage_once"),
        ),
    ]
