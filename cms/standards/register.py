"""Registers service standards: presenters, search, groups of editors and permissions on snippets."""

from cms.standards import search
from cms.standards.models.service import Audience, ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from cms.standards.presenters import service_index_context, service_page_context, work_unit_context
from cms.standards.services import unit_groups
from core.pages.page_cache import invalidate_on_change
from core.pages.presenters import register_presenter
from core.people.roles import ADMINISTRATOR, CONTENT_APPROVER, CONTENT_EDITOR, register_role_permissions
from core.search.registry import register_search_provider

_legal_basis = ("core.view_legalbasis", "core.add_legalbasis", "core.change_legalbasis")
_audience = ("cms.view_audience", "cms.add_audience", "cms.change_audience")
_imports = ("cms.add_standardsimport", "cms.view_standardsimport")


def register() -> None:
    register_presenter(ServicePage, service_page_context)
    register_presenter(ServiceIndexPage, service_index_context)
    register_presenter(WorkUnitPage, work_unit_context)
    invalidate_on_change(Audience)
    register_search_provider(search.PROVIDER)
    search.connect()
    unit_groups.connect()
    for role in (CONTENT_EDITOR, CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, *_legal_basis, *_audience)
    for role in (CONTENT_APPROVER, ADMINISTRATOR):
        register_role_permissions(role, *_imports)
    register_role_permissions(CONTENT_APPROVER, "core.delete_legalbasis", "cms.delete_audience")
