from decimal import Decimal
from typing import Any

import django.core.validators
from django.db import migrations, models
from django.db.models import Count, Q

UNDECIDED = ["draft", "submitted"]


def ask_for_unknown_prices(apps: Any, schema_editor: Any) -> None:
    """A 0 that stands where the catalogue names no price may be a gift or not known: staff say which, while they still can."""
    Line, Order = apps.get_model("elibrary", "OrderLine"), apps.get_model("elibrary", "Order")
    lines = Line.objects.filter(order__state__in=UNDECIDED, unit_price_idr=0, offer__price_idr__isnull=True)
    lines.exclude(licence="open").update(unit_price_idr=None)
    unpriced = Count("lines", filter=Q(lines__unit_price_idr__isnull=True))
    for order in Order.objects.filter(state__in=UNDECIDED).annotate(unpriced=unpriced).filter(unpriced__gt=0):
        Order.objects.filter(pk=order.pk).update(unpriced_lines=order.unpriced)


def count_as_nothing(apps: Any, schema_editor: Any) -> None:
    Line = apps.get_model("elibrary", "OrderLine")
    Line.objects.filter(unit_price_idr__isnull=True).update(unit_price_idr=0)
    Line.objects.filter(tax_percent__isnull=True).update(tax_percent=0)


class Migration(migrations.Migration):
    dependencies = [
        ("elibrary", "0014_lines_that_came_as_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="unpriced_lines",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="judul tanpa harga"),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="unit_price_idr",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="harga satuan (rupiah)"),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="tax_percent",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                default=Decimal(0),
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal(0)),
                    django.core.validators.MaxValueValidator(Decimal(100)),
                ],
                verbose_name="pajak (%)",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=Q(("unpriced_lines", 0), ("state__in", ["draft", "submitted", "cancelled"]), _connector="OR"),
                name="elibrary_order_priced",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("unit_price_idr__isnull", False), Q(("delivered_at__isnull", True), ("total_idr", 0)), _connector="OR"
                ),
                name="elibrary_line_priced_before_it_comes",
            ),
        ),
        migrations.RunPython(ask_for_unknown_prices, count_as_nothing),
    ]
