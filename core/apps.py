from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from core.roles import ADMINISTRATOR, register_role_permissions


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Inti"

    def ready(self) -> None:
        """Job kinds live in each app's ``tasks.py``; the web process needs them as much as the worker."""
        autodiscover_modules("tasks")
        register_role_permissions(
            ADMINISTRATOR,
            "core.view_job",
            "core.change_job",
            "core.view_notification",
            "core.change_notification",
            "core.view_auditentry",
        )
        from core import checks, pagecache_signals  # noqa: F401

        pagecache_signals.connect()
