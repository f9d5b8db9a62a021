"""Rights of data subjects (UU 27/2022): access, export, correction, erasure, withdrawal of consent."""

import uuid
from io import BytesIO

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from core.files.serving import download_response
from core.messages.services import has_opted_out, optional_categories, set_opt_out
from core.personal_data.encryption import UnreadableValue
from core.personal_data.registry import personal_data_of
from lms.consents import services
from lms.consents.models import Consent
from lms.consents.selectors import consent_states
from lms.consents.texts import NEEDED
from lms.privacy.access import get_export_for
from lms.privacy.selectors import export_of, open_erasure, own_log
from lms.privacy.services import erasure as erasing
from lms.privacy.services import export as exporting
from lms.users.decorators import AuthenticatedRequest, learner_page


@learner_page("GET")
def own_data(request: AuthenticatedRequest) -> HttpResponse:
    """The data held about the user by purpose, with links to export, correct and erase it."""
    context = {
        "held": personal_data_of(request.user),
        "export": export_of(request.user),
        "erasure": open_erasure(request.user),
    }
    return render(request, "lms/privacy/data.html", context)


@learner_page("POST")
def request_export(request: AuthenticatedRequest) -> HttpResponse:
    exporting.export_request(user=request.user)
    messages.success(
        request, _("Salinan data sedang disiapkan. Kami kirim e-mail bila sudah siap, biasanya dalam satu menit.")
    )
    return redirect("lms_data")


@learner_page("GET")
@reauthentication_required
def own_copy(request: AuthenticatedRequest, export_id: uuid.UUID) -> HttpResponse:
    """The page that starts the download and stays: what is saved, where, and the way back."""
    export = get_export_for(request.user, export_id)
    context = {"export": export, "name": _copy_name(), "address": reverse("lms_export_file", args=[export.public_id])}
    return render(request, "lms/privacy/copy.html", context)


def _copy_name() -> str:
    return f"Data saya {timezone.localdate():%Y-%m-%d}.zip"


@learner_page("GET")
@reauthentication_required
def fetch_export(request: AuthenticatedRequest, export_id: uuid.UUID) -> HttpResponseBase:
    try:
        content = exporting.export_fetch(export=get_export_for(request.user, export_id), by=request.user)
    except UnreadableValue:
        messages.warning(request, _("Salinan ini tidak dapat dibuka lagi. Buat salinan baru."))
        return redirect("lms_data")
    return download_response(BytesIO(content), name=_copy_name())


@learner_page("GET")
def own_processing(request: AuthenticatedRequest) -> HttpResponse:
    page = own_log(user=request.user, number=request.GET.get("page"))
    return render(request, "lms/privacy/processing.html", {"page_obj": page})


@method_decorator(never_cache, name="dispatch")
class ConsentsView(LoginRequiredMixin, TemplateView):
    """Consent by purpose with its current text, and opt-out of optional message categories."""

    template_name = "lms/privacy/consents.html"
    request: AuthenticatedRequest

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        offered = optional_categories(for_staff=user.is_staff)
        wanted = [(category, not has_opted_out(user=user, category=category.slug)) for category in offered]
        return super().get_context_data(**kwargs) | {"states": consent_states(user), "categories": wanted}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "purpose" in request.POST:
            self._agree(request.POST["purpose"], request.POST.get("version", ""))
        else:
            self._choose_messages(request.POST.getlist("category"))
        return redirect("lms_consents")

    def _agree(self, purpose: str, version: str) -> None:
        if purpose not in Consent.Purpose.values:
            raise Http404
        try:
            services.consent_give(user=self.request.user, purpose=purpose, version=version)
        except services.OutdatedText:
            messages.warning(self.request, _("Naskah ini baru saja berubah. Baca naskah yang baru, lalu setujui."))
        else:
            messages.success(self.request, _("Persetujuan Anda sudah dicatat."))

    def _choose_messages(self, wanted: list[str]) -> None:
        for category in optional_categories(for_staff=self.request.user.is_staff):
            set_opt_out(user=self.request.user, category=category.slug, opted_out=category.slug not in wanted)
        messages.success(self.request, _("Pilihan pesan Anda sudah disimpan."))


@learner_page("GET", "POST")
def withdraw_consent(request: AuthenticatedRequest, purpose: str) -> HttpResponse:
    """GET shows the consequences, POST withdraws the consent."""
    if purpose not in Consent.Purpose.values or purpose in NEEDED:
        raise Http404
    if request.method == "POST":
        services.consent_withdraw(user=request.user, purpose=purpose)
        messages.success(request, _("Persetujuan ditarik, dan datanya dihapus."))
        return redirect("lms_consents")
    return render(request, "lms/privacy/consent_withdraw.html", {"purpose": Consent.Purpose(purpose)})


@learner_page("GET", "POST")
@reauthentication_required
def erasure(request: AuthenticatedRequest) -> HttpResponse:
    """Request erasure; requires recent reauthentication."""
    if erasing.is_staff_account(request.user):
        return render(request, "lms/privacy/erasure_staff.html")
    if request.method == "POST":
        erasing.erasure_request(user=request.user)
        return redirect("lms_erasure")
    return render(request, "lms/privacy/erasure.html", {"erasure": open_erasure(request.user)})


@learner_page("POST")
def cancel_erasure(request: AuthenticatedRequest) -> HttpResponse:
    """Cancel the request; without reauthentication, since nothing is lost."""
    if erasing.erasure_cancel(user=request.user):
        messages.success(request, _("Permintaan hapus akun dibatalkan. Akun Anda tetap ada."))
    else:
        messages.info(request, _("Tidak ada permintaan hapus akun."))
    return redirect("lms_data")
