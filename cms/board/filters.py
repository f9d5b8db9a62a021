"""Filters of the board. Rows are computed, so they are filtered in Python."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from wagtail.admin.filters import WagtailFilterSet

from cms.board.selectors import BoardRow, State, Unknown
from cms.standards.completeness import COMPONENTS
from cms.standards.models.service import ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.publishing.reviews.rules import Stage

COMPLETENESS = [("whole", "lengkap (14/14)"), ("gaps", "belum lengkap")]
REVIEW = [
    ("overdue", "lewat batas"),
    ("week", "dalam 7 hari"),
    ("month", "dalam 30 hari"),
    ("later", "lebih dari 30 hari"),
    ("never", "belum ada tanggal"),
]
RESPONSIBLE = [("empty", "kosong"), ("filled", "terisi")]


def _review_matches(row: BoardRow, wanted: str) -> bool:
    """ "dalam 30 hari" includes reviews due within 7 days."""
    if wanted == "never":
        return row.review_due is None
    if wanted == "later":
        return row.review_due is not None and row.stage is None
    return row.stage == wanted or (wanted == Stage.MONTH and row.stage == Stage.WEEK)


PREDICATES: dict[str, Callable[[BoardRow, Any], bool]] = {
    "unit": lambda row, units: any(row.unit.pk == unit.pk for unit in units),
    "state": lambda row, states: row.state in states,
    "completeness": lambda row, wanted: (not row.missing) == (wanted == "whole"),
    "missing": lambda row, keys: any(component.key in keys for component in row.missing),
    "review": _review_matches,
    "responsible": lambda row, wanted: bool(row.responsible) == (wanted == "filled"),
    "unknown": lambda row, wanted: any(fact in wanted for fact in row.unknown),
}


class BoardFilterSet(WagtailFilterSet):
    unit = django_filters.ModelMultipleChoiceFilter(
        label="Unit kerja",
        queryset=lambda request: WorkUnitPage.objects.order_by("path"),
        widget=forms.CheckboxSelectMultiple,
    )
    state = django_filters.MultipleChoiceFilter(label="Keadaan", choices=State.choices, widget=forms.CheckboxSelectMultiple)
    completeness = django_filters.ChoiceFilter(
        label="Kelengkapan", choices=COMPLETENESS, empty_label="semua", widget=forms.RadioSelect
    )
    missing = django_filters.MultipleChoiceFilter(
        label="Komponen yang kosong",
        choices=[(component.key, component.label) for component in COMPONENTS],
        widget=forms.CheckboxSelectMultiple,
    )
    review = django_filters.ChoiceFilter(label="Peninjauan", choices=REVIEW, empty_label="semua", widget=forms.RadioSelect)
    responsible = django_filters.ChoiceFilter(
        label="Penanggung jawab", choices=RESPONSIBLE, empty_label="semua", widget=forms.RadioSelect
    )
    unknown = django_filters.MultipleChoiceFilter(
        label="Belum diketahui", choices=Unknown.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ServicePage
        fields: list[str] = []

    def filter_queryset(self, queryset: list[BoardRow]) -> list[BoardRow]:
        """The rows that match all filters that are set."""
        chosen = {name: value for name, value in self.form.cleaned_data.items() if value}
        return [row for row in queryset if all(PREDICATES[name](row, value) for name, value in chosen.items())]
