"""Who takes which step of an order: read by all who work with orders, changed by the Admin."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from core.admin.actions import AdminScreen
from core.people.access import user_of
from elibrary.ordering.models.policy import DUTIES, OrderPolicy
from elibrary.ordering.services.policy import order_policy_save, roles_to_choose

NAME = "aturan-pesanan"


class OrderPolicyForm(forms.Form):
    needs_two_people = forms.BooleanField(
        label="Perlu dua orang",
        required=False,
        help_text="Siapa yang membuat atau mengajukan pesanan tidak menyetujuinya sendiri.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for duty in DUTIES:
            label = getattr(OrderPolicy, f"{duty}_roles").field.verbose_name
            self.fields[f"{duty}_roles"] = forms.MultipleChoiceField(
                label=str(label).capitalize(),
                choices=[(role, role) for role in roles_to_choose(duty)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Pilih sedikitnya satu peran."},
            )


class PolicyScreen(AdminScreen):
    page_title = "Aturan pesanan"
    header_icon = "lock"
    permission = ""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class OrderPolicyView(PolicyScreen, TemplateView):
    permission = "elibrary.view_orderpolicy"
    template_name = "elibrary/ordering/admin/policy.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(policy=OrderPolicy.current(), **kwargs)


class ChangeOrderPolicyView(PolicyScreen, FormView):
    permission = "elibrary.change_orderpolicy"
    template_name = "elibrary/ordering/admin/policy_form.html"
    form_class = OrderPolicyForm

    def get_initial(self) -> dict[str, object]:
        policy = OrderPolicy.current()
        return {"needs_two_people": policy.needs_two_people, **{f"{duty}_roles": policy.roles_for(duty) for duty in DUTIES}}

    def form_valid(self, form: OrderPolicyForm) -> HttpResponse:
        answers = form.cleaned_data
        roles = {duty: answers[f"{duty}_roles"] for duty in DUTIES}
        order_policy_save(needs_two_people=answers["needs_two_people"], roles=roles, by=user_of(self.request))
        messages.success(self.request, "Aturan pesanan disimpan. Berlaku untuk langkah berikutnya.")
        return redirect(f"{NAME}:index")


class PolicyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("elibrary.view_orderpolicy"))


class OrderPolicyViewSet(ViewSet):
    name = NAME
    icon = "lock"
    menu_label = "Aturan pesanan"
    menu_item_class = PolicyMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", OrderPolicyView.as_view(), name="index"),
            path("ubah/", ChangeOrderPolicyView.as_view(), name="change"),
        ]
