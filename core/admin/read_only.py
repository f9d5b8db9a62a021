"""A listing that shows rows and lets nobody add, change or remove one."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.views.generic import DeleteView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Only "view" is ever granted, also to a superuser: these rows are the system's own record."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        return super().users_with_any_permission([action for action in actions if action == "view"])


class RecordView(InspectView):
    """One row, its moments in the office's time, its texts with their lines; what is empty is a dash."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime) and timezone.is_aware(value):
            return f"{date_format(timezone.localtime(value), 'j F Y, H.i')} WIB"
        if isinstance(value, str) and "\n" in value:
            return linebreaksbr(value)
        return "–" if value in (None, "") else value


class ReadOnlyViewSet(ModelViewSet):
    """Index with search, filters and export; a page for each row; nothing else."""

    inspect_view_enabled = True
    inspect_view_class = RecordView
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    list_per_page = 50

    @property
    def permission_policy(self) -> ViewOnlyPolicy:
        return ViewOnlyPolicy(self.model)

    def get_permissions_to_register(self) -> Any:
        content_type = ContentType.objects.get_for_model(self.model)
        return Permission.objects.filter(content_type=content_type, codename=f"view_{self.model_name}")


class ViewAndChangePolicy(ModelPermissionPolicy):
    """A number is given on the screen of its record and never taken back."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class NoDeletePolicy(ModelPermissionPolicy):
    """Offers hang off a publisher, and what was once offered stays known."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class InUseDeleteView(DeleteView):
    """What participants hang on to is kept: the database refuses, and staff read why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, f"“{self.object}” sudah dipakai peserta atau kelas, jadi tidak bisa dihapus.")
            return redirect(self.index_url_name)
