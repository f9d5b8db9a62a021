from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Situs informasi"

    def ready(self) -> None:
        """Bottom-up, in the order of the subjects' imports; they import models, so only once the apps are loaded."""
        from cms.home import register as home
        from cms.news import register as news
        from cms.pages import register as pages
        from cms.standards import register

        for subject in (pages, news, register, home):
            subject.register()
