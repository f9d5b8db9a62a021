from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Inti"

    def ready(self) -> None:
        """Bottom-up, in the order of the subjects' imports; they import models, so only once the apps are loaded."""
        from core.fetching import register as fetching
        from core.jobs import register as jobs
        from core.messages import register as messages
        from core.operations import register as operations
        from core.pages import register as pages
        from core.people import register as people
        from core.publishing import register as publishing
        from core.search import register as search

        for subject in (people, jobs, fetching, messages, pages, search, publishing, operations):
            subject.register()
