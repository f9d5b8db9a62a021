"""Messages to the librarians."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from core.messages.services import notify
from core.people.roles import LIBRARIAN

CATEGORY = "katalog-masuk"


def librarians_notify(*, key: str, subject: str, template: str, path: str, **facts: object) -> int:
    """One message for each librarian with a proved address, once for each ``key``; how many there are."""
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    links = {"url": base + path, "account_url": base + reverse("wagtailadmin_account")}
    people = _librarians()
    addresses = dict(
        EmailAddress.objects.filter(user__in=people, verified=True, primary=True).values_list("user_id", "email")
    )
    for person in people:
        notify(
            key=f"{key}:{person.pk}",
            category=CATEGORY,
            address=addresses.get(person.pk),
            subject=subject,
            body_text=render_to_string(template, {**facts, **links, "name": person.get_full_name()}).strip(),
            recipient=person,
        )
    return len(people)


def _librarians() -> QuerySet[Any]:
    users = get_user_model()._default_manager
    return users.filter(groups__name=LIBRARIAN, is_active=True, is_staff=True).order_by("pk").distinct()
