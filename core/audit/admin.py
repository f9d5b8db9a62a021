from typing import Any

from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from core.admin.read_only import ReadOnlyViewSet
from core.audit.models import AuditEntry, ProcessingEntry


class ActorIndexView(IndexView):
    """People's names in the listing come with the rows, not one query each."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("actor")


class PeopleIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("person", "actor")


class AuditEntryViewSet(ReadOnlyViewSet):
    model = AuditEntry
    name = "jejak-audit"
    menu_label = "Jejak audit"
    icon = "history"
    ordering = ["-at"]
    index_view_class = ActorIndexView
    list_display = [
        DateColumn("at", label="Waktu"),
        TitleColumn("action", label="Tindakan", url_name="jejak-audit:inspect"),
        Column("actor_label", label="Pelaku"),
        Column("subject_kind", label="Jenis objek"),
        Column("subject_id", label="Objek"),
    ]
    list_filter = ["action", "subject_kind", "at"]
    search_fields = ["action", "subject_kind", "subject_id", "request_id"]
    list_export = ["at", "action", "actor_id", "subject_kind", "subject_id", "before", "after", "request_id"]
    inspect_view_fields = ["at", "actor_label", "action", "subject_kind", "subject_id", "before", "after", "request_id"]


class ProcessingEntryViewSet(ReadOnlyViewSet):
    """The export holds account numbers only: names belong to the accounts, and an erased one has none."""

    model = ProcessingEntry
    name = "log-pemrosesan"
    menu_label = "Log pemrosesan"
    icon = "key"
    ordering = ["-at"]
    index_view_class = PeopleIndexView
    list_display = [
        DateColumn("at", label="Waktu"),
        TitleColumn("get_kind_display", label="Tindakan", sort_key="kind", url_name="log-pemrosesan:inspect"),
        Column("what", label="Data"),
        Column("person_label", label="Pemilik data"),
        Column("actor_label", label="Pelaku"),
    ]
    list_filter = ["kind", "at"]
    search_fields = ["what", "reason", "request_id", "person__full_name"]
    list_export = ["at", "kind", "what", "reason", "person_id", "actor_id", "request_id"]
    inspect_view_fields = ["at", "kind", "what", "reason", "person_label", "actor_label", "request_id"]
