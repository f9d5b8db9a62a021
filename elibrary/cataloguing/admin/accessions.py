"""Staff screens of the accession register (buku induk)."""

from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput, Button

from core.admin.read_only import NumbersAreKept, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import StepForm
from core.django_patches.no_model_clean import NoModelCleanMixin
from elibrary.cataloguing.models.accession import Accession
from elibrary.cataloguing.models.bibliographic import BibliographicRecord
from elibrary.cataloguing.services.accessions import (
    MOST_AT_ONCE,
    AlreadyWithdrawn,
    ChangedMeanwhile,
    accession_edit,
    accession_withdraw,
    accessions_assign,
)

EDITABLE = ("form", "source", "price_idr", "received_on", "note")


class AccessionForm(NoModelCleanMixin, forms.ModelForm):
    class Meta:
        model = Accession
        fields = EDITABLE
        widgets = {"received_on": AdminDateInput}


class AssignForm(AccessionForm):
    """``seen`` is how many items the record had: a second tap finds another number."""

    count = forms.IntegerField(label="Jumlah", initial=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)])
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("count", *EDITABLE)


class AssignStep(StepForm):
    permission = "elibrary.add_accession"
    model = BibliographicRecord
    viewset = "katalogisasi"
    button = "Beri nomor induk"
    form_class = AssignForm
    explanation = (
        "Tiap eksemplar atau lisensi mendapat nomor berikutnya tahun ini. Nomor yang sudah diberikan tidak dapat ditarik."
    )

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.object.accessions.count(), "received_on": None}

    def act(self, form: forms.Form) -> str:
        try:
            items = accessions_assign(record=self.object, by=self.request.user, **form.cleaned_data)
        except ChangedMeanwhile as changed:
            raise forms.ValidationError(
                f"Cantuman ini sekarang punya {changed.count} nomor induk, jadi mungkin permintaan Anda sudah tercatat. "
                "Periksa dulu; bila masih perlu, buka lagi langkah ini."
            ) from None
        return (
            f"Nomor induk {items[0].number}"
            + (f" sampai {items[-1].number}" if len(items) > 1 else "")
            + " sudah diberikan."
        )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Alasan", max_length=200, help_text="Misalnya hilang, rusak, atau lisensi berakhir.")


class WithdrawStep(StepForm):
    permission = "elibrary.change_accession"
    model = Accession
    viewset = "buku-induk"
    button = "Keluarkan dari koleksi"
    form_class = WithdrawForm
    explanation = "Nomor induknya tetap tercatat dan tidak dipakai lagi. Langkah ini tidak dapat dibatalkan."

    def act(self, form: forms.Form) -> str:
        try:
            accession_withdraw(accession=self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        except AlreadyWithdrawn:
            raise forms.ValidationError("Nomor induk ini sudah dikeluarkan dari koleksi.") from None
        return "Nomor induk ini sudah dikeluarkan dari koleksi."


class AccessionFilterSet(WagtailFilterSet):
    year = django_filters.NumberFilter(label="Tahun diterima", field_name="received_on", lookup_expr="year")
    withdrawn = django_filters.BooleanFilter(label="Masih dalam koleksi", field_name="withdrawn_on", lookup_expr="isnull")

    class Meta:
        model = Accession
        fields = ["form", "source", "year", "withdrawn"]


class AccessionIndexView(WorkbookIndexView):
    empty_note = "Belum ada nomor induk. Nomor diberikan dari halaman cantuman bibliografi."

    def get_base_queryset(self) -> QuerySet[Accession]:
        return super().get_base_queryset().select_related("record").defer("record__notes")

    def get_filename(self) -> str:
        return "buku-induk"


class AccessionInspectView(RecordView):
    page_title = "Nomor induk"

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        buttons.append(
            Button(
                "Lihat cantuman",
                url=reverse("katalogisasi:inspect", args=[self.object.record_id]),
                icon_name="view",
                priority=5,
            )
        )
        if not self.object.is_withdrawn and self.request.user.has_perm("elibrary.change_accession"):
            url = reverse("buku-induk:keluarkan", args=[self.object.pk])
            buttons.append(Button("Keluarkan dari koleksi", url=url, icon_name="cross", priority=30))
        return buttons


class AccessionEditView(EditView):
    page_title = "Ubah catatan buku induk"

    def save_instance(self) -> Accession:
        return accession_edit(accession=self.object, answers=self.form.cleaned_data, by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("buku-induk:inspect", args=[self.object.pk])


class AccessionViewSet(ModelViewSet):
    model = Accession
    name = "buku-induk"
    icon = "clipboard-list"
    menu_label = "Buku induk"
    index_view_class = AccessionIndexView
    inspect_view_class = AccessionInspectView
    inspect_view_enabled = True
    edit_view_class = AccessionEditView
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = AccessionFilterSet
    inspect_view_fields = [
        "number",
        "record",
        *EDITABLE,
        "withdrawn_on",
        "withdrawal_reason",
        "created_at",
    ]
    list_display = [
        TitleColumn("number", label="Nomor induk", url_name="buku-induk:inspect", sort_key="number"),
        Column("record", label="Judul", sort_key="record__title"),
        Column("get_form_display", label="Bentuk", sort_key="form"),
        Column("get_source_display", label="Asal", sort_key="source"),
        DateColumn("received_on", label="Diterima", sort_key="received_on"),
        Column("withdrawn", label="Keadaan", accessor=lambda item: "dikeluarkan" if item.is_withdrawn else "dalam koleksi"),
    ]
    list_export = [
        "number",
        "created_at",
        "record.whole_title",
        "record.call_number",
        "record.isbn_issn",
        "record.publisher_name",
        "record.published",
        "get_form_display",
        "get_source_display",
        "received_on",
        "price_idr",
        "note",
        "withdrawn_on",
        "withdrawal_reason",
    ]
    export_headings = {
        "record.whole_title": "judul",
        "record.call_number": "nomor panggil",
        "record.isbn_issn": "ISBN/ISSN",
        "record.publisher_name": "penerbit",
        "record.published": "tahun terbit",
        "get_form_display": "bentuk",
        "get_source_display": "asal",
    }
    search_fields = ["number", "record__title", "record__isbn_issn", "note"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["-pk"]

    @property
    def permission_policy(self) -> NumbersAreKept:
        return NumbersAreKept(self.model)

    def get_form_class(self, for_update: bool = False) -> type[AccessionForm]:
        return AccessionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("keluarkan/<int:pk>/", WithdrawStep.as_view(), name="keluarkan")]
