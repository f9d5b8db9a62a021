"""The resumable upload protocol tus 1.0.0 (https://tus.io/protocols/resumable-upload), without the uploads themselves.

Core, creation, checksum, termination and expiration. Here are headers and statuses; what they mean for a file is in
``services/delivery_uploads``.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination,expiration"
ALGORITHMS = {"sha1": 20, "sha256": 32}  # bytes of a digest
CONTENT_TYPE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
_MOST_DIGITS = 15


class BadHeader(ValueError):
    """The request violates tus; ``status`` is the response's."""

    def __init__(self, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def method_of(request: HttpRequest) -> str:
    """Clients behind a proxy that lets only GET and POST through name the method in a header."""
    return (request.headers.get("X-HTTP-Method-Override") or request.method or "").upper()


def number(headers: Mapping[str, str], name: str) -> int:
    """Raises BadHeader for a header that isn't there or is no number."""
    value = headers.get(name, "")
    if not value.isascii() or not value.isdigit() or len(value) > _MOST_DIGITS:
        raise BadHeader(f"{name} is not a number.")
    return int(value)


def metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """``Upload-Metadata``: names and base64 values, separated by commas. Raises BadHeader."""
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in headers.get("Upload-Metadata", "").split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise BadHeader("Upload-Metadata is not base64.") from None
    return found


def checksum(headers: Mapping[str, str]) -> tuple[str, bytes] | None:
    """``Upload-Checksum``: algorithm and digest. Raises BadHeader."""
    value = headers.get("Upload-Checksum")
    if value is None:
        return None
    algorithm, _, encoded = value.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise BadHeader("Upload-Checksum is not base64.") from None
    if ALGORITHMS.get(algorithm) != len(digest):
        raise BadHeader("Upload-Checksum names no algorithm of ours.")
    return algorithm, digest


def check_version(request: HttpRequest) -> None:
    """Raises BadHeader (412) for a client with another version of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise BadHeader("Tus-Resumable is not 1.0.0.", status=412)


def options(*, most_bytes: int) -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(most_bytes),
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        },
    )


def progress(*, status: int, offset: int, expires_at: datetime | None = None, **headers: object) -> HttpResponse:
    """A response with the offset of the upload."""
    told = {"Upload-Offset": str(offset), **{name.replace("_", "-"): str(value) for name, value in headers.items()}}
    if expires_at is not None:
        told["Upload-Expires"] = http_date(expires_at.timestamp())
    return HttpResponse(status=status, headers=told)


def refusal(status: int, sentence: str) -> HttpResponse:
    """A plain-text response that the script shows unchanged."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def add_protocol_headers(answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the response of ``answer`` with the protocol's headers; BadHeader becomes a response with its status."""
    try:
        response = answer()
    except BadHeader as error:
        response = refusal(error.status, str(error))
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 412:
        response.headers["Tus-Version"] = VERSION
    return response
