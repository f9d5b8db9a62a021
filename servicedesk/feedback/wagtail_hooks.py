from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from servicedesk.feedback.admin.views import VIEWSET
from servicedesk.feedback.admin.viewsets import FeedbackViewSet
from servicedesk.feedback.selectors import counts_of


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    return FeedbackViewSet()


@hooks.register("register_page_header_buttons")
def feedback_button(
    page: Page, user: PermissionsMixin | AnonymousUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On the edit screen: counts of yes and no, linked to the feedback of the page."""
    if view_name != "edit" or not user.has_perm("servicedesk.view_pagefeedback"):
        return
    counts = counts_of(page)
    if counts["yes"] or counts["no"]:
        label = f"Masukan warga: {counts['yes']} ya, {counts['no']} tidak ({counts['waiting']} belum ditangani)"
        url = f"{reverse(f'{VIEWSET}:index')}?page={page.pk}"
        yield Button(label, url=url, icon_name="comment", priority=70)
