"""Staff screens of participants' data, with the NIK masked."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.admin.read_only import ReadOnlyViewSet, RecordView
from core.admin.spreadsheet_export import WorkbookIndexView
from core.admin.steps import FormStep, RowFormView, StepRefused
from core.audit.services.processing_log import REASON_LENGTH
from lms.profile.models.profile import DuplicateNik, NikState, Profile
from lms.profile.services import nik
from lms.profile.services.profile import details_viewed, participants_exported
from lms.users.decorators import AuthenticatedRequest


def _contact(profile: Profile) -> str:
    """E-mail address, else masked number."""
    return profile.user.email or profile.masked_phone or "–"


class ParticipantsIndexView(WorkbookIndexView):
    request: AuthenticatedRequest
    page_title = "Data diri peserta"

    def get_base_queryset(self) -> QuerySet[Profile]:
        return super().get_base_queryset().select_related("user")

    def as_spreadsheet(self, queryset: QuerySet[Profile], spreadsheet_format: str) -> HttpResponseBase:
        participants_exported(profiles=queryset, by=self.request.user)
        response: HttpResponseBase = super().as_spreadsheet(queryset, spreadsheet_format)
        return response


class ParticipantInspectView(RecordView):
    request: AuthenticatedRequest
    page_title = "Data peserta"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        details_viewed(profile=self.object, by=self.request.user)
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.object.user)

    def get_nik_display_value(self) -> str:
        return self.object.masked_nik or "–"

    def get_nik_warnings_display_value(self) -> str:
        return " ".join(self.object.nik_warning_sentences) or "–"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.object.nik or not self.request.user.has_perm("lms.reveal_nik"):
            return []
        return [
            HeaderButton(
                "Buka NIK", url=reverse("data-peserta:reveal", args=[self.object.pk]), icon_name="view", priority=10
            )
        ]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=REASON_LENGTH,
        help_text="Untuk apa NIK ini dibuka. Alasan dicatat bersama nama Anda; jangan menulis NIK di sini.",
    )


class RevealNik(RowFormView):
    """Shows the NIK once, in the response to the POST: never in a URL or a cache."""

    request: AuthenticatedRequest
    object: Profile
    permission = "lms.reveal_nik"
    model = Profile
    viewset = "data-peserta"
    form_class = ReasonForm
    template_name = "lms/profile/admin/nik_reveal.html"
    button = "Catat dan buka NIK"

    def get_page_subtitle(self) -> str:
        return str(self.object.user)

    @method_decorator(sensitive_variables())
    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            revealed = nik.reveal(profile=self.object, by=self.request.user, reason=form.cleaned_data["reason"])
        except nik.RevealRefused:
            raise PermissionDenied from None
        return self.render_to_response(self.get_context_data(form=form, revealed=revealed or "belum diisi"))


class ParticipantViewSet(ReadOnlyViewSet):
    """Exported for counting, by account number: names, contacts and NIK stay here. Those of a class are in its roster."""

    model = Profile
    name = "data-peserta"
    menu_label = "Data diri"
    icon = "user"
    ordering = ["user__full_name"]
    index_view_class = ParticipantsIndexView
    inspect_view_class = ParticipantInspectView
    list_display = [
        TitleColumn("user", label="Nama", sort_key="user__full_name", url_name="data-peserta:inspect", width="20%"),
        Column("contact", label="E-mail atau telepon", sort_key="user__email", accessor=_contact),
        Column("get_regency_display", label="Kabupaten/kota", sort_key="regency"),
        Column("masked_nik", label="NIK"),
        Column("nik_notes", label="Catatan NIK", accessor=lambda profile: " ".join(profile.nik_warning_sentences)),
        Column("business_name", label="Usaha"),
    ]
    list_export = [
        "user_id",
        "get_regency_display",
        "get_gender_display",
        "get_business_sector_display",
        "get_nik_state_display",
    ]
    export_headings = {
        "user_id": "Nomor akun",
        "get_regency_display": "Kabupaten/kota",
        "get_gender_display": "Jenis kelamin",
        "get_business_sector_display": "Bidang usaha",
        "get_nik_state_display": "Keadaan NIK",
    }
    export_filename = "data-peserta"
    list_filter = ["nik_state", "regency", "gender", "business_sector"]
    search_fields = ["user__full_name", "user__email", "business_name", "cooperative"]
    inspect_view_fields = [
        "user",
        "regency",
        "nik",
        "nik_state",
        "nik_warnings",
        "gender",
        "birth_date",
        "business_name",
        "business_sector",
        "nib",
        "cooperative",
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("reveal/<int:pk>/", RevealNik.as_view(), name="reveal")]


def _named(profile: Profile) -> str:
    """Two people with one NIK often have one name too: father and son, or one person with two accounts."""
    return f"{profile.user} ({_contact(profile)})"


class DuplicatesIndexView(WorkbookIndexView):
    def get_base_queryset(self) -> QuerySet[DuplicateNik]:
        return super().get_base_queryset().select_related("profile__user")


class DuplicateInspectView(RecordView):
    page_title = "NIK ganda"

    def get_fields(self) -> list[str]:
        return ["profile", "holder", "masked_nik", "opened_at", "outcome", "decided_at", "decided_by"]

    def get_field_label(self, field_name: str, field: object) -> str:
        own = {"holder": "Pemegang sekarang", "masked_nik": "NIK"}
        return own.get(field_name) or super().get_field_label(field_name, field)

    def get_profile_display_value(self) -> str:
        return _named(self.object.profile)

    def get_holder_display_value(self) -> str:
        holder = Profile.objects.filter(nik_hash=self.object.nik_hash, nik_state=NikState.CONFIRMED).first()
        return _named(holder) if holder else "–"

    def get_masked_nik_display_value(self) -> str:
        return self.object.profile.masked_nik or "–"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.object.is_open or not self.request.user.has_perm("lms.change_duplicatenik"):
            return []
        return [
            HeaderButton("Putuskan", url=reverse("nik-ganda:decide", args=[self.object.pk]), icon_name="check", priority=10)
        ]


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Milik siapa NIK ini?",
        choices=[
            (DuplicateNik.Outcome.CLAIMANT, "Milik pengisi terakhir: NIK di akun yang lain dikosongkan"),
            (DuplicateNik.Outcome.HOLDER, "Milik pemegang sekarang: NIK pengisi terakhir dikosongkan"),
        ],
        widget=forms.RadioSelect,
        help_text="Periksa KTP keduanya dahulu. Yang dikosongkan diminta mengisi lagi, tanpa diberi tahu akun yang lain.",
    )


class DecideDuplicate(FormStep):
    request: AuthenticatedRequest
    object: DuplicateNik
    permission = "lms.change_duplicatenik"
    model = DuplicateNik
    viewset = "nik-ganda"
    form_class = DecisionForm
    button = "Putuskan"

    def act(self, form: forms.Form) -> str:
        if not self.object.is_open:
            raise StepRefused("NIK ganda ini sudah diputuskan.")
        nik.decide(duplicate=self.object, outcome=form.cleaned_data["outcome"], by=self.request.user)
        return "Keputusan disimpan; orang yang NIK-nya dikosongkan diberi tahu."


class DuplicateNikViewSet(ReadOnlyViewSet):
    model = DuplicateNik
    name = "nik-ganda"
    menu_label = "NIK ganda"
    icon = "copy"
    index_view_class = DuplicatesIndexView
    inspect_view_class = DuplicateInspectView
    list_display = [
        TitleColumn("number", label="Nomor", accessor="pk", url_name="nik-ganda:inspect"),
        Column("person", label="Pengisi terakhir", accessor="profile.user"),
        Column("opened_at", label="Masuk antrean", sort_key="opened_at"),
        Column("stand", label="Keadaan", accessor=lambda one: one.get_outcome_display() or "menunggu"),
    ]
    list_export = ["pk", "profile.user_id", "opened_at", "get_outcome_display", "decided_at"]
    export_headings = {"pk": "Nomor", "profile.user_id": "Nomor akun", "get_outcome_display": "Keputusan"}
    export_filename = "nik-ganda"
    list_filter = ["outcome", "opened_at"]
    search_fields = ["profile__user__full_name"]
    inspect_view_fields = ["profile", "opened_at"]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("decide/<int:pk>/", DecideDuplicate.as_view(), name="decide")]
