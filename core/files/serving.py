"""Hands out a private file, whole or the part that was asked for: phones fetch films piece by piece (RFC 9110, 14.2)."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from core.files.models.media_file import MediaFile

CHUNK = 64 * 1024


_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


_FOR_AN_HOUR = 3600


def serve_media_file(request: HttpRequest, media: MediaFile) -> HttpResponseBase:
    """The caller has checked who asks. Films and sounds play in place, papers are saved; neither may run as a page."""
    etag = f'"{media.public_id.hex}"'
    if request.headers.get("If-None-Match") == etag:
        return _kept(HttpResponse(status=304), etag)
    span = _span(request, media.size, etag)
    if span is None:
        response: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{media.size}"})
        return _kept(response, etag)
    first, last, is_part = span
    source = _opened(media.file.storage, media.file.name, first, last)
    response = StreamingHttpResponse(_read(source, last - first + 1), status=206 if is_part else 200)
    response.headers["Content-Length"] = str(last - first + 1)
    if is_part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{media.size}"
    response.headers["Content-Type"] = media.content_type
    as_attachment = media.kind == MediaFile.Kind.DOCUMENT
    name = f"{media.title}.{media.format_label.lower()}"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    return _kept(response, etag)


def serve_captions(media: MediaFile) -> HttpResponse:
    response = HttpResponse(media.captions, content_type="text/vtt; charset=utf-8")
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _kept(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """A person's own browser may keep it for the length of a lesson; a proxy may not."""
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    patch_cache_control(response, private=True, max_age=_FOR_AN_HOUR)
    return response


def _span(request: HttpRequest, size: int, etag: str) -> tuple[int, int, bool] | None:
    """First and last byte to send, and whether that is a part; None when the part asked for doesn't exist.

    A range that can't be read is ignored, as is one for an older version (If-Range).
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return 0, size - 1, False
    start, end = asked.groups()
    if len(start) > 15 or len(end) > 15:
        return None
    if not start:
        return (max(size - int(end), 0), size - 1, True) if int(end) else None
    first = int(start)
    last = min(int(end), size - 1) if end else size - 1
    return (first, last, True) if first <= last else None


def _opened(storage: Storage, name: str, first: int, last: int) -> Any:
    """What to read the bytes from. Raises OSError while there is still time to say so: before the answer has begun."""
    if hasattr(storage, "open_part"):
        return storage.open_part(name, first, last)
    source = storage.open(name)
    source.seek(first)
    return source


def _read(source: Any, left: int) -> Iterator[bytes]:
    """``left`` bytes; never more than was asked for."""
    try:
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
    finally:
        source.close()


def download_response(file: FieldFile | BytesIO, *, name: str) -> FileResponse:
    """A download that is neither shown nor guessed at; ``name`` is what the person's folder gets."""
    content = file if isinstance(file, BytesIO) else file.open("rb")
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
