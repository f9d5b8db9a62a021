"""What is done about one order: its steps, its lines, its papers. Each write is a call of one service."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.admin.actions import RowStep
from core.uploads import UploadRefused, check_upload
from elibrary.access import get_order_document_for, get_order_line_for
from elibrary.admin.steps import StepForm
from elibrary.models import Offer, Order, OrderLine, OrderPolicy
from elibrary.ordering import LABELS, StepRefused, has_duty
from elibrary.selectors_orders import offers_to_order
from elibrary.services import orders
from elibrary.services.accessions import NotDelivered, accessions_for_line
from elibrary.services.order_documents import COMES_IN, KINDS, MOST_BYTES, document_add, document_opened
from elibrary.services.order_lines import TERMS

NAME = "pesanan"
OFFERS_A_PAGE = 50
PLAIN_LICENCES = [
    choice
    for choice in OrderLine.Licence.choices
    if choice[0] in {OrderLine.Licence.PERPETUAL, OrderLine.Licence.SUBSCRIPTION, OrderLine.Licence.OPEN_ACCESS, "external"}
]
"""Those that need no further number; the others are chosen line by line."""
_STEPS = {
    "submit": (orders.order_submit, "Pesanan diajukan. Sekarang menunggu persetujuan."),
    "return": (orders.order_return, "Pesanan kembali menjadi konsep."),
    "approve": (orders.order_approve, "Pesanan disetujui. Surat pesanannya sudah dibuat."),
    "send": (orders.order_send, "Pesanan dikirim ke penerbit."),
    "close": (orders.order_close, "Pesanan selesai dan ditutup."),
    "cancel": (orders.order_cancel, "Pesanan dibatalkan."),
}


class OrderStepView(RowStep):
    permission = "elibrary.view_order"
    model = Order
    viewset = NAME
    button = ""
    object: Order


class TakeStep(OrderStepView, View):
    """The buttons of the order's page. Only POST: a link must not approve. The service decides who may."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, step: str) -> HttpResponse:
        if step not in LABELS:
            raise Http404("Langkah tidak ada.")
        service, sentence = _STEPS[step]
        try:
            service(order=self.object, by=request.user, note=request.POST.get("keterangan", ""))
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, sentence)
        return redirect(f"{NAME}:inspect", pk)


class ChooseOffers(OrderStepView, TemplateView):
    """Offers of the publisher, found and ticked; each becomes a line with the price its catalogue names."""

    permission = "elibrary.change_order"
    button = "Tambah judul"
    template_name = "elibrary/admin/order_offers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
        terms: dict[str, Any] = {"licence": licence} if licence in dict(PLAIN_LICENCES) else {}
        if licence == OrderLine.Licence.OPEN_ACCESS or request.POST.get("tanpa-biaya"):
            terms["unit_price_idr"] = 0
        added = 0
        for offer in Offer.objects.filter(pk__in=chosen[:OFFERS_A_PAGE], publisher=self.object.publisher_id):
            try:
                orders.line_add(order=self.object, offer=offer, by=request.user, **terms)
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


class LineForm(forms.ModelForm):
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
            "readers": "Untuk lisensi sejumlah pembaca bersamaan.",
            "loans": "Untuk lisensi sejumlah peminjaman.",
            "months": "Untuk lisensi sejumlah bulan.",
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on", "embargo_until")
        }

    def _post_clean(self) -> None:
        """The row is filled in by the service."""


class LineStep(OrderStepView):
    """A line of this order; of another order it isn't there."""

    permission = "elibrary.change_order"
    line: OrderLine

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        self.line = get_order_line_for(request.user, kwargs["pk"], kwargs["line_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.line)


class ChangeLine(LineStep, StepForm):
    form_class = LineForm
    button = "Simpan baris"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.line}

    def act(self, form: forms.Form) -> str:
        try:
            orders.line_change(line=self.line, by=self.request.user, **form.cleaned_data)
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
            orders.line_remove(line=self.line, by=request.user)
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


class DeliverLine(LineStep, StepForm):
    """Tick what has come: print copies counted, a link that opens, or a file that came another way."""

    permission = "elibrary.view_order"
    form_class = DeliverForm
    button = "Catat diterima"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_duty(request.user, "send", policy=OrderPolicy.current()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"external_url": self.line.external_url}

    def get_form(self, form_class: Any = None) -> forms.Form:
        form = super().get_form(form_class)
        if self.line.route != OrderLine.Route.EXTERNAL:
            del form.fields["external_url"]
        return form

    def act(self, form: forms.Form) -> str:
        try:
            if url := form.cleaned_data.get("external_url"):
                orders.line_link(line=self.line, url=url, by=self.request.user)
            orders.line_deliver(line=self.line, by=self.request.user, note=form.cleaned_data["note"])
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        return f"“{self.line.title}” diterima."


class DeliverAll(OrderStepView, View):
    """Everything that was still missing, in one step: a gift often comes whole."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not has_duty(request.user, "send", policy=OrderPolicy.current()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            count = orders.order_deliver(order=self.object, by=request.user)
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{count} judul diterima." if count else "Semuanya memang sudah diterima.")
        return redirect(f"{NAME}:inspect", pk)


class NumberLine(LineStep, View):
    """Accession numbers for the copies of a line that has come, as many as are missing."""

    http_method_names = ["post"]
    permission = "elibrary.add_accession"

    def post(self, request: HttpRequest, pk: int, line_id: int) -> HttpResponse:
        try:
            items = accessions_for_line(line=self.line, by=request.user)
        except NotDelivered:
            messages.error(request, f"“{self.line.title}” belum diterima, jadi belum diberi nomor induk.")
        else:
            if items:
                last = f" sampai {items[-1].number}" if len(items) > 1 else ""
                messages.success(request, f"“{self.line.title}”: nomor induk {items[0].number}{last}.")
            else:
                messages.info(request, f"“{self.line.title}” sudah bernomor induk; tidak ada yang ditambahkan.")
        return redirect(f"{NAME}:inspect", pk)


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label="Jenis", choices=COMES_IN)
    file = forms.FileField(label="Berkas", help_text="PDF, foto, Word, atau Excel, paling besar 10 MB.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_upload(file, allowed=KINDS, most_bytes=MOST_BYTES)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        return file


class AddDocument(OrderStepView, StepForm):
    permission = "elibrary.change_order"
    form_class = DocumentForm
    button = "Simpan dokumen"

    def act(self, form: forms.Form) -> str:
        try:
            document_add(order=self.object, by=self.request.user, **form.cleaned_data)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        return "Dokumen disimpan."


@never_cache
def open_document(request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
    """A download that no browser opens as a page of ours; that it was opened is in the audit trail."""
    document = get_order_document_for(request.user, pk, document_id)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    document_opened(document=document, by=request.user)
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
