"""The files of one order: the publisher's link, what has come for each line, and sending a file oneself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.admin.actions import RowStep
from core.files.uploads.checks import UploadRefused
from core.people.access import user_of
from elibrary.deliveries import selectors, tus_views
from elibrary.deliveries.forms import FileForm
from elibrary.deliveries.services.links import ACCEPTING, LinkChanged, OrderClosed, link_create, link_revoke, open_link
from elibrary.deliveries.services.uploads import upload_file
from elibrary.ordering.models.order import Order

LINES_A_PAGE = 50
FILES_A_PAGE = 25


class OrderFiles(RowStep):
    permission = "elibrary.view_delivery"
    model = Order
    viewset = "kiriman"
    button = "Penerimaan berkas"
    object: Order

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("kiriman:index"), "label": "Kiriman penerbit"},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


@method_decorator(never_cache, name="dispatch")
class OrderDeliveries(OrderFiles, TemplateView):
    """POST takes a file in one piece, for browsers without script."""

    template_name = "elibrary/deliveries/admin/order.html"
    header_icon = "download"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        order = self.object
        lines = Paginator(order.lines.order_by("pk"), LINES_A_PAGE).get_page(self.request.GET.get("p"))
        files = Paginator(selectors.deliveries_without_line(order), FILES_A_PAGE).get_page(self.request.GET.get("berkas"))
        kwargs.setdefault("form", FileForm())
        return super().get_context_data(
            order=order,
            link=open_link(order),
            is_accepting=order.state in ACCEPTING,
            may_send=self.request.user.has_perm("elibrary.add_delivery"),
            page_obj=lines,
            lines=selectors.lines_with_files(list(lines)),
            files=files,
            unfinished=selectors.unfinished_uploads(order, by_staff=True),
            tus_address=reverse("kiriman:uploads", args=[order.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("elibrary.add_delivery"):
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                upload_file(order=self.object, file=form.cleaned_data["file"], by=user_of(request))
            except UploadRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                messages.success(request, "Berkas sudah tiba dan sedang diperiksa.")
                return redirect("kiriman:order", pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(never_cache, name="dispatch")
class OrderLink(OrderDeliveries):
    """Make, renew or revoke the link. Its address is shown once, in this very answer."""

    permission = "elibrary.add_delivery"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seen = request.POST.get("tautan", "")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None
        made = None
        try:
            if request.POST.get("langkah") == "cabut":
                if number is not None:
                    link_revoke(order=self.object, link=number, by=user_of(request))
                    messages.success(request, "Tautan dicabut. Halamannya tidak dapat dibuka lagi.")
            elif request.POST.get("langkah") == "buat":
                made = link_create(order=self.object, by=user_of(request), replacing=number)
        except LinkChanged:
            messages.warning(request, "Tautan pesanan ini baru saja berubah. Tidak ada yang dibuat lagi.")
        except OrderClosed as refused:
            label = Order.State(str(refused)).label
            messages.error(request, f"Pesanan ini {label}; tautan hanya untuk pesanan yang sudah dikirim ke penerbit.")
        if made is None:
            return redirect("kiriman:order", pk)
        return self.render_to_response(self.get_context_data(made=made))


class OrderUploads(OrderFiles, View):
    """tus for staff: the session identifies the sender, and the CSRF token comes as a header."""

    permission = "elibrary.add_delivery"
    http_method_names = ["get", "post", "options", "head", "patch", "delete"]

    def answer(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        return tus_views.collection(request, self.sender())

    def sender(self) -> tus_views.Sender:
        address = reverse("kiriman:uploads", args=[self.object.pk])
        return tus_views.Sender(self.object, address, user=user_of(self.request))

    get = post = options = head = patch = delete = answer  # type: ignore[assignment]


class OrderUpload(OrderUploads):
    def answer(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponseBase:
        return tus_views.item(request, self.sender(), kwargs["public_id"])

    get = post = options = head = patch = delete = answer  # type: ignore[assignment]
