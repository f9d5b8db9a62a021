"""Permissions of page feedback and the sitemap entry of the complaints page."""

from core.pages.sitemaps import fixed, register_sitemap
from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CONTENT_EDITOR, register_role_permissions


def register() -> None:
    for role in (CONTENT_EDITOR, CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, "servicedesk.view_pagefeedback", "servicedesk.change_pagefeedback")
    register_sitemap("pengaduan", fixed("/pengaduan/"))
