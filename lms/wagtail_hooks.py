"""What the accounts add to the staff admin."""

from collections.abc import Sequence

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.base import ViewSetGroup

from lms.certificates.admin import CertificateViewSet
from lms.discussion.admin import QuestionViewSet
from lms.enrolment.admin import WaitingViewSet
from lms.invitations.admin.invitations import InvitationViewSet
from lms.invitations.admin.people_import import PeopleImportViewSet
from lms.privacy.admin import ErasureViewSet
from lms.profile.admin.documents import DocumentViewSet
from lms.profile.admin.participants import DuplicateNikViewSet, ParticipantViewSet
from lms.roster.admin.roster import roster_permissions
from lms.users.decorators import AuthenticatedRequest
from lms.users.models import User
from lms.users.services import record_bulk_change


@hooks.register("before_bulk_action")
def restrict_superuser_changes(
    request: AuthenticatedRequest, action_type: str, objects: Sequence[User], action: BulkAction
) -> None:
    """An ordinary administrator can't lock a superuser out by ticking a list."""
    if action.model is User and not request.user.is_superuser and any(user.is_superuser for user in objects):
        raise PermissionDenied


@hooks.register("after_bulk_action")
def audit_bulk_change(request: AuthenticatedRequest, action_type: str, objects: Sequence[User], action: BulkAction) -> None:
    if action.model is User:
        record_bulk_change(by=request.user, action_type=action_type, users=objects)


@hooks.register("register_account_menu_item")
def own_account_link(request: HttpRequest) -> dict[str, object]:
    return {
        "url": reverse("lms_account"),
        "label": _("Nama, e-mail, kata sandi"),
        "help_text": _("Data diri dan keamanan akun Anda ada di halaman Akun saya."),
    }


class PersonalDataGroup(ViewSetGroup):
    menu_label = "Data peserta"
    menu_icon = "user"
    menu_order = 235
    items = (
        ParticipantViewSet,
        PeopleImportViewSet,
        InvitationViewSet,
        DocumentViewSet,
        DuplicateNikViewSet,
        ErasureViewSet,
        WaitingViewSet,
    )


@hooks.register("register_admin_viewset")
def register_personal_data() -> PersonalDataGroup:
    return PersonalDataGroup()


@hooks.register("register_admin_urls")
def register_attendance_addresses() -> list[URLResolver]:
    return [path("pelatihan/kehadiran/", include("lms.attendance.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificateViewSet:
    return CertificateViewSet()


@hooks.register("register_admin_urls")
def register_roster() -> list[URLResolver]:
    return [path("pelatihan/peserta/", include(("lms.roster.admin.urls", "lms_roster")))]


@hooks.register("register_admin_urls")
def register_test_results() -> list[URLResolver]:
    return [path("pelatihan/hasil-tes/", include("lms.assessment.admin.urls"))]


@hooks.register("register_permissions")
def register_roster_permissions() -> QuerySet[Permission]:
    return roster_permissions()


@hooks.register("register_admin_viewset")
def register_questions() -> QuestionViewSet:
    return QuestionViewSet()
