"""Staff of the information site."""

from typing import Any

from django.contrib.auth.models import Group

from cms.services.unit_groups import PREFIX
from core import roles
from lms.models.user import User
from tests.factories.lms import make_staff


def editor_of_units(**fields: Any) -> User:
    """Somebody in the editors' role and in the group of every unit there is."""
    user = make_staff(roles.CONTENT_EDITOR, **fields)
    user.groups.add(*Group.objects.filter(name__startswith=PREFIX))
    return user
