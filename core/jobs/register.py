"""The kinds of jobs of all apps, and who may look at jobs."""

from django.utils.module_loading import autodiscover_modules

from core.people.roles import ADMINISTRATOR, register_role_permissions


def register() -> None:
    """Job kinds lie in each app's ``tasks.py``; the web process needs them as much as the worker."""
    autodiscover_modules("tasks")
    register_role_permissions(ADMINISTRATOR, "core.view_job", "core.change_job")
