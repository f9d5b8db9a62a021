"""Staff screens of orders: the list, the draft, and the page of one order with all that can be done about it."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from core.admin.panels import PanelsMixin, action_patterns
from core.admin.read_only import NeverDeleted, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.django_patches.no_model_clean import NoModelCleanMixin
from core.documents.formatting import rupiah
from core.messages.models import Notification
from elibrary.ordering.admin import documents, steps
from elibrary.ordering.admin import lines as order_lines
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import TAKES_DELIVERIES, StepRefused, has_duty
from elibrary.ordering.selectors import next_steps, priced_lines, totals_of, use_of
from elibrary.ordering.services.letters import letter_key
from elibrary.ordering.services.orders import order_change, order_create
from elibrary.publishers.models import Publisher

NAME = steps.NAME


class OrderForm(NoModelCleanMixin, forms.ModelForm):
    """The service fills in the row; this only asks."""

    class Meta:
        model = Order
        fields = ("publisher", "subject", "budget", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"budget": "Tidak perlu untuk pesanan tanpa biaya, misalnya hibah atau akses terbuka."}


class OrderChangeForm(OrderForm):
    class Meta(OrderForm.Meta):
        fields = ("subject", "budget", "note")  # type: ignore[assignment]


class OrderFilterSet(WagtailFilterSet):
    publisher = django_filters.ModelChoiceFilter(label="Penerbit", queryset=Publisher.objects.all())
    budget = django_filters.ModelChoiceFilter(label="Anggaran", queryset=Budget.objects.all())
    created_at = django_filters.DateFromToRangeFilter(label="Dibuat", widget=DateRangePickerWidget)

    class Meta:
        model = Order
        fields = ["state", "publisher", "budget", "created_at"]


class OrderIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[Order]:
        return super().get_base_queryset().select_related("publisher", "budget")

    def search_queryset(self, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """An order whose lines match more than once is still one order."""
        return super().search_queryset(queryset).distinct()


class OrderCreateView(CreateView):
    page_title = "Buat pesanan"

    def get_initial(self) -> dict[str, Any]:
        """``?penerbit=`` chooses the publisher beforehand."""
        newest = Budget.objects.values_list("pk", flat=True).first()
        return {"publisher": self.request.GET.get("penerbit"), "budget": newest}

    def save_instance(self) -> Order:
        return order_create(by=self.request.user, log=True, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse(f"{NAME}:offers", args=[self.object.pk])


class OrderEditView(EditView):
    page_title = "Ubah pesanan"

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def save_instance(self) -> Order:
        return order_change(order=self.object, by=self.request.user, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse(f"{NAME}:inspect", args=[self.object.pk])


class OrderPageView(PanelsMixin, RecordView):
    """What is ordered, what it costs, what happened, which papers there are, and exactly the steps that come next."""

    page_title = "Pesanan"
    template_name = "elibrary/ordering/admin/order.html"

    def get_object(self, queryset: Any = None) -> Order:
        return get_object_or_404(Order.objects.select_related("publisher", "budget"), pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order, user = self.object, self.request.user
        lines = priced_lines(order)
        may_deliver = order.state in TAKES_DELIVERIES and has_duty(user, "send", policy=OrderPolicy.current())
        may_change = self.user_has_permission("change")
        return super().get_context_data(
            order=order,
            lines=lines,
            totals=totals_of(lines),
            steps=order.steps.select_related("actor"),
            documents=order.documents.select_related("added_by"),
            next_steps=next_steps(order, by=user),
            letter_mail=Notification.objects.filter(key=letter_key(order)).first(),
            budget_use=use_of(order.budget) if order.budget else None,
            takes_files=order.state in (*TAKES_DELIVERIES, Order.State.DELIVERED, Order.State.CLOSED),
            may_change_lines=may_change and order.state == Order.State.DRAFT,
            may_add_documents=may_change,
            may_deliver=may_deliver,
            may_deliver_all=may_deliver and sum(row.line.delivered_at is None for row in lines) > 1,
            **kwargs,
        )

    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if self.object.state == Order.State.DRAFT else None

    @property
    def header_more_buttons(self) -> list[Button]:  # type: ignore[override]
        url = self.get_edit_url()
        return [Button("Ubah perihal dan anggaran", url=url, icon_name="edit", priority=10)] if url else []


def _total(order: Order) -> str:
    return rupiah(order.total_idr)


class OrderViewSet(ModelViewSet):
    model = Order
    name = NAME
    icon = "form"
    menu_label = "Pesanan"
    add_view_class = OrderCreateView
    edit_view_class = OrderEditView
    index_view_class = OrderIndexView
    inspect_view_class = OrderPageView
    inspect_view_enabled = True
    inspect_template_name = OrderPageView.template_name
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = OrderFilterSet
    list_display = [
        TitleColumn("number", label="Nomor", url_name=f"{NAME}:inspect", sort_key="number"),
        Column("publisher", label="Penerbit", sort_key="publisher__name"),
        Column("subject", label="Perihal"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        Column("total_idr", label="Jumlah", accessor=_total, sort_key="total_idr"),
        DateColumn("created_at", label="Dibuat", sort_key="created_at"),
    ]
    list_export = ["number", "publisher", "subject", "get_state_display", "budget", "total_idr", "created_at", "changed_at"]
    export_headings = {"get_state_display": "keadaan"}
    export_filename = "pesanan"
    search_fields = ["number", "subject", "publisher__name", "lines__title", "lines__isbn13"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["-created_at", "-pk"]

    @property
    def permission_policy(self) -> NeverDeleted:
        return NeverDeleted(self.model)

    def get_form_class(self, for_update: bool = False) -> type[OrderForm]:
        return OrderChangeForm if for_update else OrderForm

    def get_urlpatterns(self) -> list[URLPattern]:
        line = "baris/<int:pk>/<int:line_id>"
        return [
            *super().get_urlpatterns(),
            path("langkah/<int:pk>/<str:step>/", steps.TakeStep.as_view(), name="step"),
            path("judul/<int:pk>/", order_lines.ChooseOffers.as_view(), name="offers"),
            path(f"{line}/ubah/", order_lines.ChangeLine.as_view(), name="line_change"),
            path(f"{line}/hapus/", order_lines.RemoveLine.as_view(), name="line_remove"),
            path(f"{line}/terima/", order_lines.DeliverLine.as_view(), name="line_deliver"),
            path("terima/<int:pk>/", steps.DeliverAll.as_view(), name="deliver_all"),
            *action_patterns(self),
            path("dokumen/<int:pk>/", documents.AddDocument.as_view(), name="document_add"),
            path("dokumen/<int:pk>/<int:document_id>/", documents.open_document, name="document"),
        ]
