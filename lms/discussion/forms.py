"""Forms for asking the teachers and for notes of one's own."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.content.models.lessons import LessonPage
from lms.discussion.models import LONGEST_QUESTION
from lms.learning.forms import BROKEN, LinesField


class QuestionForm(forms.Form):
    """A question, about a lesson or the class as a whole."""

    token = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": BROKEN, "invalid": BROKEN},
    )
    pelajaran = forms.ChoiceField(label=_("Tentang pelajaran"), required=False)
    pertanyaan = LinesField(
        label=_("Pertanyaan Anda"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Paling banyak 1.000 huruf. Jangan menulis NIK, nomor telepon, atau data diri lain."),
        error_messages={"required": _("Tulis pertanyaan Anda.")},
    )

    def __init__(self, *args: Any, lessons: Sequence[LessonPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lessons = {str(lesson.pk): lesson for lesson in lessons}
        choices = [(key, lesson.title) for key, lesson in self._lessons.items()]
        self.fields["pelajaran"].choices = [("", _("Kelas ini secara umum")), *choices]  # type: ignore[attr-defined]

    @property
    def lesson(self) -> LessonPage | None:
        return self._lessons.get(self.cleaned_data["pelajaran"])
