"""The register of certificates in the staff admin: found, opened, and withdrawn with a reason; never written by hand."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from core.admin.spreadsheet_export import WorkbookIndexView
from core.django_patches.no_model_clean import NoModelCleanMixin
from lms.certificates.models import Certificate
from lms.certificates.services import certificate_revoke
from lms.users.models import User


class RegisterPolicy(ModelPermissionPolicy):
    """Certificates come out of a completed class alone, and a withdrawn one stays in the register."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: User, actions: set[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RevocationForm(NoModelCleanMixin, WagtailAdminModelForm):
    """The one thing that staff may do to a certificate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revocation_reason"].required = True

    def clean(self) -> dict[str, object]:
        if not Certificate.objects.filter(pk=self.instance.pk, revoked_at=None).exists():
            raise ValidationError("Sertifikat ini sudah dicabut.")
        return super().clean() or self.cleaned_data

    def save(self, commit: bool = True) -> Certificate:
        return certificate_revoke(certificate=self.instance, reason=self.cleaned_data["revocation_reason"], by=self.for_user)


class RegisterIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[Certificate]:
        return super().get_base_queryset().select_related("run")


class RevokeView(EditView):
    page_title = "Cabut sertifikat"
    success_message = "Sertifikat %(object)s dicabut."


class CertificateViewSet(ModelViewSet):
    model = Certificate
    icon = "doc-full"
    menu_label = "Sertifikat"
    menu_name = "sertifikat"
    menu_order = 230
    add_to_admin_menu = True
    url_prefix = "pelatihan/sertifikat"
    url_namespace = "lms_certificate"
    permission_policy = RegisterPolicy(Certificate)
    index_view_class = RegisterIndexView
    edit_view_class = RevokeView
    copy_view_enabled = False
    list_display = [
        Column("number", label="Nomor", sort_key="number"),
        Column("holder_name", label="Nama"),
        Column("course_title", label="Pelatihan", sort_key="course_title"),
        DateColumn("issued_at", label="Diterbitkan", sort_key="issued_at"),
        BooleanColumn("is_valid", label="Berlaku"),
    ]
    list_export = ["number", "course_title", "run.name", "issued_at", "is_valid", "revoked_at", "revocation_reason"]
    export_headings = {"run.name": "Kelas", "is_valid": "Berlaku"}
    export_filename = "sertifikat"
    list_filter = ["run", "issued_at"]
    search_fields = ["number", "code", "holder_name"]
    search_backend_name = None
    ordering = ["-issued_at"]
    edit_handler = ObjectList(
        [
            FieldPanel("number", read_only=True),
            FieldPanel("holder_name", read_only=True),
            FieldPanel("course_title", read_only=True),
            FieldPanel("revoked_at", read_only=True),
            FieldPanel("revocation_reason", help_text="Tampil di halaman pemeriksaan; jangan memuat data pribadi."),
        ],
        base_form_class=RevocationForm,
    )
