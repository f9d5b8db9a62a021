"""Response headers that tell the browser what a page may do.

Public pages: everything from this site, nothing inline, so a cached page needs no nonce. What staff see is Wagtail's: its
admin and its previews carry inline script and style, and so does the bar that Wagtail lays over public pages for staff.
Those responses have a policy of their own and are kept by no cache.
"""

from typing import TYPE_CHECKING

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

USERBAR = b"<wagtail-userbar"


class PolicyMiddleware(CSPMiddleware):
    """Content-Security-Policy, Permissions-Policy and Cross-Origin-Resource-Policy.

    Stands outside maintenance mode and the page cache, so that every answer gets today's policy.
    """

    def process_response(self, request: "HttpRequest", response: "HttpResponseBase") -> "HttpResponseBase":
        if _carries_userbar(request, response):
            request.is_staff_view = True  # type: ignore[attr-defined]
            add_never_cache_headers(response)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: "HttpRequest", response: "HttpResponseBase", report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and _is_for_staff(request):
            parts.config = settings.STAFF_CONTENT_SECURITY_POLICY
        return parts


def _is_for_staff(request: "HttpRequest") -> bool:
    """Wagtail's admin, its previews (requests it makes itself) and pages under its bar."""
    return (
        request.path_info.startswith(reverse("wagtailadmin_home"))
        or getattr(request, "is_dummy", False)
        or getattr(request, "is_staff_view", False)
    )


def _carries_userbar(request: "HttpRequest", response: "HttpResponseBase") -> bool:
    """Whether Wagtail's bar was drawn into this page. Asks who is there only when it was: asking marks a page as personal."""
    return (
        isinstance(response, HttpResponse)
        and response.get("Content-Type", "").startswith("text/html")
        and USERBAR in response.content
        and request.user.has_perm("wagtailadmin.access_admin")
    )
