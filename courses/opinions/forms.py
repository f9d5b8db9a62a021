"""The form of a set of evaluation questions, for staff."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm


class EvaluationFormForm(WagtailAdminModelForm):
    """Questions that were answered stay as they were asked: an old answer under a new question would be a lie."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for form in self.formsets["questions"].forms if self.instance.pk else []:
            if self._rewrites_an_answered_question(form):
                raise ValidationError(
                    "Pertanyaan yang sudah dijawab peserta tidak bisa diubah atau dihapus. "
                    "Buat formulir baru untuk kelas berikutnya."
                )
        return cleaned

    def _rewrites_an_answered_question(self, form: Any) -> bool:
        question = form.instance
        if not question.pk or not (form.data.get(f"{form.prefix}-DELETE") or {"text", "kind"} & set(form.changed_data)):
            return False
        return bool(question.answers.exists())
