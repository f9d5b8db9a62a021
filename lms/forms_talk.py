"""Forms for asking the teachers and for notes of one's own."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models.lesson import LessonPage
from lms.models.note import LONGEST_NOTE
from lms.models.question import LONGEST_QUESTION

BROKEN = _("Formulir ini rusak di jalan. Kirim sekali lagi.")


class LinesField(forms.CharField):
    """Several lines. Browsers count a new line as one letter and send two."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


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


class NoteForm(forms.Form):
    """A note with the version on which it builds."""

    versi = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, error_messages=dict.fromkeys(("required", "invalid", "min_value"), BROKEN)
    )
    catatan = LinesField(
        label=_("Catatan saya"),
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("Catatan paling banyak 10.000 huruf. Pindahkan sebagian ke pelajaran lain.")},
    )
