from django.apps import AppConfig


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = "Layanan warga"

    def ready(self) -> None:
        from core import roles
        from core.sitemaps import fixed, register_sitemap

        for role in (roles.CONTENT_EDITOR, roles.CONTENT_APPROVER, roles.ADMINISTRATOR):
            roles.register_role_permissions(role, "servicedesk.view_pagefeedback", "servicedesk.change_pagefeedback")
        register_sitemap("pengaduan", fixed("/pengaduan/"))
