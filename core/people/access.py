"""The user of a request, for code that requires one who is logged in."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def user_of(request: HttpRequest) -> AbstractBaseUser:
    """Return the logged-in user of ``request``. Raises PermissionDenied for an anonymous one."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user
