"""The list of a run's participants: filtered, sorted, exported, selected for a step."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import FileResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import ModelPermissionPolicy

from core.documents import xlsx
from lms.enrolment.admin_screens import CHANGE, RunScreen
from lms.enrolment.models.enrolment import Enrolment
from lms.profile.models.document import PersonalDocument
from lms.profile.models.profile import Regency
from lms.roster.admin.filters import RosterFilterSet
from lms.roster.selectors import required_documents, roster_of
from lms.roster.services.changes import roster_exported
from lms.users.selectors import SEARCHED

NOTHING = "–"
_DOCUMENTS = dict(PersonalDocument.Kind.choices)
_STATES = dict(PersonalDocument.State.choices)
_REGENCIES = dict(Regency.choices)


class TickColumn(Column):
    header_template_name = "lms/roster/admin/tick_all.html"
    cell_template_name = "lms/roster/admin/tick.html"


class PersonColumn(Column):
    cell_template_name = "lms/roster/admin/person.html"


class DocumentsColumn(Column):
    """The documents that the run requires, a line each."""

    cell_template_name = "lms/roster/admin/documents.html"


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j M Y") if moment else NOTHING


def _regency(enrolment: Any) -> str:
    return _REGENCIES.get(enrolment.regency, NOTHING)


def _evaluated(enrolment: Enrolment) -> str:
    """Whether the evaluation was submitted; its answers are anonymous."""
    return "ya" if enrolment.evaluation_submitted_at else "belum"


def _mark(enrolment: Any) -> str:
    return NOTHING if enrolment.test_mark is None else str(enrolment.test_mark)


def _document(enrolment: Any, kind: str) -> str:
    return _STATES.get(getattr(enrolment, f"{kind}_state"), "belum diunggah")


class RosterView(RunScreen, IndexView):
    model = Enrolment
    page_title = "Peserta"
    header_icon = "group"
    permission_policy = ModelPermissionPolicy(Enrolment)
    any_permission_required = ["view"]
    template_name = "lms/roster/admin/roster.html"
    results_template_name = "lms/roster/admin/results.html"
    filterset_class = RosterFilterSet
    search_fields = list(SEARCHED)
    search_backend_name = None
    default_ordering = "user__full_name"
    paginate_by = 50
    FORMATS = ("xlsx",)
    list_export = ["user"]
    show_export_buttons = False

    def get_index_url(self) -> str:
        return self.roster_url

    def get_index_results_url(self) -> str:
        return reverse("lms_roster:results", args=[self.run.pk])

    def between(self) -> list[dict[str, str]]:
        return []

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        return roster_of(run=self.run)

    def order_queryset(self, queryset: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
        """Ties are ordered by primary key, so that pages don't overlap."""
        ordered = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "pk")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TickColumn("peserta", label="Pilih", width="4%"),
            PersonColumn("user", label="Nama dan e-mail", sort_key="user__full_name", width="18%"),
            Column("regency", label="Kabupaten/kota", accessor=_regency, sort_key="regency"),
            Column("state", label="Keadaan", accessor="get_state_display", sort_key="state"),
            Column(
                "enrolled_at",
                label="Mendaftar",
                accessor=lambda one: _day(one.enrolled_at),
                sort_key="enrolled_at",
                classname="roster-short",
            ),
            Column("done", label="Pelajaran", accessor=lambda one: f"{one.done}/{one.lesson_count}", sort_key="done"),
            Column("evaluated", label="Evaluasi", accessor=_evaluated),
            Column(
                "completed_at",
                label="Lulus",
                accessor=lambda one: _day(one.completed_at),
                sort_key="completed_at",
                classname="roster-short",
            ),
            *([Column("test_mark", label="Tes", accessor=_mark, sort_key="test_mark")] if self.run.post_test_id else []),
            *(
                [DocumentsColumn("papers", label="Berkas", accessor=self._document_states)]
                if required_documents(self.run)
                else []
            ),
        ]

    def _document_states(self, enrolment: Enrolment) -> list[tuple[str, str]]:
        return [(_DOCUMENTS[kind], _document(enrolment, kind)) for kind in required_documents(self.run)]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        records = reverse("lms_roster:records", args=[self.run.pk])
        buttons = [
            HeaderButton("Unduh XLSX", url=self.xlsx_export_url, icon_name="download", priority=20),
            HeaderButton("Pesan dan perubahan", url=records, icon_name="history", priority=30),
        ]
        if self.request.user.has_perm(CHANGE):
            add = reverse("lms_roster:add", args=[self.run.pk])
            buttons.append(HeaderButton("Tambah peserta", url=add, icon_name="plus", priority=10))
        return buttons

    @property
    def xlsx_export_url(self) -> str:
        """Also beside results that were fetched by script, whose own address has no spreadsheet."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        query["export"] = "xlsx"
        return f"{self.roster_url}?{query.urlencode()}"

    def write_xlsx_response(self, queryset: QuerySet[Enrolment]) -> FileResponse:
        """The listed rows as a spreadsheet; the export is audited and recorded for each person."""
        roster_exported(run=self.run, people=list(queryset.values_list("user_id", flat=True)), by=self.request.user)
        kinds = required_documents(self.run)
        titles = ["Kabupaten/kota", "Keadaan", "Mendaftar", "Pelajaran selesai", "Jumlah pelajaran", "Evaluasi", "Lulus"]
        titles += ["Nilai tes"] if self.run.post_test_id else []
        columns = [xlsx.Column("Nama", 30), xlsx.Column("E-mail", 32)]
        columns += [xlsx.Column(title) for title in (*titles, *(_DOCUMENTS[kind] for kind in kinds))]
        sheet = xlsx.Sheet("Peserta", columns, self._rows(queryset, kinds), frozen_columns=1)
        return xlsx.workbook_response([sheet], filename=f"peserta-{self.run.name}")

    def _rows(self, queryset: QuerySet[Enrolment], kinds: list[str]) -> Iterator[list[object]]:
        for one in queryset.iterator(chunk_size=500):
            row: Any = one
            yield [
                row.user.full_name,
                row.user.email,
                _regency(row),
                row.get_state_display(),
                row.enrolled_at,
                row.done,
                row.lesson_count,
                _evaluated(row),
                row.completed_at,
                *([row.test_mark] if self.run.post_test_id else []),
                *(_document(row, kind) for kind in kinds),
            ]


def roster_permissions() -> QuerySet[Permission]:
    """What the group screen offers about rosters and the results of tests."""
    names = ("view_enrolment", "change_enrolment", "add_runmessage", "view_attempt")
    return Permission.objects.filter(content_type__app_label="lms", codename__in=names)
