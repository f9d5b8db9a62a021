"""Staff screens of deliveries: find them, match by hand, refuse with a reason, hand a PDF on to the books."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.actions import RowStep
from core.admin.read_only import RecordView, ViewOnlyPolicy
from core.admin.workbook import WorkbookIndexView
from core.uploads import UploadRefused
from elibrary.admin.delivery_order import OrderDeliveries, OrderLink, OrderUpload, OrderUploads
from elibrary.models import Book, DeliveredFile, Delivery, OrderLine, Publisher
from elibrary.services import deliveries
from elibrary.services.delivery_inspection import CONTENT_TYPES

NAME = "kiriman"
State = Delivery.State


class DeliveryFilterSet(WagtailFilterSet):
    publisher = django_filters.ModelChoiceFilter(
        label="Penerbit", field_name="order__publisher", queryset=Publisher.objects.all()
    )
    kind = django_filters.ChoiceFilter(label="Jenis", field_name="file__kind", choices=DeliveredFile.Kind.choices[1:])

    class Meta:
        model = Delivery
        fields = ["state", "publisher", "kind", "matched_how"]


class DeliveryIndexView(WorkbookIndexView):
    empty_note = "Belum ada kiriman. Penerbit mengirim berkas lewat tautan yang dibuat saat pesanan dikirim kepadanya."

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return super().get_base_queryset().select_related("order__publisher", "file", "line", "sent_by")


class DeliveryView(RecordView):
    """What the file is, what became of it, and what can be done."""

    page_title = "Kiriman"
    template_name = "elibrary/admin/delivery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery: Delivery = self.object
        may_change = self.request.user.has_perm("elibrary.change_delivery")
        is_read = delivery.file.inspected_at is not None
        return super().get_context_data(
            delivery=delivery,
            book=Book.objects.filter(sha256=delivery.file.sha256).first(),
            may_match=may_change and is_read and delivery.state in deliveries.BY_HAND,
            may_refuse=may_change and delivery.state not in (State.MATCHED, State.REFUSED),
            may_read=(
                delivery.state == State.MATCHED
                and delivery.file.kind == DeliveredFile.Kind.PDF
                and self.request.user.has_perm("elibrary.add_book")
            ),
            isbns=[*delivery.file.isbns.get("metadata", []), *delivery.file.isbns.get("text", [])],
            **kwargs,
        )


class MatchForm(forms.Form):
    line = forms.ModelChoiceField(
        label="Judul yang dipesan", queryset=OrderLine.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, delivery: Delivery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["line"]
        field.queryset = delivery.order.lines.filter(route=OrderLine.Route.HOSTED).order_by("delivered_at", "title", "pk")
        field.label_from_instance = _line_label


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca penerbit di halamannya. Misalnya: Ini naskah cetakan pertama, yang dipesan cetakan kedua.",
    )
    advice = forms.CharField(
        label="Yang perlu dilakukan penerbit",
        max_length=500,
        required=False,
        initial=deliveries.AGAIN,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeliveryStep(RowStep):
    permission = "elibrary.change_delivery"
    model = Delivery
    viewset = NAME
    object: Delivery


class DeliveryFormStep(DeliveryStep, FormView):
    template_name = "elibrary/admin/delivery_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(delivery=self.object, button=self.button, **kwargs)


class MatchDelivery(DeliveryFormStep):
    form_class = MatchForm
    button = "Pasangkan"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "delivery": self.object}

    def form_valid(self, form: MatchForm) -> HttpResponse:
        line = form.cleaned_data["line"]
        try:
            deliveries.delivery_match(delivery=self.object, line=line, by=self.request.user)
        except deliveries.WrongLine as refusal:
            form.add_error("line", str(refusal))
            return self.form_invalid(form)
        except deliveries.WrongState:
            messages.warning(self.request, "Keadaan kiriman ini sudah berubah; periksa lagi.")
        else:
            messages.success(self.request, f"Berkas dipasangkan dengan “{line.title}”.")
        return redirect(f"{NAME}:inspect", self.object.pk)


class RefuseDelivery(DeliveryFormStep):
    form_class = RefuseForm
    button = "Tolak berkas"

    def form_valid(self, form: RefuseForm) -> HttpResponse:
        try:
            deliveries.delivery_refuse(delivery=self.object, by=self.request.user, **form.cleaned_data)
        except deliveries.WrongState:
            messages.warning(self.request, "Berkas ini sudah dipasangkan, jadi tidak ditolak.")
        else:
            messages.success(self.request, "Berkas ditolak. Alasannya terbaca di halaman penerbit.")
        return redirect(f"{NAME}:inspect", self.object.pk)


class ReadDelivery(DeliveryStep, View):
    """Hand the file to the book intake. Only POST: a link must not make a book."""

    http_method_names = ["post"]
    permission = "elibrary.add_book"
    button = "Jadikan buku"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            book = deliveries.delivery_to_book(delivery=self.object, by=request.user)
        except (deliveries.NotForReading, UploadRefused) as refusal:
            messages.error(request, str(refusal))
            return redirect(f"{NAME}:inspect", pk)
        return redirect("buku:inspect", book.pk)


class OpenDelivery(DeliveryStep, View):
    """The file, to look at. It is saved, never shown in place."""

    http_method_names = ["get"]
    permission = "elibrary.view_delivery"
    button = "Unduh"

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        file = self.object.file
        content_type = CONTENT_TYPES.get(file.kind, "application/octet-stream")
        return FileResponse(file.file.open("rb"), as_attachment=True, filename=self.object.name, content_type=content_type)


class DeliveryViewSet(ModelViewSet):
    model = Delivery
    name = NAME
    icon = "download"
    menu_label = "Kiriman"
    index_view_class = DeliveryIndexView
    inspect_view_class = DeliveryView
    inspect_view_enabled = True
    inspect_template_name = DeliveryView.template_name
    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields: list[str] = []
    filterset_class = DeliveryFilterSet
    list_display = [
        TitleColumn("name", label="Berkas", url_name=f"{NAME}:inspect", sort_key="name"),
        Column("order", label="Pesanan", sort_key="order__number"),
        Column("publisher", label="Penerbit", accessor="order.publisher", sort_key="order__publisher__name"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        Column("line", label="Judul yang dipesan", accessor=lambda delivery: delivery.line or "–"),
        DateColumn("received_at", label="Diterima", sort_key="received_at"),
    ]
    list_export = [
        "name",
        "order",
        "order.publisher",
        "get_state_display",
        "line",
        "get_matched_how_display",
        "problem",
        "file.get_kind_display",
        "file.page_count",
        "file.size",
        "file.sha256",
        "received_at",
    ]
    export_headings = {
        "order.publisher": "penerbit",
        "get_state_display": "keadaan",
        "get_matched_how_display": "dicocokkan lewat",
        "file.get_kind_display": "jenis",
        "file.page_count": "jumlah halaman",
        "file.size": "ukuran (bita)",
        "file.sha256": "SHA-256",
    }
    search_fields = ["name", "order__number", "order__publisher__name", "line__title", "line__isbn13", "file__sha256"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["-received_at", "-pk"]

    @property
    def permission_policy(self) -> ViewOnlyPolicy:
        return ViewOnlyPolicy(self.model)

    def get_permissions_to_register(self) -> Any:
        from django.contrib.auth.models import Permission

        content_type = self.permission_policy._content_type
        return Permission.objects.filter(content_type=content_type, codename__in=[f"{verb}_delivery" for verb in _VERBS])

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("cocokkan/<int:pk>/", MatchDelivery.as_view(), name="match"),
            path("tolak/<int:pk>/", RefuseDelivery.as_view(), name="refuse"),
            path("jadikan-buku/<int:pk>/", ReadDelivery.as_view(), name="read"),
            path("unduh/<int:pk>/", OpenDelivery.as_view(), name="open"),
            path("pesanan/<int:pk>/", OrderDeliveries.as_view(), name="order"),
            path("pesanan/<int:pk>/tautan/", OrderLink.as_view(), name="link"),
            path("pesanan/<int:pk>/berkas/", OrderUploads.as_view(), name="uploads"),
            path("pesanan/<int:pk>/berkas/<uuid:public_id>/", OrderUpload.as_view(), name="upload"),
        ]


_VERBS = ("add", "change", "view")


def _line_label(line: OrderLine) -> str:
    isbn = f" (ISBN {line.isbn13})" if line.isbn13 else ""
    return f"{line.title}{isbn}{', sudah diterima' if line.delivered_at else ''}"
