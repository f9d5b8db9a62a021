"""Wagtail's listings answer ``?export=csv`` and ``?export=xlsx`` with blank rows where they have no columns to export."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.mixins import SpreadsheetExportMixin

_setup = SpreadsheetExportMixin.setup


def _setup_without_blank_export(self: SpreadsheetExportMixin, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    _setup(self, request, *args, **kwargs)
    self.is_export = self.is_export and bool(self.list_export)


def install() -> None:
    """A listing without ``list_export`` ignores the parameter and shows itself."""
    SpreadsheetExportMixin.setup = _setup_without_blank_export
