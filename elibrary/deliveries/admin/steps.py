"""What staff do with a delivery: match it by hand, take it off its line, refuse it, hand a PDF on to the books."""

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from core.admin.actions import RowStep
from core.files.uploads.checks import UploadRefused
from core.people.access import user_of
from elibrary.books.models import Book
from elibrary.deliveries.models.delivery import Delivery
from elibrary.deliveries.services import deliveries
from elibrary.deliveries.services.inspection import CONTENT_TYPES
from elibrary.deliveries.services.release import NotReleased, delivery_release
from elibrary.ordering.models.line import OrderLine

NAME = "kiriman"


class MatchForm(forms.Form):
    line = forms.ModelChoiceField(
        label="Judul yang dipesan", queryset=OrderLine.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *, delivery: Delivery, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        field: Any = self.fields["line"]
        field.queryset = delivery.order.lines.filter(route=OrderLine.Route.HOSTED).order_by("delivered_at", "title", "pk")
        left = set(delivery.releases.values_list("line", flat=True))
        field.label_from_instance = lambda line: _line_label(line, was_left=line.pk in left)


class ReleaseForm(forms.Form):
    """``line``: the one that was on the screen, so that a second press leaves the next match alone."""

    line = forms.ModelChoiceField(queryset=OrderLine.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dibaca juga penerbit di halamannya; jangan tulis nama orang. Misalnya: Isinya jilid 2, bukan jilid 1.",
    )

    def __init__(self, *, delivery: Delivery, **kwargs: Any) -> None:
        super().__init__(initial={"line": delivery.line_id}, **kwargs)
        field: Any = self.fields["line"]
        field.queryset = delivery.order.lines.all()


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
    template_name = "elibrary/deliveries/admin/step.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(delivery=self.object, button=self.button, **kwargs)


class MatchDelivery(DeliveryFormStep):
    form_class = MatchForm
    button = "Pasangkan"

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "delivery": self.object}

    def form_valid(self, form: MatchForm) -> HttpResponse:
        line = form.cleaned_data["line"]
        try:
            deliveries.delivery_match(delivery=self.object, line=line, by=user_of(self.request))
        except deliveries.WrongLine as refusal:
            form.add_error("line", str(refusal))
            return self.form_invalid(form)
        except deliveries.WrongState:
            messages.warning(self.request, "Keadaan kiriman ini sudah berubah; periksa lagi.")
        else:
            messages.success(self.request, f"Berkas dipasangkan dengan “{line.title}”.")
        return redirect(f"{NAME}:inspect", self.object.pk)


class ReleaseDelivery(DeliveryFormStep):
    """Asks why; POST takes the file off the line that was on the screen."""

    form_class = ReleaseForm
    template_name = "elibrary/deliveries/admin/release.html"
    button = "Lepas dari baris pesanan"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.object.line_id is None:
            return self._changed()
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        return {**kwargs, "delivery": self.object}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        line = self.object.line
        return super().get_context_data(
            line=line,
            book=Book.objects.filter(sha256=self.object.file.sha256).first(),
            has_numbers=line is not None and line.accessions.exists(),
            **kwargs,
        )

    def form_invalid(self, form: ReleaseForm) -> HttpResponse:
        return self._changed() if "line" in form.errors else super().form_invalid(form)

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        line = form.cleaned_data["line"]
        try:
            delivery_release(delivery=self.object, by=user_of(self.request), **form.cleaned_data)
        except NotReleased as refusal:
            messages.error(self.request, str(refusal))
        except deliveries.WrongState:
            return self._changed()
        else:
            messages.success(self.request, f"Berkas dilepas dari “{line.title}”. Pasangkan dengan judul yang benar.")
        return redirect(f"{NAME}:inspect", self.object.pk)

    def _changed(self) -> HttpResponse:
        messages.warning(self.request, "Keadaan kiriman ini sudah berubah; periksa lagi.")
        return redirect(f"{NAME}:inspect", self.object.pk)


class RefuseDelivery(DeliveryFormStep):
    form_class = RefuseForm
    button = "Tolak berkas"

    def form_valid(self, form: RefuseForm) -> HttpResponse:
        try:
            deliveries.delivery_refuse(delivery=self.object, by=user_of(self.request), **form.cleaned_data)
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
            book = deliveries.delivery_to_book(delivery=self.object, by=user_of(request))
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


def _line_label(line: OrderLine, *, was_left: bool) -> str:
    isbn = f" (ISBN {line.isbn13})" if line.isbn13 else ""
    came = ", sudah diterima" if line.delivered_at else ""
    return f"{line.title}{isbn}{came}{', berkas ini pernah dilepas darinya' if was_left else ''}"
