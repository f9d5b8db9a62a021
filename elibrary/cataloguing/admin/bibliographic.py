"""Staff screens of the library's own catalogue."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.exports import ListExportsMixin
from core.admin.read_only import RecordView
from core.django_patches.no_model_clean import NoModelCleanMixin
from elibrary.books.models import Book
from elibrary.catalogue.models.offer import Offer
from elibrary.cataloguing.admin.accessions import AssignStep
from elibrary.cataloguing.ddc import ISLAM, MAIN_CLASSES, NotDdc, main_class, read
from elibrary.cataloguing.models.bibliographic import BibliographicRecord, Heading
from elibrary.cataloguing.selectors import records_with_page
from elibrary.cataloguing.services.bibliographic import record_for_book, record_for_offer, record_save
from elibrary.cataloguing.services.export import whole_of

ITEMS_SHOWN = 100
_Role = Heading.Role
_LINES = "Satu nama tiap baris. Bentuk lain dari tajuk yang ada diganti dengan bentuk bakunya; nama baru menjadi tajuk baru."


class RecordsAreKept(ModelPermissionPolicy):
    """Nobody deletes a description: items and headings hang off it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class NamesField(forms.CharField):
    """Names, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        return [name for line in super().clean(value).splitlines() if (name := line.strip())]


class BibliographicForm(NoModelCleanMixin, forms.ModelForm):
    creators = NamesField(label="Pengarang", help_text=f"Tajuk utama di baris pertama. {_LINES}")
    subjects = NamesField(label="Subjek", help_text=_LINES)
    field_order = ("title", "subtitle", "responsibility", "creators", "subjects", "ddc", "other_class", "call_number")

    class Meta:
        model = BibliographicRecord
        fields = (
            *(
                "title",
                "subtitle",
                "responsibility",
                "ddc",
                "other_class",
                "call_number",
                "material",
                "edition",
                "isbn_issn",
            ),
            *("publisher_name", "place", "published", "collation", "series", "language", "image", "notes"),
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "ddc": "Tiga angka, lalu titik bila perlu: 338.642. Untuk Islam juga 2X0 sampai 2X9.",
            "other_class": "Hanya bila bukan DDC.",
            "call_number": "Kosongkan agar dibuat dari nomor DDC, tiga huruf tajuk utama, dan huruf pertama judul.",
            "collation": "Misalnya xii, 354 hlm. : il. ; 21 cm",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            uses = self.instance.uses.select_related("authority").order_by("position", "pk")
            for name, role in (("creators", _Role.CREATOR), ("subjects", _Role.SUBJECT)):
                self.initial[name] = "\n".join(use.authority.preferred for use in uses if use.role == role)
            if not self.instance.is_call_number_own:
                self.initial["call_number"] = ""

    def clean_ddc(self) -> str:
        try:
            return read(self.cleaned_data["ddc"])
        except NotDdc as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        same = {name: said.get(name, "") for name in ("title", "subtitle", "isbn_issn", "edition", "published")}
        if not self.instance.pk and BibliographicRecord.objects.filter(**same).exists():
            self.add_error("title", "Sudah ada cantuman dengan judul, ISBN, edisi, dan tahun yang sama.")
        return said

    def saved(self, *, by: Any) -> BibliographicRecord:
        return record_save(record=self.instance, answers=self.cleaned_data, by=by, log=True)


class BibliographicCreateView(CreateView):
    page_title = "Cantuman baru"

    def save_instance(self) -> BibliographicRecord:
        return self.form.saved(by=self.request.user)


class BibliographicEditView(EditView):
    page_title = "Katalogisasi"

    def save_instance(self) -> BibliographicRecord:
        return self.form.saved(by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("katalogisasi:inspect", args=[self.object.pk])


class BibliographicFilterSet(WagtailFilterSet):
    main_class = django_filters.ChoiceFilter(
        label="Kelas utama",
        method="in_class",
        choices=[*((digit, f"{digit}00 {name}") for digit, name in MAIN_CLASSES.items()), ("2X", f"2X {ISLAM}")],
    )
    with_class = django_filters.BooleanFilter(
        label="Belum ada nomor DDC", field_name="ddc", lookup_expr="exact", method="classless"
    )
    with_items = django_filters.BooleanFilter(label="Belum ada nomor induk", field_name="accessions", lookup_expr="isnull")

    class Meta:
        model = BibliographicRecord
        fields = ["main_class", "with_class", "with_items"]

    def in_class(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        found = rows.filter(ddc__startswith=value)
        return found.exclude(ddc__startswith="2X") if value == "2" else found

    def classless(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(ddc="") if value else rows.exclude(ddc="")


class BibliographicIndexView(ListExportsMixin, IndexView):
    def get_base_queryset(self) -> QuerySet[BibliographicRecord]:
        return super().get_base_queryset().defer("notes")

    def filter_queryset(self, queryset: QuerySet[BibliographicRecord]) -> QuerySet[BibliographicRecord]:
        """A record with several items stands in the list once."""
        return super().filter_queryset(queryset).distinct()


class BibliographicInspectView(RecordView):
    """The description, its headings and items, and the record as MARC has it."""

    page_title = "Cantuman"
    template_name = "elibrary/cataloguing/admin/bibliographic.html"

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("elibrary.add_accession"):
            url = reverse("katalogisasi:nomor_induk", args=[self.object.pk])
            buttons.append(Button("Beri nomor induk", url=url, icon_name="plus", priority=30))
        if self.object.slug and records_with_page().filter(pk=self.object.pk).exists():
            buttons.append(
                Button("Lihat di perpustakaan", url=self.object.get_absolute_url(), icon_name="view", priority=40)
            )
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record: BibliographicRecord = self.object
        uses = list(record.uses.select_related("authority").order_by("position", "pk"))
        items = list(record.accessions.order_by("pk")[: ITEMS_SHOWN + 1])
        return super().get_context_data(
            record=record,
            class_name=main_class(record.ddc),
            creators=[use.authority for use in uses if use.role == _Role.CREATOR],
            subjects=[use.authority for use in uses if use.role == _Role.SUBJECT],
            items=items[:ITEMS_SHOWN],
            has_more_items=len(items) > ITEMS_SHOWN,
            whole=whole_of(record),
            **kwargs,
        )


class BeginView(PermissionCheckedMixin, View):
    """The description of an offer or a book, begun with what it says; only POST, for a link must not write."""

    http_method_names = ["post"]
    permission_required = "add"
    permission_policy: Any = None

    def post(self, request: HttpRequest, of: str, pk: int) -> HttpResponse:
        if of == "penawaran":
            record = record_for_offer(offer=get_object_or_404(Offer, pk=pk), by=request.user)
        else:
            record = record_for_book(book=get_object_or_404(Book, pk=pk), by=request.user)
        return redirect("katalogisasi:edit", record.pk)


class BibliographicViewSet(ModelViewSet):
    model = BibliographicRecord
    name = "katalogisasi"
    icon = "tag"
    menu_label = "Katalogisasi"
    add_view_class = BibliographicCreateView
    edit_view_class = BibliographicEditView
    index_view_class = BibliographicIndexView
    inspect_view_class = BibliographicInspectView
    inspect_view_enabled = True
    inspect_template_name = BibliographicInspectView.template_name
    inspect_view_fields = [
        *("responsibility", "material", "edition", "isbn_issn", "publisher_name", "place", "published", "collation"),
        *("series", "language", "notes", "offer", "book", "created_at", "changed_at"),
    ]
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = BibliographicFilterSet
    list_display = [
        TitleColumn("title", label="Judul", url_name="katalogisasi:inspect", sort_key="title"),
        Column("call_number", label="Nomor panggil", sort_key="call_number"),
        Column("class", label="Kelas", accessor=lambda record: main_class(record.ddc) or record.other_class or "–"),
        Column("isbn_issn", label="ISBN/ISSN"),
        Column("publisher_name", label="Penerbit", sort_key="publisher_name"),
        Column("published", label="Tahun", sort_key="published"),
    ]
    search_fields = ["title", "subtitle", "isbn_issn", "call_number", "uses__authority__names__name", "accessions__number"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["title", "pk"]

    @property
    def permission_policy(self) -> RecordsAreKept:
        return RecordsAreKept(self.model)

    def get_form_class(self, for_update: bool = False) -> type[BibliographicForm]:
        return BibliographicForm

    def get_urlpatterns(self) -> list[URLPattern]:
        begin = BeginView.as_view(permission_policy=self.permission_policy)
        return [
            *super().get_urlpatterns(),
            path("nomor-induk/<int:pk>/", AssignStep.as_view(), name="nomor_induk"),
            path("mulai/<str:of>/<int:pk>/", begin, name="mulai"),
        ]
