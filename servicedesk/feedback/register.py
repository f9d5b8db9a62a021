"""Who reads and answers readers' feedback, and the page that says where to complain."""

from core.pages.sitemaps import fixed, register_sitemap
from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CONTENT_EDITOR, register_role_permissions


def register() -> None:
    for role in (CONTENT_EDITOR, CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, "servicedesk.view_pagefeedback", "servicedesk.change_pagefeedback")
    register_sitemap("pengaduan", fixed("/pengaduan/"))
