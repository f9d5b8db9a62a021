"""Downloads of a staff list as it is filtered and searched, in formats that other subjects register for its model."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from core.registry import Registry

PARAMETER = "unduh"
"""Of the list's address; its value names the format."""


class ExportRefused(Exception):
    """The list can't be written in this format; the message is an Indonesian sentence for the user."""


@dataclass(frozen=True)
class ListExport:
    """``respond(rows=…, by=…)`` returns the file of the listed rows. Raises ExportRefused."""

    model: type[Model]
    format: str
    label: str
    respond: Callable[..., HttpResponseBase]


list_exports: Registry[ListExport] = Registry("exports of staff lists")


def register_list_export(export: ListExport) -> None:
    list_exports.register((export.model, export.format), export)


class ListExportsMixin:
    """For an index view. Permission to see the list includes its downloads."""

    model: type[Model]
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        export = list_exports.get((self.model, request.GET.get(PARAMETER, "")))
        if export is None:
            response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
            return response
        try:
            return export.respond(rows=self.get_queryset(), by=request.user)  # type: ignore[attr-defined]
        except ExportRefused as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{request.path}?{self._query()}")

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)  # type: ignore[misc]
        offered = [one for one in list_exports if one.model is self.model]
        return buttons + [
            Button(
                f"Unduh {one.label}",
                url=f"{self.request.path}?{self._query(one.format)}",
                icon_name="download",
                priority=100 + at,
            )
            for at, one in enumerate(offered)
        ]

    def _query(self, format: str = "") -> str:
        query = self.request.GET.copy()
        query.pop(PARAMETER, None)
        query.pop("p", None)
        if format:
            query[PARAMETER] = format
        return query.urlencode()
