"""Who may open what of attendance in the staff admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

VIEW, CHANGE = "lms.view_attendance", "lms.change_attendance"

View = Callable[[HttpRequest, Any], HttpResponseBase]


def about(fetch: Callable[[Any, int], Any]) -> Callable[[View], Callable[[HttpRequest, int], HttpResponseBase]]:
    """A page to read about what ``fetch`` finds. Refused first, then not found, then a wrong method: in this order."""

    def decorate(view: View) -> Callable[[HttpRequest, int], HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, pk: int) -> HttpResponseBase:
            if not request.user.has_perm(VIEW):
                raise PermissionDenied
            return require_safe(view)(request, fetch(request.user, pk))

        return checked

    return decorate
