"""Names of permissions in Indonesian: Django writes "Can add page" into the database, where no catalogue reaches it.

The group screen shows these names to the Admin and reads them out beside each box.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.utils.translation import gettext, override

VERBS = {"add": "menambah", "change": "mengubah", "delete": "menghapus", "view": "melihat", "choose": "memilih"}


def translate_permission_names(sender: AppConfig, using: str, apps: Any = installed, **kwargs: Any) -> None:
    """After a migration: name the app's permissions. Creates them first, so the order of receivers doesn't matter."""
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    permission_model = installed.get_model("auth", "Permission")
    named = []
    with override(settings.LANGUAGE_CODE):
        for permission in (
            permission_model.objects.using(using).select_related("content_type").filter(content_type__app_label=sender.label)
        ):
            name = indonesian_name(permission)
            if name != permission.name:
                permission.name = name
                named.append(permission)
    permission_model.objects.using(using).bulk_update(named, ["name"])


def indonesian_name(permission: Any) -> str:
    """ "Dapat menambah <model>" for what Django and Wagtail derive from a model; another name through its catalogue."""
    model = permission.content_type.model_class()
    verb = permission.codename.partition("_")[0]
    if model is not None and verb in VERBS and permission.name.startswith(f"Can {verb} "):
        return f"Dapat {VERBS[verb]} {model._meta.verbose_name}"[:255]
    return gettext(permission.name)
