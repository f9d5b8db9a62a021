"""Downloads of lists of descriptions, offers and books: MARC, MARCXML, SLiMS, XLSX."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import FileResponse
from django.utils import timezone

from core.admin.exports import ExportRefused, ListExport, register_list_export
from core.documents.xlsx import TooManyRows
from elibrary.cataloguing.services.export import FORMATS, DoesNotFit, catalogue_export


def register_catalogue_exports(model: type[Model], file_name: str, formats: Iterable[str] = tuple(FORMATS)) -> None:
    """Offer the list of ``model`` in ``formats``; the files are named ``file_name`` and the day."""
    for format in formats:
        respond = partial(_respond, format=format, file_name=file_name)
        register_list_export(ListExport(model, format, FORMATS[format].label, respond, FORMATS[format].suffix))


def _respond(*, rows: QuerySet[Any], by: AbstractBaseUser, format: str, file_name: str) -> FileResponse:
    listed = rows.model.objects.filter(pk__in=rows.order_by().values("pk")).order_by("title", "pk")
    try:
        file = catalogue_export(rows=listed, format=format, by=by)
    except DoesNotFit as refusal:
        titles = ", ".join(f"“{title[:60]}”" for title in refusal.titles)
        raise ExportRefused(
            f"{refusal.count} cantuman terlalu panjang untuk MARC (ISO 2709): {titles}. Unduh sebagai MARCXML."
        ) from refusal
    except TooManyRows as refusal:
        raise ExportRefused(
            "Daftar ini lebih panjang daripada yang dapat dimuat Excel. Saring dulu, atau unduh bentuk lain."
        ) from refusal
    name = f"{file_name}-{timezone.localdate():%Y-%m-%d}.{FORMATS[format].suffix}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[format].content_type)
    response["Cache-Control"] = "private, no-store"
    return response
