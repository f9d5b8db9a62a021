"""Response headers that restrict what a page may do in the browser.

Everything comes from this site and nothing is inline, so a cached page needs no nonce. Wagtail's admin is different: its
pages contain inline script, and its previews are framed. These, and a public page with Wagtail's bar, are never cached.
"""

from collections.abc import Sequence
from typing import TypeVar

from csp.decorators import csp_update
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

USERBAR = b"<wagtail-userbar"
R = TypeVar("R", bound=HttpResponseBase)


class PolicyMiddleware(CSPMiddleware):
    """Content-Security-Policy, Permissions-Policy and Cross-Origin-Resource-Policy.

    It precedes maintenance mode and the page cache, so that a cached response gets the current policy too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if _is_admin(request) or _carries_userbar(request, response):
            add_never_cache_headers(response)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        """The public policy, changed where Wagtail's admin and its previews (requests it makes itself) need it."""
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config or parts.replace:
            return parts
        if getattr(request, "is_dummy", False):
            parts.replace = settings.PREVIEW_CONTENT_SECURITY_POLICY
        elif _is_admin(request):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


def allow_frames(response: R, hosts: Sequence[str]) -> R:
    """Let this page show frames of ``hosts`` besides those that the policy allows."""
    if hosts:

        @csp_update({"frame-src": hosts})
        def show(request: HttpRequest) -> HttpResponseBase:
            return response

        show(HttpRequest())
    return response


def _is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def _carries_userbar(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the page contains Wagtail's bar. Reads ``request.user`` last, since that varies the response by cookie."""
    return (
        isinstance(response, HttpResponse)
        and response.get("Content-Type", "").startswith("text/html")
        and USERBAR in response.content
        and request.user.has_perm("wagtailadmin.access_admin")
    )
