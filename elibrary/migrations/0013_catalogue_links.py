"""A link may be a publisher's instead of an order's: it shows what became of the records of their catalogues."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def end_links_of_publishers(apps: Any, schema_editor: Any) -> None:
    """Going back there is no place for them; whoever holds one asks for another. What waits to be checked is checked now:
    PostgreSQL changes no table before that."""
    apps.get_model("elibrary", "DeliveryLink").objects.filter(order__isnull=True).delete()
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("elibrary", "0012_accession_line_copy"),
    ]

    operations = [
        migrations.AddField(
            model_name="deliverylink",
            name="publisher",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="catalogue_links",
                to="elibrary.publisher",
                verbose_name="penerbit",
            ),
        ),
        migrations.AlterField(
            model_name="deliverylink",
            name="order",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="delivery_links",
                to="elibrary.order",
                verbose_name="pesanan",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, end_links_of_publishers),
        migrations.AddConstraint(
            model_name="deliverylink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("publisher",),
                name="elibrary_catalogue_link_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverylink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("order__isnull", True), ("publisher__isnull", False)),
                    models.Q(("order__isnull", False), ("publisher__isnull", True)),
                    _connector="OR",
                ),
                name="elibrary_delivery_link_of_one",
            ),
        ),
    ]
