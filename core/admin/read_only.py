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
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy


class ViewOnlyPolicy(ModelPermissionPolicy):
    """Only "view" is ever granted, also to a superuser: these rows are the system's own record."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any) -> Any:
        return super().users_with_any_permission([action for action in actions if action == "view"])


MAIN_PRIORITY = 20
"""Of the buttons of a screen: below it, they stand beside the title; the others behind "…"."""


class MainButtonsMixin:
    """For an inspect view, before it: what a person comes for is a button to be seen, not an entry behind "…"."""

    def get_header_buttons(self) -> list[Any]:
        main = sorted(one for one in self.header_more_buttons if one.priority < MAIN_PRIORITY)  # type: ignore[attr-defined]
        beside = [
            HeaderButton(one.label, url=one.url, icon_name=one.icon_name, attrs=one.attrs, priority=one.priority)
            for one in main
        ]
        return [*beside, *super().get_header_buttons()]  # type: ignore[misc]

    def get_header_more_buttons(self) -> list[Button]:
        rest: list[Button] = super().get_header_more_buttons()  # type: ignore[misc]
        return [one for one in rest if one.priority >= MAIN_PRIORITY]


class RecordView(MainButtonsMixin, InspectView):
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
