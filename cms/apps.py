from django.apps import AppConfig

from core import roles
from core.demo import register_demo_seed
from core.site_setup import register_site_setup

_legal_basis = ("core.view_legalbasis", "core.add_legalbasis", "core.change_legalbasis")
_imports = ("cms.add_standardsimport", "cms.view_standardsimport")
_redirects = tuple(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete"))
_audience = ("cms.view_audience", "cms.add_audience", "cms.change_audience")


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Situs informasi"

    def ready(self) -> None:
        from cms import search, search_pages
        from cms.models.audience import Audience
        from cms.services import search_words, unit_groups
        from cms.services.site import set_up
        from core.pagecache import invalidate_on_change
        from core.search.registry import register_search_provider

        invalidate_on_change(Audience)
        register_search_provider(search.PROVIDER)
        search.connect()
        for provider in search_pages.PROVIDERS:
            register_search_provider(provider)
        search_pages.connect()
        register_site_setup("Situs informasi", set_up, order=20)
        register_site_setup("Padanan kata", search_words.set_up, order=25)
        register_demo_seed("cms.site", "cms.services.site.seed_site", order=20)
        register_demo_seed("cms.news", "cms.demo_news.seed_news", order=21)
        register_demo_seed("cms.editors", "cms.demo.seed_editors", order=25)
        unit_groups.connect()
        roles.register_role_permissions(roles.CONTENT_EDITOR, *_legal_basis, *_audience)
        roles.register_role_permissions(
            roles.CONTENT_APPROVER,
            *_legal_basis,
            *_audience,
            *_imports,
            *_redirects,
            "core.delete_legalbasis",
            "cms.delete_audience",
        )
        roles.register_role_permissions(
            roles.ADMINISTRATOR, "cms.change_officecontact", *_legal_basis, *_audience, *_imports, *_redirects
        )
