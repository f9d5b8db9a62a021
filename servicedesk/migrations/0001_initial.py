import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageFeedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_feedback",
                        to="wagtailcore.page",
                        verbose_name="halaman",
                    ),
                ),
                ("token", models.UUIDField(editable=False, unique=True)),
                ("helpful", models.BooleanField(verbose_name="membantu")),
                ("remark", models.CharField(blank=True, max_length=1000, verbose_name="kata-kata pembaca")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dikirim")),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="ditangani")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditangani oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "masukan halaman",
                "verbose_name_plural": "masukan halaman",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["page", "handled_at"], name="servicedesk_feedback_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("handled_by__isnull", True), ("handled_at__isnull", False), _connector="OR"),
                        name="servicedesk_feedback_handled",
                    )
                ],
            },
        ),
    ]
