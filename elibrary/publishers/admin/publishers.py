"""Staff screens of publishers."""

from typing import Any

from django import forms
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import NeverDeleted
from core.admin.spreadsheet_export import WorkbookIndexView
from elibrary.publishers.admin.column_profile import ProfileField
from elibrary.publishers.models import Publisher
from elibrary.publishers.services import EDITABLE, publisher_save


class PublisherForm(forms.ModelForm):
    profile = ProfileField()

    class Meta:
        model = Publisher
        fields: tuple[str, ...] = EDITABLE
        widgets = {"aliases": forms.Textarea(attrs={"rows": 3})}

    def saved(self, *, by: Any) -> Publisher:
        """The instance is filled in by the form already; the service tells what is new by looking at the row."""
        return publisher_save(publisher=self.instance, answers=self.cleaned_data, by=by, log=True)


class PublisherEditForm(PublisherForm):
    """The code stays: catalogues on their way in name their publisher by it."""

    class Meta(PublisherForm.Meta):
        fields = tuple(name for name in EDITABLE if name != "slug")


class PublisherCreateView(CreateView):
    page_title = "Catat penerbit"

    def save_instance(self) -> Publisher:
        return self.form.saved(by=self.request.user)


class PublisherEditView(EditView):
    page_title = "Ubah penerbit"

    def save_instance(self) -> Publisher:
        return self.form.saved(by=self.request.user)


class PublisherViewSet(ModelViewSet):
    model = Publisher
    name = "penerbit"
    icon = "group"
    menu_label = "Penerbit"
    add_view_class = PublisherCreateView
    edit_view_class = PublisherEditView
    index_view_class = WorkbookIndexView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("name", label="Nama", url_name="penerbit:edit", sort_key="name"),
        Column("slug", label="Kode", sort_key="slug"),
        Column("contact", label="Narahubung"),
        Column("email", label="E-mail"),
    ]
    list_export = ["name", "slug", "aliases", "contact", "email"]
    search_fields = ["name", "slug", "aliases"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["name", "pk"]

    @property
    def permission_policy(self) -> NeverDeleted:
        return NeverDeleted(self.model)

    def get_form_class(self, for_update: bool = False) -> type[PublisherForm]:
        return PublisherEditForm if for_update else PublisherForm
