"""One step of the staff with a person's data: a form that asks, a service that does, and back to the row."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin import messages as wagtail_messages

from core.admin.actions import RowStep


class DeskForm(RowStep, FormView):
    """GET asks about one row."""

    template_name = "core/admin/form_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, button=self.button, back=f"{self.viewset}:inspect", **kwargs)


class DeskStep(DeskForm, ABC):
    """POST does it and returns to the row with a sentence."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        done, sentence = self.act(form)
        (messages.success if done else messages.error)(self.request, sentence)
        return redirect(f"{self.viewset}:inspect", self.object.pk)

    @abstractmethod
    def act(self, form: forms.Form) -> tuple[bool, str]:
        """Do it; return whether it was done and the sentence for the staff."""


class StepForm(RowStep, FormView, ABC):
    """GET asks, POST does it and returns to the row with a sentence; a refusal stands above the answers, which are kept."""

    template_name = "core/admin/step.html"
    explanation = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = f"{self.viewset}:inspect"
        return super().get_context_data(
            object=self.object, button=self.button, explanation=self.explanation, back=back, **kwargs
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            sentence = self.act(form)
        except forms.ValidationError as refusal:
            form.add_error(None, refusal)
        if form.errors:
            return self.form_invalid(form)
        if sentence:
            wagtail_messages.success(self.request, sentence)
        return redirect(f"{self.viewset}:inspect", self.object.pk)

    @abstractmethod
    def act(self, form: forms.Form) -> str:
        """Do it and say so. A refusal is raised as ValidationError, or added to ``form``, with a sentence for the staff."""
