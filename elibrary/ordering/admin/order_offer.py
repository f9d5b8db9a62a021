"""From an offer to an order: which draft of its publisher, or a new one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from core.admin.panels import Action
from core.admin.steps import FormStep
from core.people.access import user_of
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.models.order import Order
from elibrary.ordering.rules import StepRefused
from elibrary.ordering.services.orders import offer_order


class OrderOfferForm(forms.Form):
    order = forms.ModelChoiceField(
        label="Pesanan", queryset=Order.objects.none(), required=False, empty_label="Pesanan baru", widget=forms.RadioSelect
    )
    subject = forms.CharField(label="Perihal pesanan baru", max_length=200, required=False)
    is_free = forms.BooleanField(label="Tanpa biaya (hibah)", required=False)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["order"]
        field.queryset = Order.objects.filter(publisher=offer.publisher_id, state=Order.State.DRAFT)
        field.label_from_instance = lambda order: f"{order.number}: {order.subject}"
        field.error_messages["invalid_choice"] = "Pesanan itu bukan konsep lagi. Pilih yang lain."
        field.initial = field.queryset.first()
        self.fields["subject"].initial = offer.title[:200]

    def clean(self) -> dict[str, object]:
        answers = super().clean() or {}
        if answers.get("order") is None and "order" not in self.errors and not answers.get("subject"):
            self.add_error("subject", "Tulis perihal pesanan barunya.")
        return answers


class OrderOffer(FormStep):
    """The price, the tax and the route are those of the offer; the order's page has the rest."""

    permission = "elibrary.add_order"
    model = Offer
    viewset = "penawaran"
    form_class = OrderOfferForm
    button = "Pesan"
    explanation = "Judul ini masuk ke konsep pesanan penerbitnya. Lisensi, salinan, dan harganya masih dapat diubah di sana."
    object: Offer
    order: Order

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "offer": self.object}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        sentence = self.act(form)
        if form.errors:
            return self.form_invalid(form)
        messages.success(self.request, sentence)
        return redirect("pesanan:inspect", self.order.pk)

    def act(self, form: forms.Form) -> str:
        try:
            self.order, is_new = offer_order(offer=self.object, by=user_of(self.request), **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return ""
        except forms.ValidationError as refusal:
            form.add_error(None, refusal)
            return ""
        return f"“{self.object.title}” {'masuk ke' if is_new else 'sudah ada di'} pesanan {self.order.number}."


def _button(request: HttpRequest, offer: Offer) -> Button | None:
    if offer.is_withdrawn or not request.user.has_perm(OrderOffer.permission):
        return None
    return Button(OrderOffer.button, url=reverse("penawaran:order", args=[offer.pk]), icon_name="form", priority=5)


ORDER_OFFER = Action(Offer, "order", "pesan/<int:pk>/", lambda viewset: OrderOffer.as_view(), _button)
