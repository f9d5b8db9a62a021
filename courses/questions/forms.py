"""Forms of the question bank and of tests, for staff."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from courses.content.access import courses_for
from courses.questions.models.question import Question
from courses.questions.models.test import Test
from courses.questions.rules import question_error
from courses.questions.services.questions import question_save
from courses.questions.services.tests import post_test_save
from courses.questions.snapshots import Kind

STATEMENT_CHOICES = [("", "–"), ("1", "Benar"), ("0", "Salah")]
TOO_FEW_QUESTIONS = (
    "Bank pertanyaan pelatihan ini baru memuat {count}. Tulis pertanyaannya dulu, atau isi paling banyak {count}."
)


def _limit_courses(form: WagtailAdminModelForm) -> None:
    """Limit the field ``course`` to the courses of the user; disabled once the row exists."""
    field = form.fields["course"]
    field.queryset = courses_for(form.for_user)
    field.widget = forms.Select(choices=field.choices)
    field.disabled = form.instance.pk is not None


class QuestionForm(WagtailAdminModelForm):
    """Validates what each kind of question needs; ``question_save`` stores it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _limit_courses(self)
        self.fields["statement_is_true"] = forms.TypedChoiceField(
            label="Pernyataan ini",
            choices=STATEMENT_CHOICES,
            coerce=lambda value: value == "1",
            empty_value=None,
            required=False,
            initial={None: "", True: "1", False: "0"}[self.instance.statement_is_true],
            help_text="Hanya untuk jenis Benar atau salah. Pilihan di bawah dikosongkan.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        is_statement = kind == Kind.TRUE_FALSE
        if is_statement and cleaned.get("statement_is_true") is None:
            self.add_error("statement_is_true", "Pilih apakah pernyataan ini benar atau salah.")
        if not is_statement:
            cleaned["statement_is_true"] = None
        are_valid = "choices" in self.formsets and self.formsets["choices"].is_valid()
        if kind and are_valid and (error := question_error(kind, list(self._filled_choices()))):
            raise ValidationError(error)
        return cleaned

    def _filled_choices(self) -> Iterator[tuple[str, bool]]:
        """Text and correctness of the choices that are filled in and not deleted."""
        for form in self.formsets["choices"].forms:
            choice = form.cleaned_data
            if choice.get("text") and not choice.get("DELETE"):
                yield choice["text"], bool(choice.get("is_right"))

    def save(self, commit: bool = True) -> Question:
        question = super().save(commit=False)
        if question.kind in {Kind.NUMBER, Kind.WORD}:  # every accepted answer is correct
            for choice in question.choices.all():
                choice.is_right = True
        return question_save(question=question, by=self.for_user)


class TestForm(WagtailAdminModelForm):
    """The course is fixed once the test exists; only then can its questions be selected."""

    __test__ = False  # pytest: a form, not a class of tests

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _limit_courses(self)
        if self.instance.pk is None:
            del self.fields["questions"]
            return
        bank = Question.objects.filter(course=self.instance.course_id)
        self.fields["questions"] = QuestionsField(
            bank.filter(archived_at=None).order_by("topic", "pk"),
            label="Pertanyaan",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.instance.questions.filter(archived_at=None),
            help_text="Tanpa centang: semua pertanyaan pelatihan ini yang tidak diarsipkan.",
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        course, number = cleaned.get("course"), cleaned.get("number_drawn")
        if course is None or number is None:
            return cleaned
        chosen = len(cleaned.get("questions") or [])
        count = chosen or Question.objects.filter(course=course, archived_at=None).count()
        if number > count:
            sentence = f"Anda mencentang {chosen} pertanyaan. Isi paling banyak {chosen}, atau centang lebih banyak."
            self.add_error("number_drawn", sentence if chosen else TOO_FEW_QUESTIONS.format(count=count))
        return cleaned

    def save(self, commit: bool = True) -> Test:
        test = super().save(commit=False)
        return post_test_save(test=test, questions=list(self.cleaned_data.get("questions") or []), by=self.for_user)


class QuestionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, question: Question) -> str:
        return f"{question.topic}: {question}" if question.topic else str(question)
