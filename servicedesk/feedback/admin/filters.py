"""Filters of the list of page feedback."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Page

from cms.standards.models.work_unit import WorkUnitPage
from cms.standards.selectors import live_units
from servicedesk.feedback.models import PageFeedback
from servicedesk.feedback.selectors import pages_of

ANSWERS = [("true", "Ya, membantu"), ("false", "Tidak membantu")]
STATES = [("open", "Belum ditangani"), ("handled", "Sudah ditangani")]


def _pages(request: HttpRequest) -> QuerySet[Page]:
    return pages_of(request.user).filter(reader_feedback__isnull=False).distinct().order_by("title")


def _units(request: HttpRequest) -> QuerySet[WorkUnitPage]:
    return live_units()


class FeedbackFilterSet(WagtailFilterSet):
    unit = django_filters.ModelChoiceFilter(label="Unit kerja", queryset=_units, method="below")
    page = django_filters.ModelChoiceFilter(label="Halaman", queryset=_pages)
    helpful = django_filters.TypedChoiceFilter(
        label="Jawaban",
        choices=ANSWERS,
        coerce=lambda value: value == "true",
    )
    state = django_filters.ChoiceFilter(label="Keadaan", choices=STATES, method="in_state")
    created_at = django_filters.DateFromToRangeFilter(label="Dikirim", widget=DateRangePickerWidget)

    class Meta:
        model = PageFeedback
        fields = ["unit", "page", "helpful", "state", "created_at"]

    def below(self, queryset: QuerySet, name: str, unit: WorkUnitPage) -> QuerySet:
        """Feedback on the unit's page, its services and its news."""
        in_tree = Page.objects.descendant_of(unit, inclusive=True)
        return queryset.filter(page__in=in_tree) | queryset.filter(page__newspage__unit=unit)

    def in_state(self, queryset: QuerySet, name: str, state: str) -> QuerySet:
        return queryset.filter(handled_at__isnull=state == "open")
