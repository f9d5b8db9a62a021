"""Courses are reviewed once a year; what is public counts as reviewed on the day it was last published."""

import datetime as dt

from django.db import migrations, models
from django.utils import timezone


def _year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def begin_reviews(apps, schema_editor):
    courses = apps.get_model("courses", "CoursePage").objects.filter(live=True, reviewed_on=None)
    for pk, published_at in courses.values_list("pk", "last_published_at"):
        day = timezone.localdate(published_at) if published_at else timezone.localdate()
        courses.filter(pk=pk).update(reviewed_on=day, review_due=_year_after(day))


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_completion_rule"),
    ]

    operations = [
        migrations.AddField(
            model_name="coursepage",
            name="review_due",
            field=models.DateField(blank=True, null=True, verbose_name="ditinjau lagi paling lambat"),
        ),
        migrations.AddField(
            model_name="coursepage",
            name="reviewed_on",
            field=models.DateField(blank=True, null=True, verbose_name="terakhir ditinjau"),
        ),
        migrations.RunPython(begin_reviews, migrations.RunPython.noop),
    ]
