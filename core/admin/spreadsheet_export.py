"""The XLSX button of a staff listing, written as every spreadsheet of the site is."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.views.generic import IndexView

from core.documents.xlsx import FORMULA_STARTS, Column, Sheet, workbook_response


class WorkbookIndexView(IndexView):
    """A listing whose XLSX goes through ``core.documents.xlsx``: what people typed can't become a formula, in CSV neither.
    Both write moments in the office's time zone and truth as "ya" or "tidak".

    ``empty_note``: where rows come from, for a list that is still empty and to which nobody adds by hand.
    """

    empty_note = ""

    @cached_property
    def no_results_message(self) -> str:
        is_narrowed = self.is_searching or self.is_filtering
        return self.empty_note if self.empty_note and not is_narrowed else super().no_results_message

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, bool):
            return "ya" if value else "tidak"
        if isinstance(value, datetime) and timezone.is_aware(value):
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        value = super().preprocess_field_value(field, value, export_format)
        is_risky = export_format == self.FORMAT_CSV and isinstance(value, str) and value.startswith(FORMULA_STARTS)
        return f"'{value}" if is_risky else value

    def write_xlsx_response(self, queryset: QuerySet[Any]) -> FileResponse:
        columns = [Column(str(self.get_heading(queryset, field)).capitalize()) for field in self.list_export]
        rows = (list(self.to_row_dict(row).values()) for row in queryset.iterator(chunk_size=500))
        title = str(queryset.model._meta.verbose_name_plural).capitalize()
        return workbook_response([Sheet(title, columns, rows)], filename=self.get_filename())
