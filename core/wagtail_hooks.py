"""Staff screens of core: background work, the outbox, the audit trail."""

from wagtail import hooks

from core.admin.viewsets import OperationsGroup


@hooks.register("register_admin_viewset")
def register_operations() -> OperationsGroup:
    return OperationsGroup()
