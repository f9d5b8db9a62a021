"""Filters of the roster, and the selection of people in a form."""

from django.db.models import F, Q, QuerySet
from django.forms import RadioSelect
from django.http import QueryDict
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from courses.runs.models.run import CourseRun
from lms.enrolment.models.enrolment import Enrolment
from lms.profile.models.profile import Regency
from lms.roster.selectors import roster_of
from lms.users.selectors import named_or_addressed

PROGRESS = (("belum", "Belum mulai"), ("sedang", "Sedang belajar"), ("tuntas", "Selesai pelajaran"))
_BY_PROGRESS = {
    "belum": Q(done=0),
    "sedang": Q(done__gt=0, done__lt=F("lesson_count")),
    "tuntas": Q(done__gt=0, done__gte=F("lesson_count")),
}


class RosterFilterSet(WagtailFilterSet):
    """Cancelled enrolments are excluded unless the state filter selects them."""

    state = ChoiceFilter(label="Keadaan", choices=Enrolment.State.choices, empty_label="Masih di kelas", widget=RadioSelect)
    progress = ChoiceFilter(
        label="Kemajuan", choices=PROGRESS, empty_label="Semua", widget=RadioSelect, method="with_progress"
    )
    regency = ChoiceFilter(label="Kabupaten/kota", choices=Regency.choices, empty_label="Semua", field_name="regency")

    class Meta:
        model = Enrolment
        fields = ("state", "progress", "regency")

    def filter_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        found: QuerySet[Enrolment] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.exclude(state=Enrolment.State.CANCELLED)

    def with_progress(self, queryset: QuerySet[Enrolment], name: str, value: str) -> QuerySet[Enrolment]:
        return queryset.filter(_BY_PROGRESS[value])


def matching(*, run: CourseRun, query: QueryDict) -> QuerySet[Enrolment]:
    """The rows that the listing of ``run`` shows for the query string ``query``, on all its pages."""
    rows = roster_of(run=run)
    filters = RosterFilterSet(query)
    if filters.is_valid():
        rows = filters.filter_queryset(rows)
    words = query.get("q", "").strip()
    return rows.filter(named_or_addressed(words)) if words else rows


def chosen(*, run: CourseRun, posted: QueryDict) -> list[int]:
    """Keys of the enrolments that a form names: ticked, carried along from the step before, or all that match a filter."""
    if "pilihan" in posted:
        return _numbers(str(posted["pilihan"]).split(","))
    if posted.get("siapa") == "semua":
        return list(matching(run=run, query=QueryDict(posted.get("saringan", ""))).values_list("pk", flat=True))
    return _numbers(posted.getlist("peserta"))


def _numbers(words: list[str]) -> list[int]:
    return [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]
