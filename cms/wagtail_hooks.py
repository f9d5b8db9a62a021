"""The editors' menu: what service pages refer to."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

import cms.board.wagtail_hooks  # noqa: F401 - registers what it defines
from cms.standards.admin import StandardsGroup, StandardsImportViewSet

register_snippet(StandardsGroup)


@hooks.register("register_admin_viewset")
def register_standards_imports() -> StandardsImportViewSet:
    return StandardsImportViewSet()
