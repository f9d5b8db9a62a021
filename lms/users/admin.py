"""The users screen of the staff admin."""

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, ButtonsColumnMixin, Column, DateColumn
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from core.admin.spreadsheet_export import WorkbookIndexView
from lms.users import services
from lms.users.models import User


class StaffAccountForm(forms.ModelForm):
    """E-mail, name and roles; the superuser box only for superusers. New people make their own password by e-mail code."""

    required_css_class = "required"

    class Meta:
        model = User
        fields = ("email", "full_name", "groups", "is_active", "is_superuser")
        widgets = {"groups": forms.CheckboxSelectMultiple}
        labels = {
            "email": _("Alamat e-mail"),
            "groups": _("Peran dan unit kerja"),
            "is_active": _("Akun aktif"),
            "is_superuser": _("Administrator penuh"),
        }
        help_texts = {
            "email": _("Undangan untuk membuat kata sandi dikirim ke alamat ini."),
            "groups": _(
                "Tanpa peran, orang ini hanya peserta dan tidak dapat membuka ruang kerja. "
                "Editor Konten menulis di unit kerja yang dicentang (“Editor: …”), dan tidak di tempat lain."
            ),
            "is_active": _("Hilangkan centang untuk menutup akun tanpa menghapus riwayatnya."),
            "is_superuser": _("Boleh segalanya, juga mengubah administrator lain."),
        }

    def __init__(self, *args: Any, by: User, editing_self: bool = False, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        self.fields["email"].required = not self.instance.phone_hash
        if self.instance.pk:
            self.fields["email"].help_text = _("Alamat baru harus dikonfirmasi dengan kode saat orang ini masuk.")
        if editing_self or not by.is_superuser:
            del self.fields["is_superuser"]
        if editing_self:
            del self.fields["is_active"]

    def clean_email(self) -> str | None:
        """The address is optional for accounts with a proved number."""
        email = (self.cleaned_data["email"] or "").strip().lower() or None
        if email and User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Sudah ada akun dengan alamat e-mail ini."), "duplicate")
        return email

    def save(self, commit: bool = True) -> User:
        return services.save_account(by=self.by, user=self.instance, groups=self.cleaned_data["groups"])


class PersonColumn(ButtonsColumnMixin, UserColumn):
    """The name, with the buttons of its row, which the view knows."""

    def __init__(self, name: str, *, view: IndexView, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.view = view

    def get_buttons(self, instance: User, parent_context: object) -> Any:
        return self.view.get_list_buttons(instance)


class StaffIndexView(WorkbookIndexView, IndexView):
    search_fields = ["email", "full_name"]  # type: ignore[assignment]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            PersonColumn(
                "full_name",
                view=self,
                accessor=str,
                label=_("Nama"),
                sort_key="full_name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", accessor=_identifiers, label=_("Masuk dengan"), sort_key="email", width="25%"),
            Column("role_names", label=_("Peran"), width="20%"),
            BooleanColumn("is_active", label=_("Aktif"), sort_key="is_active", width="10%"),
            DateColumn("last_login", label=_("Terakhir masuk"), sort_key="last_login", width="15%"),
        ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("profile").prefetch_related("groups")

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        services.accounts_exported(by=self.request.user, count=queryset.count())
        return super().as_spreadsheet(queryset, spreadsheet_format)


class StaffCreateView(CreateView):
    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"by": self.request.user}


class StaffEditView(EditView):
    def setup(self, request: Any, *args: object, **kwargs: object) -> None:
        super().setup(request, *args, **kwargs)
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"by": self.request.user}


class UserViewSet(WagtailUserViewSet):
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    copy_view_enabled = False
    ordering = "full_name"
    list_export: ClassVar[list[str]] = ["pk", "staff_name", "role_names", "is_active", "last_login"]
    export_headings: ClassVar[dict[str, str]] = {"pk": "Nomor akun", "staff_name": "Nama petugas", "role_names": "Peran"}
    export_filename = "akun"
    create_template_name = "wagtailadmin/generic/form.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return StaffAccountForm


def _identifiers(user: User) -> str:
    """E-mail address and masked proved number, as far as set."""
    return ", ".join(filter(None, [user.email, user.masked_phone]))
