"""Base classes of staff screens: a step on one row, a confirmation, and breadcrumbs."""

import uuid
from abc import ABC, abstractmethod
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class RowStep(WagtailAdminTemplateMixin):
    """A screen about one row of ``viewset``, with breadcrumbs to it. Raises PermissionDenied without ``permission``."""

    permission: ClassVar[str]
    model: ClassVar[type[models.Model]]
    viewset: ClassVar[str]
    button: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_page_title(self) -> str:
        return self.button

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{self.viewset}:index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": reverse(f"{self.viewset}:inspect", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class ConfirmAction(RowStep, TemplateView, ABC):
    """GET shows ``question``; POST calls ``act`` and redirects to the row."""

    template_name = "core/admin/confirm.html"
    question: ClassVar[str]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(question=self.question, button=self.button, back=f"{self.viewset}:index", **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        done, sentence = self.act()
        (messages.success if done else messages.error)(request, sentence)
        return redirect(f"{self.viewset}:inspect", self.object.pk)

    @abstractmethod
    def act(self) -> tuple[bool, str]:
        """Call the service; return whether it succeeded and the Indonesian sentence for the user."""


class OnceForm(forms.Form):
    """``token`` is an idempotency key: the service acts once for each."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AdminScreen(WagtailAdminTemplateMixin):
    """Appends the title to the breadcrumbs, where Wagtail shows the heading of a screen."""

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]
