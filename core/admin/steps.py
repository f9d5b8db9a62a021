"""Staff screens that change one row by a form: GET shows the form, POST calls a service and redirects to the row."""

from abc import ABC, abstractmethod

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.admin.actions import RowStep


class StepRefused(Exception):
    """The row is in a state that doesn't allow the step. The message is an Indonesian sentence for the staff."""


class RowFormView(RowStep, FormView):
    """A form about one row; a subclass defines ``form_valid``."""

    template_name = "core/admin/step.html"
    explanation = ""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            object=self.object,
            button=self.button,
            explanation=self.explanation,
            back=f"{self.viewset}:inspect",
            **kwargs,
        )


class FormStep(RowFormView, ABC):
    """Calls ``act`` with the valid form. Its errors are shown in the form, its sentence on the page of the row."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            sentence = self.act(form)
        except forms.ValidationError as error:
            form.add_error(None, error)
        except StepRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect(f"{self.viewset}:inspect", self.object.pk)
        if form.errors:
            return self.form_invalid(form)
        if sentence:
            messages.success(self.request, sentence)
        return redirect(f"{self.viewset}:inspect", self.object.pk)

    @abstractmethod
    def act(self, form: forms.Form) -> str:
        """Call the service and return the sentence for the staff, or "" for none.

        Raises ValidationError (or adds errors to ``form``) to show the form again, and StepRefused to redirect to the row.
        """
