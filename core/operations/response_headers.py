"""Response headers that tell the browser what a page may do.

Everything comes from this site and nothing is inline, so a cached page needs no nonce. Wagtail's admin is different: its
pages carry inline script, and its previews show in a frame. Neither, nor a public page under Wagtail's bar, is kept by any
cache.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from csp.decorators import csp_update
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

USERBAR = b"<wagtail-userbar"
R = TypeVar("R", bound=Any)


class PolicyMiddleware(CSPMiddleware):
    """Content-Security-Policy, Permissions-Policy and Cross-Origin-Resource-Policy.

    Stands outside maintenance mode and the page cache, so that every answer gets today's policy.
    """

    def process_response(self, request: "HttpRequest", response: "HttpResponseBase") -> "HttpResponseBase":
        if _is_admin(request) or _carries_userbar(request, response):
            add_never_cache_headers(response)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: "HttpRequest", response: "HttpResponseBase", report_only: bool = False
    ) -> PolicyParts:
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
    return csp_update({"frame-src": hosts})(lambda: response)() if hosts else response


def _is_admin(request: "HttpRequest") -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def _carries_userbar(request: "HttpRequest", response: "HttpResponseBase") -> bool:
    """Whether Wagtail's bar was drawn into this page. Asks who is there only then: asking marks a page as personal."""
    return (
        isinstance(response, HttpResponse)
        and response.get("Content-Type", "").startswith("text/html")
        and USERBAR in response.content
        and request.user.has_perm("wagtailadmin.access_admin")
    )
