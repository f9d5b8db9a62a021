"""Names of permissions are written in Indonesian after each migration; allauth counts where nothing is lost."""

from django.db.models.signals import post_migrate

from core.django_patches import allauth_cache
from core.people.permission_names import translate_permission_names


def register() -> None:
    post_migrate.connect(translate_permission_names, dispatch_uid="core.people.permission_names")
    allauth_cache.install()
