"""Messages to the librarians."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from core.messages.staff import staff_notify
from core.people.roles import LIBRARIAN

CATEGORY = "katalog-masuk"


def librarians_notify(*, key: str, subject: str, template: str, path: str, **facts: object) -> int:
    """One message for each librarian, once for each ``key``; how many there are."""
    return staff_notify(_librarians(), key=key, category=CATEGORY, subject=subject, template=template, path=path, **facts)


def _librarians() -> QuerySet[Any]:
    users = get_user_model()._default_manager
    return users.filter(groups__name=LIBRARIAN, is_active=True, is_staff=True).order_by("pk").distinct()
