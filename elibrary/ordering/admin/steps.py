"""What is done about one order as a whole: its steps. Each write is a call of one service."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from wagtail.admin import messages

from core.admin.actions import RowStep
from core.people.access import user_of
from elibrary.ordering.models.order import Order
from elibrary.ordering.models.policy import OrderPolicy
from elibrary.ordering.rules import LABELS, StepRefused, has_duty
from elibrary.ordering.services import orders

NAME = "pesanan"
_STEPS: dict[str, tuple[Callable[..., Order], str]] = {
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
            service(order=self.object, by=user_of(request), note=request.POST.get("keterangan", ""))
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, sentence)
        return redirect(f"{NAME}:inspect", pk)


class DeliverAll(OrderStepView, View):
    """Everything that was still missing, in one step: a gift often comes whole."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not has_duty(user_of(request), "send", policy=OrderPolicy.current()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            count = orders.order_deliver(order=self.object, by=user_of(request))
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{count} judul diterima." if count else "Semuanya memang sudah diterima.")
        return redirect(f"{NAME}:inspect", pk)
