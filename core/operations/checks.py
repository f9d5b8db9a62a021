"""What ``manage.py check --deploy`` says about a site that would start and still disappoint its people."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_demo_is_off(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Demo seeds make accounts whose passwords are printed on screen."""
    if not settings.DEMO_ALLOWED:
        return []
    return [Error("Isi contoh (SIJAWARA_DEMO) menyala.", hint="Hapus SIJAWARA_DEMO dari lingkungan.", id="core.E001")]


@register(deploy=True)
def check_mail_leaves(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Nobody can sign up without the code that comes by mail."""
    messages: list[CheckMessage] = []
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        messages.append(
            Warning("E-mail tidak dikirim ke mana pun.", hint="Isi EMAIL_URL dengan server SMTP.", id="core.W001")
        )
    if "localhost" in settings.DEFAULT_FROM_EMAIL:
        messages.append(
            Warning("E-mail dikirim atas nama localhost dan akan ditolak.", hint="Isi DEFAULT_FROM_EMAIL.", id="core.W002")
        )
    return messages


@register(deploy=True)
def check_broker_is_a_server(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Messages in files get lost; the sweep makes up for it a minute later. Fine for trying out, slow for who waits."""
    if not settings.CELERY_BROKER_URL.startswith("filesystem:"):
        return []
    return [
        Warning(
            "Antrean pekerjaan memakai berkas: pekerjaan bisa tertunda satu menit.",
            hint="Isi CELERY_BROKER_URL dengan Redis atau RabbitMQ.",
            id="core.W003",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def check_static_files_are_collected(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without the manifest every page ends in an error."""
    backend = str(settings.STORAGES["staticfiles"]["BACKEND"])
    if "Manifest" not in backend or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    return [Warning("Berkas statis belum dikumpulkan.", hint="Jalankan manage.py collectstatic.", id="core.W004")]
