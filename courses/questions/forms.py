"""Forms of the question bank and of tests, for staff."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from courses.content.access import courses_for
from courses.questions.models.question import Question
from courses.questions.rules import question_error
from courses.questions.services.questions import question_save
from courses.questions.services.tests import post_test_save
from courses.questions.snapshots import Kind

STATEMENT_CHOICES = [("", "–"), ("1", "Benar"), ("0", "Salah")]
TOO_FEW_QUESTIONS = (
    "Bank pertanyaan pelatihan ini baru memuat {count}. Tulis pertanyaannya dulu, atau isi paling banyak {count}."
)


def _limit_courses(form: Any) -> None:
    """A list of the courses that the person writes for, chosen once."""
    field = form.fields["course"]
    field.queryset = courses_for(form.for_user)
    field.widget = forms.Select(choices=field.choices)
    field.disabled = form.instance.pk is not None


class QuestionForm(WagtailAdminModelForm):
    """What each kind of question needs is checked here; the service keeps it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
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
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        is_statement = kind == Kind.TRUE_FALSE
        if is_statement and cleaned.get("statement_is_true") is None:
            self.add_error("statement_is_true", "Pilih apakah pernyataan ini benar atau salah.")
        if not is_statement:
            cleaned["statement_is_true"] = None
        if kind and "choices" in self.formsets and self.formsets["choices"].is_valid():
            self._check_choices(kind, [form.cleaned_data for form in self._kept_choices()])
        return cleaned

    def _kept_choices(self) -> Iterable[Any]:
        for form in self.formsets["choices"].forms:
            if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE"):
                yield form

    def _check_choices(self, kind: str, choices: list[dict[str, Any]]) -> None:
        sentence = question_error(kind, [(choice["text"], bool(choice.get("is_right"))) for choice in choices])
        if sentence:
            raise ValidationError(sentence)

    def save(self, commit: bool = True) -> Any:
        question = super().save(commit=False)
        if question.kind in {Kind.NUMBER, Kind.WORD}:  # whatever is accepted is right
            for choice in question.choices.all():
                choice.is_right = True
        return question_save(question=question, by=self.for_user)


class TestForm(WagtailAdminModelForm):
    """The course is chosen once; the questions can be narrowed down when the test is there."""

    __test__ = False  # pytest: a form, not a class of tests

    def __init__(self, *args: Any, **kwargs: Any) -> None:
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
        cleaned = super().clean() or self.cleaned_data
        course, number = cleaned.get("course"), cleaned.get("number_drawn")
        if course is None or number is None:
            return cleaned
        chosen = len(cleaned.get("questions") or [])
        count = chosen or Question.objects.filter(course=course, archived_at=None).count()
        if number > count:
            sentence = f"Anda mencentang {chosen} pertanyaan. Isi paling banyak {chosen}, atau centang lebih banyak."
            self.add_error("number_drawn", sentence if chosen else TOO_FEW_QUESTIONS.format(count=count))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        test = super().save(commit=False)
        return post_test_save(test=test, questions=list(self.cleaned_data.get("questions") or []), by=self.for_user)


class QuestionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, question: Any) -> str:
        return f"{question.topic}: {question}" if question.topic else str(question)
