"""Staff screens of deliveries: find them, and see what each file is and what can be done with it."""

import django_filters
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import URLPattern, path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import RecordView, ViewOnlyPolicy
from core.admin.spreadsheet_export import WorkbookIndexView
from elibrary.books.models import Book
from elibrary.deliveries.admin.order_files import OrderDeliveries, OrderLink, OrderUpload, OrderUploads
from elibrary.deliveries.admin.steps import NAME, MatchDelivery, OpenDelivery, ReadDelivery, RefuseDelivery, ReleaseDelivery
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.services import deliveries
from elibrary.deliveries.services.book_joins import can_be_joined
from elibrary.deliveries.services.release import release_refusal
from elibrary.publishers.models import Publisher

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
    """The file's data, its state, and the next steps."""

    page_title = "Kiriman"
    template_name = "elibrary/deliveries/admin/delivery.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        delivery: Delivery = self.object
        line = delivery.line
        book = Book.objects.filter(sha256=delivery.file.sha256).first()
        may_change = self.request.user.has_perm("elibrary.change_delivery")
        is_read = delivery.file.inspected_at is not None
        return super().get_context_data(
            delivery=delivery,
            book=book,
            releases=delivery.releases.select_related("line", "released_by"),
            may_match=may_change and is_read and delivery.state in deliveries.BY_HAND,
            may_refuse=may_change and delivery.state not in (State.MATCHED, State.REFUSED),
            may_release=may_change and line is not None,
            stays=release_refusal(order=delivery.order, line=line, book=book) if may_change and line is not None else "",
            may_join=book is not None and line is not None and can_be_joined(book, line.offer),
            may_read=(
                delivery.state == State.MATCHED
                and delivery.file.kind == DeliveredFile.Kind.PDF
                and self.request.user.has_perm("elibrary.add_book")
            ),
            isbns=[*delivery.file.isbns.get("metadata", []), *delivery.file.isbns.get("text", [])],
            **kwargs,
        )


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

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        content_type = ContentType.objects.get_for_model(self.model)
        return Permission.objects.filter(content_type=content_type, codename__in=[f"{verb}_delivery" for verb in _VERBS])

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("cocokkan/<int:pk>/", MatchDelivery.as_view(), name="match"),
            path("lepas/<int:pk>/", ReleaseDelivery.as_view(), name="release"),
            path("tolak/<int:pk>/", RefuseDelivery.as_view(), name="refuse"),
            path("jadikan-buku/<int:pk>/", ReadDelivery.as_view(), name="read"),
            path("unduh/<int:pk>/", OpenDelivery.as_view(), name="open"),
            path("pesanan/<int:pk>/", OrderDeliveries.as_view(), name="order"),
            path("pesanan/<int:pk>/tautan/", OrderLink.as_view(), name="link"),
            path("pesanan/<int:pk>/berkas/", OrderUploads.as_view(), name="uploads"),
            path("pesanan/<int:pk>/berkas/<uuid:public_id>/", OrderUpload.as_view(), name="upload"),
        ]


_VERBS = ("add", "change", "view")
