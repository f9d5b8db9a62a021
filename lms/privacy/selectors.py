from django.contrib.auth.models import Group
from django.core.paginator import Page, Paginator

from core.audit.models import ProcessingEntry
from core.people import roles
from lms.privacy.models import DataExport, ErasureRequest
from lms.users.models import User

LOG_PER_PAGE = 25


def open_erasure(user: User) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(user=user, state__in=ErasureRequest.OPEN).first()


def export_of(user: User) -> DataExport | None:
    return DataExport.objects.filter(user=user).first()


def administrators() -> list[User]:
    """Active accounts in the role Admin."""
    group = Group.objects.filter(name=roles.ADMINISTRATOR).first()
    return list(User.objects.filter(groups=group, is_active=True).order_by("pk")) if group else []


def own_log(*, user: User, number: str | None) -> Page:
    """A page of the person's processing log, the newest entry first."""
    return Paginator(ProcessingEntry.objects.filter(person_id=user.pk), LOG_PER_PAGE).get_page(number)
