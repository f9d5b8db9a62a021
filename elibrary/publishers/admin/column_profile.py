"""A publisher's columns as rows of a form: heading and field, some empty rows to add; an emptied heading goes away."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from elibrary.formats.tables import profile as profiles
from elibrary.publishers.models import Publisher

EMPTY_ROWS = 3
Row = tuple[str, str]


class ProfileRows(forms.Widget):
    """Works on rows, so that a form with errors shows what was written, whatever it was."""

    template_name = "elibrary/publishers/admin/column_profile.html"

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        rows = [*_rows(value), *[("", "")] * EMPTY_ROWS]
        return {
            **super().get_context(name, value, attrs),
            "rows": [(number, *row) for number, row in enumerate(rows, start=1)],
            "choices": profiles.CHOICES,
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        headings, fields = (data.getlist(f"{name}-{part}") for part in ("kolom", "bidang"))
        rows = zip(headings, fields, strict=False)
        return [(heading.strip(), field) for heading, field in rows if heading.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-kolom" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-1" if id_ else id_


class ProfileField(forms.Field):
    widget = ProfileRows

    def __init__(self, **options: Any) -> None:
        column = Publisher._meta.get_field("profile")
        super().__init__(label=capfirst(column.verbose_name), help_text=column.help_text, required=False, **options)

    def to_python(self, value: object) -> dict[str, str]:
        found: dict[str, str] = {}
        for heading, field in _rows(value):
            if heading in found:
                raise ValidationError(f"“{heading}” ditulis dua kali. Hapus salah satu.")
            found[heading] = field
        return found

    def has_changed(self, initial: object, data: object) -> bool:
        return list(_rows(initial)) != list(_rows(data))


def _rows(value: Any) -> Iterator[Row]:
    yield from value.items() if isinstance(value, Mapping) else value or ()
