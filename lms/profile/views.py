"""A person's details for classes, and their documents."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.documents.blank_letter import letter_response
from core.files.serving import download_response
from courses.runs.requirements import REQUIREMENTS, UnknownRequirement
from lms.profile.access import get_document_for
from lms.profile.forms import AllDetailsForm, DetailsForm
from lms.profile.letter import class_letter
from lms.profile.models.profile import NikState, Profile
from lms.profile.selectors import documents_of, missing_requirements, profile_of
from lms.users.decorators import AuthenticatedRequest, learner_page


@method_decorator(never_cache, name="dispatch")
class DetailsView(LoginRequiredMixin, FormView):
    """All details that classes may require: corrected, replaced or emptied here."""

    template_name = "lms/profile/details.html"
    form_class: type[DetailsForm] = AllDetailsForm
    success_url = reverse_lazy("lms_details")
    keys: list[str] = list(REQUIREMENTS)
    request: AuthenticatedRequest
    required = False

    def get_form_kwargs(self) -> dict[str, object]:
        user = self.request.user
        facts = {"user": user, "profile": profile_of(user), "keys": self.keys, "required": self.required}
        return super().get_form_kwargs() | facts

    def get_context_data(self, *, form: DetailsForm | None = None, **kwargs: object) -> dict[str, object]:
        form = form or self.get_form()
        own = {"profile": form.profile, "documents": documents_of(self.request.user)}
        return super().get_context_data(**kwargs, form=form, **own)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = self.get_form()
        if not ratelimit.consume(request, action="personal_details"):
            form.add_error(None, _("Terlalu sering. Tunggu beberapa menit, lalu coba lagi."))
            return self.form_invalid(form)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: DetailsForm) -> HttpResponse:
        profile = form.save()
        if profile is None:
            return self.form_invalid(form)
        self._add_messages(profile)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: DetailsForm) -> HttpResponse:
        form.store_documents()
        return super().form_invalid(form)

    def _add_messages(self, profile: Profile) -> None:
        messages.success(self.request, _("Data Anda sudah disimpan."))
        if profile.nik_state == NikState.CONTESTED:
            messages.info(
                self.request, _("NIK Anda akan diperiksa petugas. Sementara itu Anda dapat melanjutkan seperti biasa.")
            )
        for sentence in profile.nik_warning_sentences:
            messages.warning(self.request, _("%(what)s Bila NIK sesuai KTP Anda, biarkan saja.") % {"what": sentence})


class CompleteView(DetailsView):
    """ "Lengkapi data untuk kelas ini": only what a class needs and the person has not given yet (``?perlu=…&lanjut=…``)."""

    template_name = "lms/profile/complete.html"
    form_class = DetailsForm
    required = True

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.keys = self._missing()
            if not self.keys:
                return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def _missing(self) -> list[str]:
        keys = [key for key in self.request.GET.get("perlu", "").split(",") if key]
        try:
            return missing_requirements(self.request.user, keys)
        except UnknownRequirement:
            raise Http404 from None

    def get_success_url(self) -> str:
        """The ``lanjut`` URL, if it is one of this site."""
        address = self.request.GET.get("lanjut", "")
        if url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/"):
            return address
        return reverse("lms_account")


@learner_page("GET")
def blank_letter(request: AuthenticatedRequest, kind: str) -> HttpResponse:
    """The Surat Permohonan of classes, to be filled in, signed and uploaded."""
    return letter_response(class_letter(request.user), kind, created_at=timezone.now())


@learner_page("GET")
def own_document(request: AuthenticatedRequest, kind: str) -> FileResponse:
    document = get_document_for(request.user, kind)
    return download_response(document.file, name=f"{document.get_kind_display()}.{document.extension}")
