"""Who was invited, who has come, who has not; and the button that sends the link again."""

import django_filters
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.admin.actions import ConfirmAction
from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from lms.invitations.links import LinkUsed
from lms.invitations.models import Invitation, InvitationQuerySet
from lms.invitations.services.invitations import TooSoon, invitation_resend
from lms.users.decorators import AuthenticatedRequest


class InvitationFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="Keadaan", choices=Invitation.State.choices, method="in_state", empty_label="Semua"
    )

    class Meta:
        model = Invitation
        fields = ["state", "course_run", "sent_at"]

    def in_state(self, queryset: InvitationQuerySet, name: str, value: str) -> InvitationQuerySet:
        return queryset.in_state(value, at=timezone.now())


class InvitationsIndexView(WorkbookIndexView):
    page_title = "Undangan"

    def get_base_queryset(self) -> InvitationQuerySet:
        return super().get_base_queryset().select_related("user", "course_run__course", "invited_by")


class InvitationInspectView(RecordView):
    page_title = "Undangan"

    def get_fields(self) -> list[str]:
        return ["user", "email", "state", *self.fields]

    def get_field_label(self, field_name: str, field: object) -> str:
        own = {"email": "Alamat e-mail", "state": "Keadaan"}
        return own.get(field_name) or super().get_field_label(field_name, field)

    def get_email_display_value(self) -> str:
        return self.object.user.email

    def get_state_display_value(self) -> str:
        return self.object.get_state_display()

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.accepted_at is not None or not self.request.user.has_perm("lms.change_invitation"):
            return []
        url = reverse("undangan:resend", args=[self.object.pk])
        return [HeaderButton("Kirim lagi", url=url, icon_name="mail", priority=10)]


class ResendInvitation(ConfirmAction):
    request: AuthenticatedRequest
    object: Invitation
    permission = "lms.change_invitation"
    model = Invitation
    viewset = "undangan"
    question = "Kirim tautan baru kepada orang ini? Tautan baru berlaku 14 hari."
    button = "Kirim lagi"

    def act(self) -> tuple[bool, str]:
        try:
            invitation_resend(invitation=self.object, by=self.request.user)
        except LinkUsed:
            return False, "Undangan ini sudah diterima; tidak ada yang dikirim."
        except TooSoon:
            return False, "Tautan baru saja dikirim. Tunggu sepuluh menit, lalu coba lagi."
        return True, "Undangan dikirim lagi."


class InvitationViewSet(ReadOnlyViewSet):
    model = Invitation
    name = "undangan"
    menu_label = "Undangan"
    icon = "mail"
    ordering = ["-sent_at", "-pk"]
    index_view_class = InvitationsIndexView
    inspect_view_class = InvitationInspectView
    filterset_class = InvitationFilterSet
    list_display = [
        TitleColumn("user", label="Nama", sort_key="user__full_name", url_name="undangan:inspect", width="25%"),
        Column("user.email", label="Alamat e-mail", sort_key="user__email"),
        Column("get_state_display", label="Keadaan"),
        Column("course_run", label="Kelas"),
        DateColumn("sent_at", label="Dikirim", sort_key="sent_at"),
        Column("expires_at", label="Berlaku sampai", accessor=lambda one: date_format(localtime(one.expires_at), "j F Y")),
    ]
    search_fields = ["user__full_name", "user__email"]
    list_export = [
        "user.full_name",
        "user.email",
        "get_state_display",
        "course_run",
        "sent_at",
        "times_sent",
        "accepted_at",
    ]
    export_headings = {
        "user.full_name": "nama",
        "user.email": "alamat e-mail",
        "get_state_display": "keadaan",
        "course_run": "kelas",
    }
    inspect_view_fields = ["course_run", "sent_at", "expires_at", "times_sent", "accepted_at", "invited_by"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("kirim-lagi/<int:pk>/", ResendInvitation.as_view(), name="resend")]
