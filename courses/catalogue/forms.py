"""The filter of the course list."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from courses.content.models.pages import CoursePage, Topic
from courses.runs.models.run import CourseRun


class CourseFilterForm(forms.Form):
    """Filters of ``/pelatihan/``. An unknown choice is ignored."""

    LENGTHS = (("pendek", "Sampai 1 jam"), ("sedang", "1–3 jam"), ("panjang", "Lebih dari 3 jam"))

    topik: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        None, label="Topik", required=False, empty_label="Semua", to_field_name="slug"
    )
    tingkat = forms.ChoiceField(label="Tingkat", required=False)
    cara = forms.ChoiceField(label="Cara belajar", required=False)
    lama = forms.ChoiceField(label="Lama belajar", required=False, choices=[("", "Semua"), *LENGTHS])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["topik"].queryset = Topic.objects.all()  # type: ignore[attr-defined]
        for name, choices in (("tingkat", CoursePage.Level.choices), ("cara", CourseRun.Mode.choices)):
            self.fields[name].choices = [("", "Semua"), *choices]  # type: ignore[attr-defined]

    def filters(self) -> dict[str, Any]:
        """Valid, non-empty choices by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def querystring(self) -> str:
        return urlencode({name: getattr(value, "slug", value) for name, value in self.filters().items()})
