"""The form of a test: one field per question. Invalid input is preserved; empty answers may be submitted on confirmation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.questions.snapshots import MAX_ANSWER_LENGTH, Kind, QuestionSnapshot, parse_number
from lms.assessment.models import AttemptQuestion


class TestAnswersForm(forms.Form):
    """Errors name unanswered questions and unreadable numbers; the participant may confirm and submit anyway."""

    __test__ = False  # pytest: a form, not a class of tests
    use_required_attribute = False

    def __init__(self, *args: Any, items: Sequence[AttemptQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[_name(item)] = _field(item)

    def given(self, *, only: str = "") -> dict[int, list[str]]:
        """Submitted values, valid or not, by question; ``only`` restricts them to one key."""
        wanted = [item for item in self.items if not only or str(item.pk) == only]
        return {item.pk: self._sent(_name(item)) for item in wanted}

    def _sent(self, name: str) -> list[str]:
        return [str(value) for value in self.data.getlist(name)]  # type: ignore[attr-defined]  # a QueryDict


class NumberField(forms.CharField):
    def clean(self, value: object) -> str:
        cleaned: str = super().clean(value)
        if parse_number(cleaned) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return cleaned


def _name(item: AttemptQuestion) -> str:
    return f"jawaban_{item.pk}"


def _field(item: AttemptQuestion) -> forms.Field:
    snapshot, words = item.snapshot, {"number": item.position}
    errors = {
        "required": _("Pertanyaan %(number)d belum dijawab.") % words,
        "invalid": _("Pertanyaan %(number)d: tulis angka, misalnya 25.000.") % words,
    }
    common: dict[str, Any] = {
        "label": f"{item.position}. {snapshot.text}",
        "error_messages": errors,
        "help_text": _hint(snapshot),
    }
    choices = [(choice.key, choice.text) for choice in snapshot.choices]
    if snapshot.kind == Kind.MULTIPLE:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, initial=item.given, **common)
    initial = item.given[0] if item.given else ""
    if snapshot.has_choices:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=initial, **common)
    is_number = snapshot.kind == Kind.NUMBER
    attributes = {"autocomplete": "off", "inputmode": "decimal" if is_number else "text", "spellcheck": "false"}
    field = NumberField if is_number else forms.CharField
    return field(initial=initial, widget=forms.TextInput(attrs=attributes), max_length=MAX_ANSWER_LENGTH, **common)


def _hint(snapshot: QuestionSnapshot) -> str:
    hints = {
        Kind.MULTIPLE: _("Pilih semua yang tepat."),
        Kind.NUMBER: _("Tulis angkanya saja, misalnya 25.000."),
        Kind.WORD: _("Satu atau beberapa kata. Huruf besar dan kecil tidak dibedakan."),
    }
    return hints.get(Kind(snapshot.kind), "")
