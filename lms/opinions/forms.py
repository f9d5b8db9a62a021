"""The evaluation form of a class, as a participant fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.opinions.models import EvaluationForm, EvaluationQuestion

SCALE = [
    (4, _("4 – Sangat setuju")),
    (3, _("3 – Setuju")),
    (2, _("2 – Kurang setuju")),
    (1, _("1 – Tidak setuju")),
]
TEXT_LENGTH = 1000


class EvaluationAnswersForm(forms.Form):
    """One field a question, in the order that staff gave them."""

    def __init__(self, *args: Any, evaluation_form: EvaluationForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(evaluation_form.questions.all())
        for question in self.questions:
            self.fields[self._name(question)] = _field(question)

    def answers(self) -> dict[EvaluationQuestion, int | str | None]:
        return {question: self.cleaned_data[self._name(question)] for question in self.questions}

    @staticmethod
    def _name(question: EvaluationQuestion) -> str:
        return f"jawaban_{question.pk}"


def _field(question: EvaluationQuestion) -> forms.Field:
    if question.kind == EvaluationQuestion.Kind.SCALE:
        return forms.TypedChoiceField(
            label=question.text,
            choices=SCALE,
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            required=question.required,
            error_messages={"required": _("Pilih satu jawaban.")},
        )
    return forms.CharField(
        label=question.text,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=TEXT_LENGTH,
        required=question.required,
        help_text=_("Paling banyak %(count)d huruf.") % {"count": TEXT_LENGTH},
        error_messages={"required": _("Isi jawaban ini.")},
    )
