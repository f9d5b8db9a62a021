from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

from core.roles import ADMINISTRATOR, CONTENT_APPROVER, CONTENT_EDITOR, register_role_permissions

_search_words = ("core.view_synonym", "core.add_synonym", "core.change_synonym", "core.view_missedquery")
_promotions = tuple(f"wagtailsearchpromotions.{verb}_searchpromotion" for verb in ("add", "change", "delete"))


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Inti"

    def ready(self) -> None:
        """Job kinds live in each app's ``tasks.py``; the web process needs them as much as the worker."""
        from core import checks, pagecache_signals  # noqa: F401 - both need the app registry
        from core.catalogues import join_catalogues
        from core.permission_names import translate_permission_names
        from core.personal_data import register_personal_data
        from core.personal_data_messages import MessageData
        from core.publishing.action import guard_publications
        from core.publishing.reviews import reminders
        from core.publishing.schedule import CATEGORY
        from core.publishing.services import record_missing_histories
        from core.quick_tags.i18n import keep_sentences
        from core.services.notifications import register_category
        from core.site_setup import register_site_setup
        from core.sitemaps import PageTreeSitemap, register_sitemap

        join_catalogues()
        keep_sentences()
        register_category(reminders.CATEGORY, label="Pengingat peninjauan halaman", optional=True, for_staff=True)
        register_personal_data(MessageData(), order=100)
        autodiscover_modules("tasks")
        guard_publications()
        register_category(CATEGORY, label="Penerbitan terjadwal", optional=False)
        register_site_setup("Riwayat halaman", record_missing_histories, order=90)
        register_role_permissions(
            ADMINISTRATOR,
            "core.view_job",
            "core.change_job",
            "core.view_notification",
            "core.change_notification",
            "core.view_auditentry",
            "core.view_processingentry",
            *(f"core.{verb}_allowedhost" for verb in ("view", "add", "change", "delete")),
        )
        register_role_permissions(CONTENT_EDITOR, *_search_words)
        for role in (CONTENT_APPROVER, ADMINISTRATOR):
            register_role_permissions(role, *_search_words, "core.delete_synonym", *_promotions)
        post_migrate.connect(translate_permission_names, dispatch_uid="core.permission_names")
        pagecache_signals.connect()
        register_sitemap("halaman", PageTreeSitemap)
