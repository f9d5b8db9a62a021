"""Messages that hand work over to colleagues: one for each person and event, with a link to the screen."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.template.loader import render_to_string
from django.urls import reverse

from core.messages.services import notify


def staff_notify(
    people: Iterable[AbstractBaseUser], *, key: str, category: str, subject: str, template: str, path: str, **facts: object
) -> int:
    """One message for each of ``people``, once for each ``key``; how many they are.

    ``template`` is a plain text with the facts, ``url`` (``path`` on the admin's host), ``account_url`` and ``name``. Who
    has no proved address gets none; the outbox says so.
    """
    chosen = list(people)
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    links = {"url": base + path, "account_url": base + reverse("wagtailadmin_account")}
    addresses = proved_addresses(chosen)
    for person in chosen:
        name = person.get_full_name()  # type: ignore[attr-defined]
        notify(
            key=f"{key}:{person.pk}",
            category=category,
            address=addresses.get(person.pk),
            subject=subject,
            body_text=render_to_string(template, {**facts, **links, "name": name}).strip(),
            recipient=person,
        )
    return len(chosen)


def proved_addresses(people: Iterable[AbstractBaseUser]) -> dict[int, str]:
    """The proved main address of each account that has one, by the account's number."""
    rows = EmailAddress.objects.filter(user__in=list(people), verified=True, primary=True)
    return dict(rows.values_list("user_id", "email"))
