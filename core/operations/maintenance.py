"""What happens to a request before any app sees it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = 600
ALWAYS_ANSWERED = ("/healthz", "/readyz")


class MaintenanceMiddleware:
    """While ``settings.MAINTENANCE`` is on every address says so with a 503; only the health checks still answer.

    It stands before sessions and the database, so the page appears even when neither works.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE or request.path.rstrip("/") in ALWAYS_ANSWERED:
            return self.get_response(request)
        return HttpResponse(
            render_to_string("maintenance.html"),
            status=503,
            headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"},
        )
