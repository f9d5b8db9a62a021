"""Staff screens of offers: search them, inspect their history, correct their data."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import URLPattern, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.exports import ListExportsMixin
from core.admin.panels import PanelsMixin, action_patterns
from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.django_patches.no_model_clean import ModelCleanOnCopyMixin
from elibrary.catalogue.isbn_field import IsbnField
from elibrary.catalogue.labels import display_value
from elibrary.catalogue.models.offer import MarcRecord, Offer
from elibrary.catalogue.selectors import changes_of, corrections_of, other_forms, parts_of
from elibrary.catalogue.services.offers import CORRECTABLE, offer_correct
from elibrary.publishers.models import Publisher

CHANGES_SHOWN = 100
FORMATTED = {"price_idr", "is_tax_included", "available_in_indonesia", "year"}


class OfferPermissionPolicy(ModelPermissionPolicy):
    """Users neither add nor delete offers: catalogues add and withdraw them."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OfferForm(ModelCleanOnCopyMixin, forms.ModelForm):
    isbn13 = IsbnField(help_text="13 angka di sampul belakang. Nomor dari katalog tetap dikenali saat impor berikutnya.")

    class Meta:
        model = Offer
        fields = CORRECTABLE
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}

    def clean_isbn13(self) -> str | None:
        """None for no ISBN, as the column has it. An ISBN names one offer of a publisher."""
        isbn: str = self.cleaned_data["isbn13"]
        same = Offer.objects.filter(publisher=self.instance.publisher_id, isbn13=isbn, is_withdrawn=False)
        if isbn and (other := same.exclude(pk=self.instance.pk).first()):
            raise forms.ValidationError(f"ISBN ini sudah dipakai penawaran lain: “{other.title[:100]}” ({other.reference}).")
        return isbn or None


class OfferFilterSet(WagtailFilterSet):
    publisher = django_filters.ModelChoiceFilter(label="Penerbit", queryset=Publisher.objects.all())
    file_format = django_filters.CharFilter(label="Format", lookup_expr="iexact")
    price_from = django_filters.NumberFilter(label="Harga mulai (Rp)", field_name="price_idr", lookup_expr="gte")
    price_to = django_filters.NumberFilter(label="Harga sampai (Rp)", field_name="price_idr", lookup_expr="lte")

    class Meta:
        model = Offer
        fields = ["publisher", "carrier", "file_format", "available_in_indonesia", "is_withdrawn"]


class OfferIndexView(ListExportsMixin, WorkbookIndexView):
    empty_note = "Belum ada penawaran. Impor dulu katalog penerbit di Perpustakaan → Impor katalog."

    def get_base_queryset(self) -> QuerySet[Offer]:
        return super().get_base_queryset().select_related("publisher").defer("record", "description")


class OfferInspectView(PanelsMixin, RecordView):
    """What is on offer, what staff corrected, what changed when and by whom."""

    page_title = "Penawaran"
    template_name = "elibrary/catalogue/admin/offer.html"
    object: Offer

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name in FORMATTED:
            return display_value(field_name, getattr(self.object, field_name)) or "–"
        return super().get_field_display_value(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offer = self.object
        changes = changes_of(offer, most=CHANGES_SHOWN + 1)
        return super().get_context_data(
            offer=offer,
            corrections=corrections_of(offer),
            parts=parts_of(offer),
            other_forms=other_forms(offer)[:20],
            changes=changes[:CHANGES_SHOWN],
            has_older_changes=len(changes) > CHANGES_SHOWN,
            marc=MarcRecord.objects.filter(offer=offer).first(),
            **kwargs,
        )


class OfferEditView(EditView):
    page_title = "Koreksi penawaran"
    success_message = "Koreksi “%(object)s” disimpan. Impor berikutnya tidak menimpanya."
    inspect_url_name = ""

    def save_instance(self) -> Offer:
        return offer_correct(offer=self.object, answers=self.form.cleaned_data, by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("penawaran:inspect", args=[self.object.pk])


def _price(offer: Offer) -> str:
    return display_value("price_idr", offer.price_idr) or offer.price_note or "–"


def _yes_or_no(name: str) -> Callable[[Offer], str]:
    return lambda offer: display_value(name, getattr(offer, name)) or "tidak disebut"


class OfferViewSet(ModelViewSet):
    model = Offer
    name = "penawaran"
    icon = "tag"
    menu_label = "Penawaran"
    index_view_class = OfferIndexView
    inspect_view_class = OfferInspectView
    inspect_view_enabled = True
    inspect_template_name = OfferInspectView.template_name
    edit_view_class = OfferEditView
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = OfferFilterSet
    inspect_view_fields = [
        "publisher",
        "reference",
        "isbn13",
        "subtitle",
        "creators",
        "series",
        "edition",
        "imprint",
        "carrier",
        "file_format",
        "language",
        "year",
        "page_count",
        "subjects",
        "description",
        "price_idr",
        "is_tax_included",
        "price_note",
        "available_in_indonesia",
        "first_run",
        "last_run",
        "created_at",
        "changed_at",
    ]
    list_display = [
        TitleColumn("title", label="Judul", url_name="penawaran:inspect", sort_key="title"),
        Column("creators", label="Pengarang"),
        Column("publisher", label="Penerbit", sort_key="publisher__name"),
        Column("get_carrier_display", label="Bentuk", sort_key="carrier"),
        Column("price_idr", label="Harga", accessor=_price, sort_key="price_idr"),
        Column("available", label="Di Indonesia", accessor=_yes_or_no("available_in_indonesia")),
        Column("withdrawn", label="Ditarik", accessor=_yes_or_no("is_withdrawn")),
    ]
    list_export = [
        "publisher",
        "reference",
        "isbn13",
        "title",
        "subtitle",
        "creators",
        "get_carrier_display",
        "file_format",
        "language",
        "year",
        "page_count",
        "subjects",
        "price_idr",
        "is_tax_included",
        "price_note",
        "available_in_indonesia",
        "is_withdrawn",
    ]
    export_headings = {"get_carrier_display": "bentuk"}
    search_fields = ["title", "subtitle", "creators", "isbn13", "reference", "subjects"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["title", "pk"]

    @property
    def permission_policy(self) -> OfferPermissionPolicy:
        return OfferPermissionPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[OfferForm]:
        return OfferForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), *action_patterns(self)]
