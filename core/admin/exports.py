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
WAGTAILS_PARAMETER = "export"
"""``csv`` or ``xlsx``; a list without columns of its own answers with the registered file of that kind."""


class ExportRefused(Exception):
    """The list can't be written in this format; the message is an Indonesian sentence for the user."""


@dataclass(frozen=True)
class ListExport:
    """``respond(rows=…, by=…)`` returns the file of the listed rows. Raises ExportRefused.

    ``suffix`` of the file's name, for addresses that ask for a kind of file (Wagtail's ``?export=csv``).
    """

    model: type[Model]
    format: str
    label: str
    respond: Callable[..., HttpResponseBase]
    suffix: str = ""


list_exports: Registry[ListExport] = Registry("exports of staff lists")


def register_list_export(export: ListExport) -> None:
    list_exports.register((export.model, export.format), export)


class ListExportsMixin:
    """For an index view. Permission to see the list includes its downloads."""

    model: type[Model]
    request: HttpRequest
    list_export: list[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.list_export and (instead := self._of_suffix(request.GET.get(WAGTAILS_PARAMETER, ""))):
            return redirect(f"{request.path}?{self._query(instead.format)}")
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
        return buttons + [
            Button(
                f"Unduh {one.label}",
                url=f"{self.request.path}?{self._query(one.format)}",
                icon_name="download",
                priority=100 + at,
            )
            for at, one in enumerate(self._offered())
        ]

    def _offered(self) -> list[ListExport]:
        return [one for one in list_exports if one.model is self.model]

    def _of_suffix(self, suffix: str) -> ListExport | None:
        return next((one for one in self._offered() if suffix and one.suffix == suffix), None)

    def _query(self, format: str = "") -> str:
        query = self.request.GET.copy()
        query.pop(PARAMETER, None)
        query.pop(WAGTAILS_PARAMETER, None)
        query.pop("p", None)
        if format:
            query[PARAMETER] = format
        return query.urlencode()
