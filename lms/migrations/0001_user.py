"""The account alone: Wagtail's first migration refers to it, and the others of this app to Wagtail's."""

import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name="alamat e-mail"),
                ),
                ("phone_hash", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("full_name", models.CharField(blank=True, max_length=150, verbose_name="nama lengkap")),
                ("is_staff", models.BooleanField(default=False, verbose_name="petugas")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Kata sandinya tercetak di layar; tidak boleh ada di situs publik.",
                        verbose_name="akun contoh",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="terdaftar sejak")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengguna",
                "verbose_name_plural": "pengguna",
                "constraints": [
                    models.UniqueConstraint(django.db.models.functions.text.Lower("email"), name="lms_user_email_any_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email__isnull", False), models.Q(("email", ""), _negated=True)),
                            models.Q(("email__isnull", True), ("phone_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="lms_user_email_or_phone",
                    ),
                ],
            },
        ),
    ]
