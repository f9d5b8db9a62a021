from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

Person = AbstractBaseUser | AnonymousUser | SimpleLazyObject


def user_of(request: HttpRequest) -> AbstractBaseUser:
    """Return the signed-in user of ``request``. Raises PermissionDenied for an anonymous one."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    return request.user
