"""The filter of the course list."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from courses.content.models.pages import CoursePage, Topic
from courses.runs.models.run import CourseRun


class CourseFilterForm(forms.Form):
    """What ``/pelatihan/`` can be narrowed down to. A choice that doesn't exist narrows nothing."""

    LENGTHS = (("pendek", "Sampai 1 jam"), ("sedang", "1–3 jam"), ("panjang", "Lebih dari 3 jam"))

    topik: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        None, label="Topik", required=False, empty_label="Semua", to_field_name="slug"
    )
    tingkat = forms.ChoiceField(label="Tingkat", required=False)
    cara = forms.ChoiceField(label="Cara belajar", required=False)
    lama = forms.ChoiceField(label="Lama belajar", required=False, choices=[("", "Semua"), *LENGTHS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topik"].queryset = Topic.objects.all()  # type: ignore[attr-defined]
        for name, choices in (("tingkat", CoursePage.Level.choices), ("cara", CourseRun.Mode.choices)):
            self.fields[name].choices = [("", "Semua"), *choices]  # type: ignore[attr-defined]

    def filters(self) -> dict[str, Any]:
        """The choices made, without empty and unknown ones."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def querystring(self) -> str:
        return urlencode({name: getattr(value, "slug", value) for name, value in self.filters().items()})
