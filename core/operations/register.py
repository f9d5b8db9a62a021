"""Checks of a deployment, and who may read the audit log and the log of processing in the group of operations."""

from core.django_patches import blank_exports
from core.operations import checks  # noqa: F401 - they register themselves
from core.people.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    blank_exports.install()
    register_role_permissions(ADMINISTRATOR, "core.view_auditentry", "core.view_processingentry")
