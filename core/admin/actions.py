"""The two things staff can do about background work: try again, send again. Each asks first and changes by POST."""

import uuid
from abc import ABC, abstractmethod
from typing import Any, ClassVar

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
    """A screen about one row of ``viewset``, with the way back to it. Whoever lacks ``permission`` is refused."""

    permission: ClassVar[str]
    model: ClassVar[type[models.Model]]
    viewset: ClassVar[str]
    button: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_page_title(self) -> str:
        return self.button

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{self.viewset}:index"), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": reverse(f"{self.viewset}:inspect", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class ConfirmAction(RowStep, TemplateView, ABC):
    """GET asks, POST does and returns to the row."""

    template_name = "core/admin/confirm.html"
    question: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(question=self.question, button=self.button, back=f"{self.viewset}:index", **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done, sentence = self.act()
        (messages.success if done else messages.error)(request, sentence)
        return redirect(f"{self.viewset}:inspect", self.object.pk)

    @abstractmethod
    def act(self) -> tuple[bool, str]:
        """Do it; return whether it was done and the sentence for the person."""


class OnceForm(forms.Form):
    """``token`` makes the second sending of the same form harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AdminScreen(WagtailAdminTemplateMixin):
    """Its title stands last in the trail, which is where Wagtail shows the heading of a screen."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, own]
