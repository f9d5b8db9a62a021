"""The year's money: what it is, what is promised, spent and left."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from core.admin.read_only import NeverDeleted, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.documents.formatting import rupiah
from elibrary.ordering.models.budget import Budget
from elibrary.ordering.selectors import with_use
from elibrary.ordering.services.budgets import BudgetTooSmall, budget_save


class BudgetForm(forms.ModelForm):
    class Meta:
        model = Budget
        fields = ("year", "amount_idr", "source")


class _Saves:
    form: Any
    request: Any

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc, no-any-return]
        except BudgetTooSmall as refusal:
            form.add_error("amount_idr", str(refusal))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined, no-any-return]

    def save_instance(self) -> Budget:
        return budget_save(budget=self.form.instance, by=self.request.user, log=True, **self.form.cleaned_data)


class BudgetCreateView(_Saves, CreateView):
    page_title = "Catat anggaran"


class BudgetEditView(_Saves, EditView):
    page_title = "Ubah anggaran"


class BudgetPageView(RecordView):
    page_title = "Anggaran"

    def get_object(self, queryset: Any = None) -> Budget:
        return get_object_or_404(with_use(Budget.objects.all()), pk=self.pk)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name == "amount_idr":
            return rupiah(self.object.amount_idr)
        return super().get_field_display_value(field_name, field)

    def get_fields_context(self) -> list[dict[str, Any]]:
        sums = [
            ("Terikat pesanan", rupiah(self.object.committed_idr)),
            ("Terpakai", rupiah(self.object.spent_idr)),
            ("Sisa", _left(self.object)),
        ]
        return [
            *super().get_fields_context(),
            *({"label": label, "value": value, "component": None} for label, value in sums),
        ]


class BudgetIndexView(WorkbookIndexView):
    empty_note = "Belum ada anggaran. Admin mencatatnya sekali setahun."

    def get_base_queryset(self) -> QuerySet[Budget]:
        return with_use(super().get_base_queryset())


def _money(name: str) -> Any:
    return lambda budget: rupiah(getattr(budget, name))


def _left(budget: Any) -> str:
    return rupiah(budget.amount_idr - budget.committed_idr - budget.spent_idr)


class BudgetViewSet(ModelViewSet):
    model = Budget
    name = "anggaran"
    icon = "table"
    menu_label = "Anggaran"
    add_view_class = BudgetCreateView
    edit_view_class = BudgetEditView
    index_view_class = BudgetIndexView
    inspect_view_class = BudgetPageView
    inspect_view_enabled = True
    inspect_view_fields = ["year", "source", "amount_idr"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["year", "amount_idr", "source"]
    list_display = [
        TitleColumn("year", label="Tahun", url_name="anggaran:inspect", sort_key="year"),
        Column("amount_idr", label="Pagu", accessor=_money("amount_idr"), sort_key="amount_idr"),
        Column("committed_idr", label="Terikat pesanan", accessor=_money("committed_idr")),
        Column("spent_idr", label="Terpakai", accessor=_money("spent_idr")),
        Column("left", label="Sisa", accessor=_left),
        Column("source", label="Sumber dana"),
    ]
    list_filter = ["year"]
    list_export = ["year", "amount_idr", "committed_idr", "spent_idr", "source"]
    export_headings = {"committed_idr": "terikat pesanan", "spent_idr": "terpakai"}
    export_filename = "anggaran"
    search_fields = ["source"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["-year"]

    @property
    def permission_policy(self) -> NeverDeleted:
        return NeverDeleted(self.model)

    def get_form_class(self, for_update: bool = False) -> type[BudgetForm]:
        return BudgetForm
