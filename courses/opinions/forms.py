"""The staff form of an evaluation form."""

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


class EvaluationFormForm(WagtailAdminModelForm):
    """Rejects changes to the text or kind of questions that have answers, and their deletion."""

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        for form in self.formsets["questions"].forms if self.instance.pk else []:
            if self._rewrites_an_answered_question(form):
                raise ValidationError(
                    "Pertanyaan yang sudah dijawab peserta tidak bisa diubah atau dihapus. "
                    "Buat formulir baru untuk kelas berikutnya."
                )
        return cleaned

    def _rewrites_an_answered_question(self, form: forms.BaseModelForm) -> bool:
        question = form.instance
        if not question.pk or not (form.data.get(f"{form.prefix}-DELETE") or {"text", "kind"} & set(form.changed_data)):
            return False
        return bool(question.answers.exists())
