"""The menu "Pencarian": people's words, and what people looked for in vain."""

from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import ReadOnlyViewSet
from core.admin.spreadsheet_export import WorkbookIndexView
from core.search.models import MissedQuery, Synonym
from core.search.services.synonyms import synonym_delete, synonym_save


class CreateSynonymView(CreateView):
    def save_instance(self) -> Synonym:
        return synonym_save(synonym=self.form.save(commit=False), by=self.request.user)


class EditSynonymView(EditView):
    def save_instance(self) -> Synonym:
        return synonym_save(synonym=self.form.save(commit=False), by=self.request.user)


class DeleteSynonymView(DeleteView):
    def delete_action(self) -> None:
        synonym_delete(synonym=self.object, by=self.request.user)


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = "padanan-kata"
    icon = "tag"
    menu_label = "Padanan kata"
    form_fields = ["said", "meant"]
    index_view_class = WorkbookIndexView
    add_view_class = CreateSynonymView
    edit_view_class = EditSynonymView
    delete_view_class = DeleteSynonymView
    copy_view_enabled = False
    list_display = [
        TitleColumn("said", label="Kata warga", url_name="padanan-kata:edit", sort_key="said"),
        Column("meaning", label="Kata di situs"),
    ]
    search_fields = ["said", "meant"]
    search_backend_name = None
    list_export = ["said", "meant"]
    list_per_page = 50
    ordering = ["said"]


class MissedQueryFilterSet(WagtailFilterSet):
    day = DateFromToRangeFilter(label="Tanggal", widget=DateRangePickerWidget)

    class Meta:
        model = MissedQuery
        fields = ["day"]


class MissedQueryViewSet(ReadOnlyViewSet):
    """Counts only: there is nothing about a single search to look at."""

    model = MissedQuery
    name = "pencarian-tanpa-hasil"
    icon = "search"
    menu_label = "Pencarian tanpa hasil"
    index_view_class = WorkbookIndexView
    inspect_view_enabled = False
    list_display = [
        Column("term", label="Kata yang dicari", sort_key="term"),
        Column("count", label="Berapa kali", sort_key="count"),
        DateColumn("day", label="Tanggal", sort_key="day"),
    ]
    filterset_class = MissedQueryFilterSet
    search_fields = ["term"]
    search_backend_name = None
    list_export = ["term", "count", "day"]
    ordering = ["-day", "-count", "term"]


class SearchWordsGroup(ViewSetGroup):
    menu_label = "Pencarian"
    menu_icon = "search"
    menu_order = 250
    items = (SynonymViewSet, MissedQueryViewSet)
