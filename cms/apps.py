from django.apps import AppConfig

from core import roles
from core.demo import register_demo_seed
from core.site_setup import register_site_setup

_legal_basis = ("core.view_legalbasis", "core.add_legalbasis", "core.change_legalbasis")
_audience = ("cms.view_audience", "cms.add_audience", "cms.change_audience")


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Situs informasi"

    def ready(self) -> None:
        from cms import search
        from cms.models import Audience
        from cms.services.site import seed_site
        from cms.services.site_tree import set_up
        from core.pagecache import invalidate_on_change
        from core.search.registry import register_search_provider

        invalidate_on_change(Audience)
        register_search_provider(search.PROVIDER)
        search.connect()
        register_site_setup("Situs informasi", set_up, order=20)
        register_demo_seed("cms.site", seed_site, order=20)
        roles.register_role_permissions(roles.CONTENT_EDITOR, *_legal_basis, *_audience)
        roles.register_role_permissions(
            roles.CONTENT_APPROVER, *_legal_basis, *_audience, "core.delete_legalbasis", "cms.delete_audience"
        )
        roles.register_role_permissions(roles.ADMINISTRATOR, "cms.change_officecontact", *_legal_basis, *_audience)
