"""Staff screens of authorities: names and their variants, neighbours, merging."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, QuerySet
from django.urls import URLPattern, path, reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from core.admin.read_only import RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import StepForm
from core.django_patches.no_model_clean import NoModelCleanMixin
from elibrary.cataloguing.folding import folded
from elibrary.cataloguing.models.authority import Authority, AuthorityName
from elibrary.cataloguing.selectors import neighbours_of
from elibrary.cataloguing.services.authorities import (
    NameTaken,
    authorities_link,
    authorities_merge,
    authorities_unlink,
    authority_save,
)

USES_SHOWN = 100


class AuthoritiesAreMerged(ModelPermissionPolicy):
    """Nobody deletes one: books are found under it. Two that are one are merged."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class AuthorityForm(NoModelCleanMixin, forms.ModelForm):
    variants = forms.CharField(
        label="Bentuk lain",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu nama tiap baris: ejaan lain, singkatan, nama lama. Semuanya mengarah ke bentuk baku.",
    )
    field_order = ("kind", "preferred", "variants", "source", "note")

    class Meta:
        model = Authority
        fields = ("kind", "preferred", "source", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            names = self.instance.names.filter(is_preferred=False).values_list("name", flat=True)
            self.initial["variants"] = "\n".join(names)

    def clean_preferred(self) -> str:
        if not folded(self.cleaned_data["preferred"]):
            raise forms.ValidationError("Tulis paling sedikit satu huruf atau angka.")
        return self.cleaned_data["preferred"]

    def clean_variants(self) -> list[str]:
        return [name for line in self.cleaned_data["variants"].splitlines() if (name := line.strip())]

    def saved(self, *, by: Any) -> Authority:
        return authority_save(authority=self.instance, answers=self.cleaned_data, by=by, log=True)


class SavesAuthority:
    """A name that leads elsewhere is told beside the field where it stands, with the way there."""

    def form_valid(self, form: AuthorityForm) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except NameTaken as taken:
            is_preferred = folded(taken.name) == folded(form.cleaned_data["preferred"])
            sentence = f"“{taken.name}” sudah mengarah ke “{taken.authority.preferred}”. Pakai itu, atau gabungkan keduanya."
            form.add_error("preferred" if is_preferred else "variants", sentence)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]

    def save_instance(self) -> Authority:
        return self.form.saved(by=self.request.user)  # type: ignore[attr-defined]


class AuthorityCreateView(SavesAuthority, CreateView):
    page_title = "Catat tajuk"


class AuthorityEditView(SavesAuthority, EditView):
    page_title = "Ubah tajuk"

    def get_success_url(self) -> str:
        return reverse("tajuk:inspect", args=[self.object.pk])


class AuthorityFilterSet(WagtailFilterSet):
    without_uses = django_filters.BooleanFilter(label="Belum dipakai", field_name="uses", lookup_expr="isnull")

    class Meta:
        model = Authority
        fields = ["kind"]


class AuthorityIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[Authority]:
        return super().get_base_queryset().annotate(use_count=Count("uses", distinct=True)).prefetch_related("names")

    def search_queryset(self, queryset: QuerySet[Authority]) -> QuerySet[Authority]:
        """By any form of the name, as it is compared when books are catalogued."""
        if not (self.is_searching and self.search_query):
            return queryset
        names = AuthorityName.objects.filter(folded__contains=folded(self.search_query))
        return queryset.filter(pk__in=names.values("authority"))


class AuthorityInspectView(RecordView):
    page_title = "Tajuk"
    template_name = "elibrary/cataloguing/admin/authority.html"

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("elibrary.change_authority"):
            link = reverse("tajuk:lihat_juga", args=[self.object.pk])
            buttons.append(Button("Tambah lihat juga", url=link, icon_name="link", priority=30))
        if self.request.user.has_perm("elibrary.merge_authority"):
            merge = reverse("tajuk:gabung", args=[self.object.pk])
            buttons.append(Button("Gabungkan ke tajuk lain", url=merge, icon_name="resubmit", priority=40))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authority: Authority = self.object
        uses = authority.uses.select_related("record").order_by("record__title", "pk")[: USES_SHOWN + 1]
        return super().get_context_data(
            authority=authority,
            variants=authority.names.filter(is_preferred=False),
            neighbours=neighbours_of(authority)[:USES_SHOWN],
            uses=list(uses)[:USES_SHOWN],
            has_more_uses=len(uses) > USES_SHOWN,
            **kwargs,
        )


class OtherAuthorityForm(forms.Form):
    """Names another authority by any of its forms, ``among`` those that the step is for."""

    name = forms.CharField(label="Nama tajuk lain", max_length=300, help_text="Bentuk baku atau salah satu bentuk lainnya.")

    def __init__(self, *args: Any, among: QuerySet[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.among = among

    def clean(self) -> dict[str, Any]:
        written = self.cleaned_data.get("name", "")
        found = list(self.among.filter(names__folded=folded(written))[:2])
        if written and not found:
            self.add_error("name", "Tidak ada tajuk lain dengan nama ini.")
        elif len(found) > 1:
            self.add_error("name", "Nama ini dipakai lebih dari satu jenis tajuk. Tulis salah satu bentuk lainnya.")
        return {**self.cleaned_data, "other": found[0] if found else None}


class OtherAuthorityStep(StepForm):
    model = Authority
    viewset = "tajuk"
    form_class = OtherAuthorityForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "among": self.among()}

    def among(self) -> QuerySet[Authority]:
        return Authority.objects.exclude(pk=self.object.pk)


class LinkStep(OtherAuthorityStep):
    permission = "elibrary.change_authority"
    button = "Tambah lihat juga"
    explanation = "Keduanya saling menunjuk: siapa yang membuka yang satu melihat yang lain."

    def act(self, form: forms.Form) -> str:
        authorities_link(one=self.object, other=form.cleaned_data["other"], by=self.request.user)
        return f"“{form.cleaned_data['other']}” kini saling menunjuk dengan tajuk ini."


class UnlinkStep(OtherAuthorityStep):
    permission = "elibrary.change_authority"
    button = "Lepas lihat juga"

    def among(self) -> QuerySet[Authority]:
        return neighbours_of(self.object)

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.request.GET.get("nama", "")}

    def act(self, form: forms.Form) -> str:
        authorities_unlink(one=self.object, other=form.cleaned_data["other"], by=self.request.user)
        return f"“{form.cleaned_data['other']}” tidak lagi ditunjuk tajuk ini."


class MergeStep(OtherAuthorityStep):
    """The row that is looked at goes into the one that is named."""

    permission = "elibrary.merge_authority"
    button = "Gabungkan"
    explanation = (
        "Tajuk ini hilang: nama-namanya menjadi bentuk lain dari tajuk yang Anda sebut, dan semua cantumannya pindah "
        "ke sana. Langkah ini tidak dapat dibatalkan."
    )

    def among(self) -> QuerySet[Authority]:
        return super().among().filter(kind=self.object.kind)

    def act(self, form: forms.Form) -> str:
        name = str(self.object)
        self.object = authorities_merge(keep=form.cleaned_data["other"], gone=self.object, by=self.request.user)
        return f"“{name}” sudah digabungkan ke “{self.object}”."


class AuthorityViewSet(ModelViewSet):
    model = Authority
    name = "tajuk"
    icon = "list-ul"
    menu_label = "Tajuk kendali"
    add_view_class = AuthorityCreateView
    edit_view_class = AuthorityEditView
    index_view_class = AuthorityIndexView
    inspect_view_class = AuthorityInspectView
    inspect_view_enabled = True
    inspect_template_name = AuthorityInspectView.template_name
    inspect_view_fields = ["kind", "preferred", "source", "note", "created_at"]
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = AuthorityFilterSet
    list_display = [
        TitleColumn("preferred", label="Bentuk baku", url_name="tajuk:inspect", sort_key="preferred"),
        Column("get_kind_display", label="Jenis", sort_key="kind"),
        Column("variants", label="Bentuk lain", accessor=lambda one: _variants(one)),
        Column("use_count", label="Cantuman", sort_key="use_count"),
    ]
    list_export = ["preferred", "get_kind_display", "variants_text", "source", "note", "use_count"]
    export_headings = {"get_kind_display": "jenis", "variants_text": "bentuk lain", "use_count": "cantuman"}
    search_fields = ["preferred"]
    search_backend_name = None
    list_per_page = 50
    ordering = ["preferred", "pk"]

    @property
    def permission_policy(self) -> AuthoritiesAreMerged:
        return AuthoritiesAreMerged(self.model)

    def get_form_class(self, for_update: bool = False) -> type[AuthorityForm]:
        return AuthorityForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("lihat-juga/<int:pk>/", LinkStep.as_view(), name="lihat_juga"),
            path("lepas/<int:pk>/", UnlinkStep.as_view(), name="lepas"),
            path("gabung/<int:pk>/", MergeStep.as_view(), name="gabung"),
        ]


def _variants(authority: Authority) -> str:
    return authority.variants_text or "–"
