"""The Admin's list of hosts from which this site may fetch."""

from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.spreadsheet_export import WorkbookIndexView
from core.fetching.models import AllowedHost
from core.fetching.services import allowed_host_delete, allowed_host_save


class CreateAllowedHostView(CreateView):
    def save_instance(self) -> AllowedHost:
        return allowed_host_save(host=self.form.save(commit=False), by=self.request.user)


class EditAllowedHostView(EditView):
    def save_instance(self) -> AllowedHost:
        return allowed_host_save(host=self.form.save(commit=False), by=self.request.user)


class DeleteAllowedHostView(DeleteView):
    def delete_action(self) -> None:
        allowed_host_delete(host=self.object, by=self.request.user)


class AllowedHostViewSet(ModelViewSet):
    """Without a row here nothing is fetched from outside, whatever address a librarian types."""

    model = AllowedHost
    name = "host-diizinkan"
    icon = "globe"
    menu_label = "Host yang diizinkan"
    menu_order = 910
    add_to_admin_menu = True
    add_to_reference_index = False
    form_fields = ["host", "port", "reason"]
    index_view_class = WorkbookIndexView
    add_view_class = CreateAllowedHostView
    edit_view_class = EditAllowedHostView
    delete_view_class = DeleteAllowedHostView
    copy_view_enabled = False
    list_display = [
        TitleColumn("host", label="Host", url_name="host-diizinkan:edit", sort_key="host"),
        Column("port", label="Porta lain", accessor=lambda host: host.port or "–"),
        Column("reason", label="Untuk apa"),
        DateColumn("created_at", label="Dicatat", sort_key="created_at"),
    ]
    list_filter = ["created_at"]
    list_export = ["host", "port", "reason", "created_at"]
    search_fields = ["host", "reason"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["host"]
