"""Access control of the staff admin."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lms.accounts.selectors import has_second_factor


class StaffAccessMiddleware:
    """Every address below /admin/, whatever the method: staff with a second factor pass.

    Staff without one are sent to set it up. A participant gets the same 404 as for any address that isn't there; a visitor
    goes on to Wagtail, which sends them to the log-in screen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.prefix) and request.user.is_authenticated and not _always_open(request):
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise Http404
            if not has_second_factor(request.user):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)


def _always_open(request: HttpRequest) -> bool:
    """Log-in and log-out lead out of the admin, to screens of ours."""
    return request.path_info in {reverse("wagtailadmin_login"), reverse("wagtailadmin_logout")}
