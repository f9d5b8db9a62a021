"""Which lines a matched file delivered: match and delivery are one transaction, moments apart; staff's own note is older."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F

MOMENT = timedelta(seconds=30)


def note_files(apps, schema_editor):
    Delivery = apps.get_model("elibrary", "Delivery")
    OrderLine = apps.get_model("elibrary", "OrderLine")
    matched = Delivery.objects.filter(
        state="matched",
        line__order__lines__offer=F("line__offer"),
        line__order__lines__route="hosted",
        line__order__lines__delivered_at__lte=F("settled_at"),
        line__order__lines__delivered_at__gt=F("settled_at") - MOMENT,
    )
    lines = matched.values_list("line__order__lines", flat=True)
    OrderLine.objects.filter(pk__in=list(lines)).update(came_as_file=True)


class Migration(migrations.Migration):
    dependencies = [("elibrary", "0013_delivery_releases")]

    operations = [migrations.RunPython(note_files, migrations.RunPython.noop)]
