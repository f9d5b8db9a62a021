"""The columns of a catalogue that is a table: the field recognised for each, and the choice of staff."""

from collections.abc import Sequence
from typing import Any

from django import forms

from elibrary.formats.tables import profile as profiles
from elibrary.formats.tables.headings import LABELS, SEVERAL


class ColumnsForm(forms.Form):
    """A select for each heading. A field has one column, unless it may have several; without a title there is no book."""

    def __init__(self, columns: Sequence[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        again = profiles.repeated([column["heading"] for column in columns])
        self.own = {at: column for at, column in enumerate(columns) if column["heading"] and at not in again}
        for at, column in self.own.items():
            self.fields[f"kolom-{at}"] = forms.ChoiceField(
                label=column["heading"], choices=profiles.CHOICES, required=False, initial=column["field"]
            )

    @property
    def rows(self) -> list[dict[str, object]]:
        """For the page: every column of the file, with its select where it can have one."""
        return [
            {**column, "select": self[f"kolom-{at}"] if at in self.own else None} for at, column in enumerate(self.columns)
        ]

    @property
    def unknown(self) -> int:
        return sum(not column["field"] and not column["is_decided"] for column in self.own.values())

    @property
    def chosen(self) -> dict[str, str]:
        return {column["heading"]: self.cleaned_data.get(f"kolom-{at}", "") for at, column in self.own.items()}

    def clean(self) -> dict[str, object]:
        holders: dict[str, str] = {}
        for at, column in self.own.items():
            field = self.cleaned_data.get(f"kolom-{at}", "")
            if field in holders and field not in SEVERAL:
                self.add_error(f"kolom-{at}", profiles.taken(field, holders[field]))
            elif field in LABELS:
                holders[field] = column["heading"]
        if "title" not in holders and not self.errors:
            self.add_error(None, "Pilih kolom yang berisi judul buku.")
        elif len(holders) < 2 and not self.errors:
            self.add_error(None, "Pilih paling sedikit satu kolom lain selain judul.")
        return self.cleaned_data
