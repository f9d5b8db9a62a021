"""The request list: what is wished for, what it means in offers, and what is decided. Who wished is not shown here."""

from collections.abc import Iterable

import django_filters
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.actions import AdminScreen, RowStep
from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import FormStep
from core.django_patches.no_model_clean import NoModelCleanMixin
from core.people.access import user_of
from core.people.roles import CURRICULUM_ANALYST
from elibrary.catalogue.isbn_field import IsbnField
from elibrary.catalogue.models.offer import Offer
from elibrary.ordering.rules import roles_of
from elibrary.ordering.selectors import offers_with
from elibrary.wishes.models import Wish
from elibrary.wishes.services.orders import wish_match, wishes_order
from elibrary.wishes.services.wishes import AlreadyDecided, wish_available, wish_decline, wish_make

NAME = "usulan-buku"
A_PAGE = 50
OFFERS_SHOWN = 20


class WishPolicy(ModelPermissionPolicy):
    """Wishes are added and read; decisions about them are steps of their own. A wish's text can't be edited by others."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action in {"add", "view"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class StaffWishForm(NoModelCleanMixin, forms.ModelForm):
    isbn13 = IsbnField()

    class Meta:
        model = Wish
        fields = ("title", "author", "isbn13", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}


class WishFilterSet(WagtailFilterSet):
    created_at = django_filters.DateFromToRangeFilter(label="Diusulkan", widget=DateRangePickerWidget)

    class Meta:
        model = Wish
        fields = ["state", "origin", "created_at"]


class WishIndexView(WorkbookIndexView):
    """Neither the list nor its spreadsheet has the asker's name."""

    def get_base_queryset(self) -> QuerySet[Wish]:
        return super().get_base_queryset().defer("reason")

    @property
    def header_buttons(self) -> list[Button]:
        buttons = list(super().header_buttons)
        if self.request.user.has_perm("elibrary.change_wish"):
            buttons.append(HeaderButton("Jadikan pesanan", url=reverse(f"{NAME}:order"), icon_name="form", priority=20))
        return buttons


class WishCreateView(CreateView):
    page_title = "Catat kebutuhan buku"

    def save_instance(self) -> Wish:
        is_analyst = CURRICULUM_ANALYST in roles_of(self.request.user)
        origin = Wish.Origin.ANALYST if is_analyst else Wish.Origin.LIBRARIAN
        return wish_make(by=self.request.user, origin=origin, log=True, **self.form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse(f"{NAME}:inspect", args=[self.object.pk])


class WishPageView(RecordView):
    page_title = "Usulan buku"
    template_name = "elibrary/wishes/admin/wish.html"

    def get_object(self, queryset: QuerySet[Model] | None = None) -> Wish:
        return get_object_or_404(Wish.objects.select_related("offer__publisher", "line__order"), pk=self.pk)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        may_decide = self.request.user.has_perm("elibrary.change_wish")
        return super().get_context_data(wish=self.object, may_decide=may_decide, **kwargs)


class WishStep(RowStep):
    permission = "elibrary.change_wish"
    model = Wish
    viewset = NAME
    object: Wish


class DeclineForm(forms.Form):
    answer = forms.CharField(
        label="Jawaban untuk pengusul",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Dikirim lewat e-mail. Tulis sebabnya, dan jalan lain bila ada.",
        error_messages={"required": "Tulis jawabannya: pengusul perlu tahu sebabnya."},
    )


class AvailableForm(forms.Form):
    answer = forms.CharField(
        label="Catatan untuk pengusul", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeclineWish(WishStep, FormStep):
    form_class = DeclineForm
    button = "Tolak usulan"

    def act(self, form: forms.Form) -> str:
        try:
            wish_decline(wish=self.object, by=user_of(self.request), **form.cleaned_data)
        except AlreadyDecided:
            form.add_error(None, "Usulan ini sudah diputuskan orang lain.")
        return "Usulan ditolak; pengusulnya dikabari."


class WishIsHere(WishStep, FormStep):
    form_class = AvailableForm
    button = "Sudah tersedia"

    def act(self, form: forms.Form) -> str:
        try:
            wish_available(wish=self.object, by=user_of(self.request), **form.cleaned_data)
        except AlreadyDecided:
            form.add_error(None, "Usulan ini sudah diputuskan orang lain.")
        return "Dicatat; pengusulnya dikabari."


class MatchWish(WishStep, TemplateView):
    """Find the offer that a wish in free words means; its ISBN or title is the initial query."""

    button = "Hubungkan dengan penawaran"
    template_name = "elibrary/wishes/admin/match.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        words = self.request.GET.get("q", self.object.isbn13 or self.object.title)[:200]
        return super().get_context_data(wish=self.object, words=words, offers=offers_with(words)[:OFFERS_SHOWN], **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        chosen = request.POST.get("penawaran", "")
        offer = Offer.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
        if offer is None:
            messages.warning(request, "Pilih dulu penawarannya.")
            return redirect(f"{NAME}:match", pk)
        wish_match(wish=self.object, offer=offer, by=user_of(request))
        messages.success(request, "Usulan dihubungkan dengan penawaran penerbit.")
        return redirect(f"{NAME}:inspect", pk)


class OrderWishes(AdminScreen, TemplateView):
    """Open wishes whose offer is known: tick them, and they become lines of one draft a publisher."""

    page_title = "Jadikan pesanan"
    header_icon = "form"
    template_name = "elibrary/wishes/admin/order.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (request.user.has_perm("elibrary.change_wish") and request.user.has_perm("elibrary.add_order")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        waiting = Wish.objects.filter(state=Wish.State.OPEN)
        known = (
            waiting.filter(offer__isnull=False).select_related("offer__publisher").order_by("offer__publisher__name", "pk")
        )
        page = Paginator(known, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, vague=waiting.filter(offer=None).count(), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = [int(one) for one in request.POST.getlist("pilih")[:A_PAGE] if one.isdecimal()]
        done = wishes_order(wishes=list(Wish.objects.filter(pk__in=chosen)), by=user_of(request))
        for order in done.orders:
            messages.success(
                request,
                f"Masuk ke konsep {order.number} ({order.publisher}).",
                buttons=[messages.button(reverse("pesanan:inspect", args=[order.pk]), "Buka pesanan")],
            )
        for wish, why in done.left:
            messages.warning(request, f"“{wish.title}” tetap di daftar: {why}.")
        if not chosen:
            messages.warning(request, "Centang dulu usulan yang dipesan.")
        return redirect(f"{NAME}:order")


class WishViewSet(ModelViewSet):
    model = Wish
    name = NAME
    icon = "comment"
    menu_label = "Usulan buku"
    add_view_class = WishCreateView
    index_view_class = WishIndexView
    inspect_view_class = WishPageView
    inspect_view_enabled = True
    inspect_template_name = WishPageView.template_name
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = WishFilterSet
    inspect_view_fields = ["title", "author", "isbn13", "reason", "origin", "state", "answer", "created_at", "decided_at"]
    list_display = [
        TitleColumn("title", label="Judul", url_name=f"{NAME}:inspect", sort_key="title"),
        Column("author", label="Pengarang"),
        Column("get_origin_display", label="Dari", sort_key="origin"),
        Column("get_state_display", label="Keadaan", sort_key="state"),
        DateColumn("created_at", label="Diusulkan", sort_key="created_at"),
    ]
    list_export = [
        "title",
        "author",
        "isbn13",
        "get_origin_display",
        "get_state_display",
        "answer",
        "created_at",
        "decided_at",
    ]
    export_headings = {"get_origin_display": "dari", "get_state_display": "keadaan"}
    export_filename = "usulan-buku"
    search_fields = ["title", "author", "isbn13"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["-created_at", "-pk"]

    @property
    def permission_policy(self) -> WishPolicy:
        return WishPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[StaffWishForm]:
        return StaffWishForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("pesan/", OrderWishes.as_view(), name="order"),
            path("hubungkan/<int:pk>/", MatchWish.as_view(), name="match"),
            path("tolak/<int:pk>/", DeclineWish.as_view(), name="decline"),
            path("tersedia/<int:pk>/", WishIsHere.as_view(), name="available"),
        ]
