"""What is done about the lines of one order. Each write is a call of one service."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.admin.steps import FormStep
from core.django_patches.no_model_clean import NoModelCleanMixin
from core.people.access import user_of
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.access import get_order_line_for
from elibrary.ordering.admin.steps import NAME, OrderStepView
from elibrary.ordering.models.line import OrderLine
from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import StepRefused, has_duty
from elibrary.ordering.selectors import offers_to_order
from elibrary.ordering.services import orders
from elibrary.ordering.services.lines import TERMS, line_add, line_change, line_link, line_remove

OFFERS_A_PAGE = 50
PLAIN_LICENCES = [
    choice
    for choice in OrderLine.Licence.choices
    if choice[0] in {OrderLine.Licence.PERPETUAL, OrderLine.Licence.SUBSCRIPTION, OrderLine.Licence.OPEN_ACCESS, "external"}
]
"""Those that need no further number; the others are chosen line by line."""


class ChooseOffers(OrderStepView, TemplateView):
    """Offers of the publisher, found and ticked; each becomes a line with the price its catalogue names."""

    permission = "elibrary.change_order"
    button = "Tambah judul"
    template_name = "elibrary/ordering/admin/offers.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        words = self.request.GET.get("q", "").strip()[:200]
        offers = offers_to_order(self.object.publisher, words=words, but=self.object)
        return super().get_context_data(
            order=self.object,
            words=words,
            page_obj=Paginator(offers, OFFERS_A_PAGE).get_page(self.request.GET.get("p")),
            licences=PLAIN_LICENCES,
            is_draft=self.object.state == Order.State.DRAFT,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        chosen = [int(one) for one in request.POST.getlist("pilih") if one.isdecimal()]
        licence = request.POST.get("lisensi", "")
        terms: dict[str, object] = {"licence": licence} if licence in dict(PLAIN_LICENCES) else {}
        if licence == OrderLine.Licence.OPEN_ACCESS or request.POST.get("tanpa-biaya"):
            terms["unit_price_idr"] = 0
        added = 0
        for offer in Offer.objects.filter(pk__in=chosen[:OFFERS_A_PAGE], publisher=self.object.publisher_id):
            try:
                line_add(order=self.object, offer=offer, by=user_of(request), **terms)
            except StepRefused as refusal:
                messages.error(request, str(refusal))
            except ValidationError as refusal:
                messages.error(request, f"“{offer.title}”: {' '.join(refusal.messages)}")
            else:
                added += 1
        if added:
            messages.success(request, f"{added} judul ditambahkan.")
        elif not chosen:
            messages.warning(request, "Centang dulu judul yang dipesan.")
            return redirect(f"{NAME}:offers", pk)
        return redirect(f"{NAME}:inspect", pk)


class LineForm(NoModelCleanMixin, forms.ModelForm):
    """The service checks the terms together, under the order's lock."""

    external_url = forms.URLField(
        label="Alamat di platform luar",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Untuk buku di platform luar, misalnya KUBUKU. Boleh diisi belakangan.",
    )

    class Meta:
        model = OrderLine
        fields = TERMS
        help_texts = {
            "unit_price_idr": "Kosong berarti belum diketahui. Isi 0 bila tanpa biaya: hibah atau akses terbuka.",
            "tax_percent": "Kosong berarti belum diketahui. Isi 0 bila bebas pajak.",
            "readers": "Untuk lisensi sejumlah pembaca bersamaan.",
            "loans": "Untuk lisensi sejumlah peminjaman.",
            "months": "Untuk lisensi sejumlah bulan.",
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on", "embargo_until")
        }


class LineStep(OrderStepView):
    """A line of this order; of another order it isn't there."""

    permission = "elibrary.change_order"
    line: OrderLine

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.line = get_order_line_for(request.user, kwargs["pk"], kwargs["line_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.line)


class ChangeLine(LineStep, FormStep):
    form_class = LineForm
    button = "Simpan baris"

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "instance": self.line}

    def act(self, form: forms.Form) -> str:
        try:
            line_change(line=self.line, by=user_of(self.request), **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except OrderLine.DoesNotExist:
            return "Baris ini baru saja dihapus orang lain."
        return "Baris disimpan."


class RemoveLine(LineStep, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, line_id: int) -> HttpResponse:
        try:
            line_remove(line=self.line, by=user_of(request))
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"“{self.line.title}” tidak dipesan lagi.")
        return redirect(f"{NAME}:inspect", pk)


class DeliverForm(forms.Form):
    external_url = forms.URLField(label="Alamat di platform luar", max_length=500, required=False, assume_scheme="https")
    note = forms.CharField(
        label="Keterangan", max_length=500, required=False, help_text="Misalnya nomor BAST atau jumlah yang dihitung."
    )


class DeliverLine(LineStep, FormStep):
    """Tick what has come: print copies counted, a link that opens, or a file that came another way."""

    permission = "elibrary.view_order"
    form_class = DeliverForm
    button = "Catat diterima"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not has_duty(user_of(request), "send", policy=OrderPolicy.current()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, object]:
        return {"external_url": self.line.external_url}

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        form = super().get_form(form_class)
        if self.line.route != OrderLine.Route.EXTERNAL:
            del form.fields["external_url"]
        return form

    def act(self, form: forms.Form) -> str:
        try:
            if url := form.cleaned_data.get("external_url"):
                line_link(line=self.line, url=url, by=user_of(self.request))
            orders.line_deliver(line=self.line, by=user_of(self.request), note=form.cleaned_data["note"])
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        return f"“{self.line.title}” diterima."
