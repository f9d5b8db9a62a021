from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from core.roles import ADMINISTRATOR, register_role_permissions


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Inti"

    def ready(self) -> None:
        """Job kinds live in each app's ``tasks.py``; the web process needs them as much as the worker."""
        from core import checks, pagecache_signals  # noqa: F401 - both need the app registry
        from core.permission_names import translate_permission_names

        autodiscover_modules("tasks")
        register_role_permissions(
            ADMINISTRATOR,
            "core.view_job",
            "core.change_job",
            "core.view_notification",
            "core.change_notification",
            "core.view_auditentry",
        )
        post_migrate.connect(translate_permission_names, dispatch_uid="core.permission_names")
        pagecache_signals.connect()
