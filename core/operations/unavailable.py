"""What a visitor gets when an error reaches nobody else: our 503 while database or files are away, else our 500."""

import sys

from django.db import InterfaceError, OperationalError
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from core.files.errors import StorageUnavailable

RETRY_AFTER_SECONDS = 60
READ_ONLY = "25006"
"""PostgreSQL's code for a write that a database refuses because it only reads (a standby, a full tablespace put so)."""


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of uncaught exceptions. Renders without the request: its session may be what failed."""
    error = sys.exc_info()[1]
    is_file = _is_storage_away(error)
    if is_file or _is_database_away(error):
        return HttpResponse(
            render_to_string("503.html", {"is_file": is_file}),
            status=503,
            headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"},
        )
    return HttpResponseServerError(render_to_string("500.html"))


def _is_storage_away(error: BaseException | None) -> bool:
    """S3 doesn't answer. Pages of words need no files, so only the file, or the form that brings one, is refused."""
    return isinstance(error, StorageUnavailable)


def _is_database_away(error: BaseException | None) -> bool:
    """No connection, a full disk, a lock that doesn't end, or a database that takes no writes; also behind another error."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        if isinstance(error, DatabaseError) and getattr(error.__cause__, "sqlstate", "") == READ_ONLY:
            return True
        error = error.__cause__
    return False
