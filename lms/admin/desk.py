"""One step of the staff with a person's data: a form that asks, a service that does, and back to the row."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.admin.actions import RowStep


class DeskForm(RowStep, FormView):
    """GET asks about one row."""

    template_name = "lms/admin/desk_step.html"

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
