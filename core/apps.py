from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Inti"

    def ready(self) -> None:
        """Job kinds live in each app's ``tasks.py``; the web process needs them as much as the worker."""
        autodiscover_modules("tasks")
        from core import pagecache_signals

        pagecache_signals.connect()
