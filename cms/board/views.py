"""Staff screens of the board."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.board.filters import BoardFilterSet
from cms.board.selectors import BoardRow, board_rows, may_see_board
from cms.board.spreadsheets import board_sheet, matrix_sheets
from core.documents.xlsx import workbook_response

SORTS = {
    "title": lambda row: row.title.casefold(),
    "unit": lambda row: row.unit.path,
    "filled": lambda row: row.filled,
    "responsible": lambda row: row.responsible.casefold(),
    "unknown": lambda row: len(row.unknown),
    "state": lambda row: row.state.label,
    "reviewed_on": lambda row: str(row.reviewed_on or ""),
    "review_due": lambda row: str(row.review_due or ""),
}


class BoardAccessMixin:
    """Raises PermissionDenied for users who may edit no service page."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not may_see_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class TwoLineColumn(Column):
    """A value with a smaller line below it."""

    cell_template_name = "cms/board/two_lines.html"

    def __init__(self, name: str, *, below: str, **kwargs: object) -> None:
        super().__init__(name, **kwargs)
        self.below = below

    def get_cell_context_data(self, instance: BoardRow, parent_context: Mapping[str, object]) -> dict[str, object]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "below": getattr(instance, self.below)}


def _edit_url(row: BoardRow) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.pk])


def _day(day: dt.date | None) -> str:
    """ "24 Nov 2026": short, for a narrow column."""
    return date_format(day, "j M Y") if day else ""


class BoardView(BoardAccessMixin, ReportView):
    """A Wagtail report over computed rows: lists instead of querysets."""

    page_title = "Papan standar pelayanan"
    header_icon = "table"
    index_url_name = "cms_board:index"
    index_results_url_name = "cms_board:index_results"
    filterset_class = BoardFilterSet
    is_searchable = True
    paginate_by = 25
    FORMATS = ("xlsx",)
    list_export = ["title"]  # only says that there is a file; its columns are those of ``board_sheet``
    columns = [
        TitleColumn("title", label="Layanan", get_url=_edit_url, sort_key="title", width="24%"),
        Column("unit", label="Unit kerja", accessor="unit.title", sort_key="unit", width="10%"),
        TwoLineColumn("completeness", label="Kelengkapan", below="missing_line", sort_key="filled", width="14%"),
        TwoLineColumn("state", label="Keadaan", accessor="state.label", below="public_line", sort_key="state", width="12%"),
        Column(
            "responsible",
            label="Penanggung jawab",
            accessor=lambda row: row.responsible,
            sort_key="responsible",
            width="10%",
        ),
        Column("unknown", label="Belum diketahui", accessor="unknown_names", sort_key="unknown", width="11%"),
        Column("reviewed_on", label="Ditinjau", accessor="reviewed_words", sort_key="reviewed_on"),
        TwoLineColumn(
            "review_due",
            label="Ditinjau lagi",
            accessor=lambda row: _day(row.review_due),
            below="due_words",
            sort_key="review_due",
        ),
    ]

    def get_queryset(self) -> list[BoardRow]:
        return board_rows(self.request.user)

    def get_filtered_queryset(self) -> list[BoardRow]:
        rows = self.search_queryset(self.filter_queryset(self.get_queryset()))
        key = (self.ordering or "").removeprefix("-")
        return sorted(rows, key=SORTS[key], reverse=self.ordering.startswith("-")) if key else rows

    def search_queryset(self, queryset: list[BoardRow]) -> list[BoardRow]:
        """Rows whose title contains every word."""
        words = self.search_query.casefold().split()
        return [row for row in queryset if all(word in row.title.casefold() for word in words)]

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return "Tidak ada layanan yang cocok. Kurangi saringan atau ubah kata pencarian."
        return "Belum ada halaman layanan yang Anda urus."

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        return []

    @property
    def header_buttons(self) -> list[HeaderButton]:
        matrix = reverse("cms_board:matrix")
        return [
            HeaderButton("Unduh XLSX", url=self.xlsx_export_url, icon_name="download", priority=10),
            HeaderButton("Unduh matriks", url=matrix, icon_name="table", priority=20),
        ]

    def get_export_url(self, format: str) -> str:
        """The URL of the full view, also from a response that renders only the results."""
        params = self.request.GET.copy()
        for name in ("_w_filter_fragment", self.page_kwarg):
            params.pop(name, None)
        params["export"] = format
        return f"{self.index_url}?{params.urlencode()}"

    def as_spreadsheet(self, queryset: list[BoardRow], spreadsheet_format: str) -> FileResponse:
        return workbook_response([board_sheet(queryset)], filename=f"papan-standar-pelayanan-{timezone.localdate()}")


class MatrixView(BoardAccessMixin, View):
    """Spreadsheet of the user's services by the 14 components."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> FileResponse:
        rows = board_rows(request.user)
        return workbook_response(matrix_sheets(rows), filename=f"matriks-standar-pelayanan-{timezone.localdate()}")
