"""Checks of a deployment, and who may read the audit log and the log of processing in the group of operations."""

from core.operations import checks  # noqa: F401 - they register themselves
from core.people.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    register_role_permissions(ADMINISTRATOR, "core.view_auditentry", "core.view_processingentry")
