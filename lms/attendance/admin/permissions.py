"""Permissions of the attendance screens in the admin."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lms.users.decorators import AuthenticatedRequest
from lms.users.models import User

VIEW, CHANGE = "lms.view_attendance", "lms.change_attendance"

Row = TypeVar("Row")
View = Callable[[AuthenticatedRequest, int], HttpResponseBase]


def row_view(fetch: Callable[[User, int], Row]) -> Callable[[Callable[[AuthenticatedRequest, Row], HttpResponseBase]], View]:
    """A read-only view of the row that ``fetch`` returns: 403 without the permission, else 404, else 405."""

    def decorate(view: Callable[[AuthenticatedRequest, Row], HttpResponseBase]) -> View:
        @wraps(view)
        def checked(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
            if not request.user.has_perm(VIEW):
                raise PermissionDenied
            return require_safe(view)(request, fetch(request.user, pk))

        return checked

    return decorate
