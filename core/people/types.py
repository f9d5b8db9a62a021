"""Types of people that more than one subject names."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

Person = AbstractBaseUser | AnonymousUser | SimpleLazyObject
"""The user of a request, who may be anonymous; Django hands them out lazily."""
