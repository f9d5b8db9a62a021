from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

Person = AbstractBaseUser | AnonymousUser | SimpleLazyObject
