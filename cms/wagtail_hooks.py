"""The editors' menu: what service pages refer to."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.board import menu  # noqa: F401  registers its screens
from cms.models.audience import Audience
from cms.standards_admin import StandardsImportViewSet
from core.models.legal_basis import LegalBasis


class LegalBasisViewSet(SnippetViewSet):
    """Regulations; their status is what staff look up and correct."""

    model = LegalBasis
    icon = "doc-full"
    menu_label = "Dasar hukum"
    list_display = ["citation", "title", "status"]
    list_filter = ["kind", "status", "year"]
    search_fields = ["number", "title", "issuer"]
    list_export = ["kind", "issuer", "number", "year", "title", "status", "status_source", "status_checked_on"]
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("issuer")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("year")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("changed_by")]),
        FieldRowPanel([FieldPanel("status_source"), FieldPanel("status_checked_on")]),
    ]


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    menu_label = "Kelompok pengguna"
    list_display = ["name"]
    search_fields = ["name"]


class StandardsGroup(SnippetViewSetGroup):
    menu_label = "Data layanan"
    menu_icon = "doc-full-inverse"
    menu_order = 200
    items = (LegalBasisViewSet, AudienceViewSet)


register_snippet(StandardsGroup)


@hooks.register("register_admin_viewset")
def register_standards_imports() -> StandardsImportViewSet:
    return StandardsImportViewSet()
