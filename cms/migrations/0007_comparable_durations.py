from django.db import migrations, models

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 7 * 1440, "month": 30 * 1440}
LONGEST = 2**31 - 1


def compare_durations(apps, schema_editor):
    """As cms.durations.comparable_time stood at this migration."""
    ServicePage = apps.get_model("cms", "ServicePage")
    for page in ServicePage.objects.only("durations", "durations_are_alternatives").iterator():
        spans = [block["value"] for block in page.durations.raw_data]
        times = [span["maximum"] * MINUTES[span["unit"]] for span in spans if span.get("maximum") and span.get("unit")]
        total = min if page.durations_are_alternatives else sum
        ServicePage.objects.filter(pk=page.pk).update(
            duration_minutes=min(total(times), LONGEST) if times else None,
            duration_has_words=any((span.get("words") or "").strip() for span in spans),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_news_and_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="servicepage",
            name="duration_has_words",
            field=models.BooleanField(default=False, editable=False, verbose_name="sebagian waktu berupa kata-kata"),
        ),
        migrations.AddField(
            model_name="servicepage",
            name="duration_minutes",
            field=models.PositiveIntegerField(
                db_index=True, editable=False, null=True, verbose_name="waktu yang dapat dibandingkan (menit)"
            ),
        ),
        migrations.AlterField(
            model_name="servicepage",
            name="fee_amount",
            field=models.PositiveIntegerField(
                db_index=True, help_text="Angka saja; 0 bila tidak ada biaya.", null=True, verbose_name="biaya (rupiah)"
            ),
        ),
        migrations.RunPython(compare_durations, migrations.RunPython.noop),
    ]
