"""Downloads of a list as it is filtered and searched: MARC, MARCXML, SLiMS, XLSX."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from core.xlsx import TooManyRows
from elibrary.services.cataloguing_export import FORMATS, DoesNotFit, catalogue_export

PARAMETER = "unduh"


class CatalogueExports:
    """For an index view. ``?unduh=`` names the format; whoever may see the list may take it along."""

    export_formats: ClassVar[Collection[str]] = tuple(FORMATS)
    export_name: ClassVar[str] = "katalog"
    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        format = request.GET.get(PARAMETER, "")
        if format not in self.export_formats:
            return super().get(request, *args, **kwargs)  # type: ignore[misc]
        try:
            return self._file(format)
        except DoesNotFit as refusal:
            titles = ", ".join(f"“{title[:60]}”" for title in refusal.titles)
            sentence = f"{refusal.count} cantuman terlalu panjang untuk MARC (ISO 2709): {titles}. Unduh sebagai MARCXML."
        except TooManyRows:
            sentence = "Daftar ini lebih panjang daripada yang dapat dimuat Excel. Saring dulu, atau unduh bentuk lain."
        messages.error(request, sentence)
        return redirect(f"{request.path}?{self._query()}")

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)  # type: ignore[misc]
        return buttons + [
            Button(
                f"Unduh {FORMATS[name].label}",
                url=f"{self.request.path}?{self._query(name)}",
                icon_name="download",
                priority=100 + at,
            )
            for at, name in enumerate(self.export_formats)
        ]

    def _file(self, format: str) -> FileResponse:
        listed = self.get_queryset()  # type: ignore[attr-defined]
        rows = listed.model.objects.filter(pk__in=listed.order_by().values("pk")).order_by("title", "pk")
        file = catalogue_export(rows=rows, format=format, by=self.request.user)
        name = f"{self.export_name}-{timezone.localdate():%Y-%m-%d}.{FORMATS[format].suffix}"
        response = FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[format].content_type)
        response["Cache-Control"] = "private, no-store"
        return response

    def _query(self, format: str = "") -> str:
        query = self.request.GET.copy()
        query.pop(PARAMETER, None)
        query.pop("p", None)
        if format:
            query[PARAMETER] = format
        return query.urlencode()
