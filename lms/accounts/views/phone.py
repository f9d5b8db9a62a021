"""The log-in number: entered, proved by a code, changed, removed. 404 where no gateway is configured."""

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import complete_signup
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.django_patches.allauth_flow import confirm_password_reset, reauthentication_is_due
from lms.accounts import phone_codes
from lms.accounts.adapters import WRONG_CODE
from lms.accounts.forms import PhoneCodeForm, PhoneForm
from lms.accounts.identifiers import phones_count
from lms.accounts.phone_codes import PendingCode
from lms.accounts.services import phone_accounts
from lms.profile.selectors import profile_of
from lms.users.decorators import AuthenticatedRequest
from lms.users.models import User


@method_decorator(never_cache, name="dispatch")
@method_decorator(reauthentication_required, name="get")
class PhoneView(LoginRequiredMixin, FormView):
    """ "Nomor WhatsApp": another number, or none where an e-mail address is enough.

    Reauthentication is required before the form is shown: allauth would store a late POST in the session,
    where numbers must be encrypted.
    """

    template_name = "lms/accounts/phone.html"
    request: AuthenticatedRequest
    form_class = PhoneForm

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not phones_count():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if profile_of(self.request.user) is None:
            messages.info(request, _("Lengkapi profil Anda dahulu, lalu tambah nomor WhatsApp."))
            return HttpResponseRedirect(reverse("lms_profile"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if reauthentication_is_due(request):
            return HttpResponseRedirect(reverse("lms_phone"))
        return self._remove() if request.POST.get("action") == "remove" else super().post(request, *args, **kwargs)

    def form_valid(self, form: PhoneForm) -> HttpResponse:
        return phone_codes.start(self.request, purpose=phone_codes.CHANGE, number=form.cleaned_data["phone"])

    def _remove(self) -> HttpResponse:
        try:
            phone_accounts.phone_remove(user=self.request.user)
        except phone_accounts.LastIdentifier:
            messages.error(
                self.request, _("Tambah dan konfirmasi alamat e-mail dahulu; tanpa itu akun Anda tidak dapat dibuka.")
            )
            return HttpResponseRedirect(reverse("lms_phone"))
        messages.success(self.request, _("Nomor WhatsApp dihapus. Masuk dengan alamat e-mail Anda."))
        return HttpResponseRedirect(reverse("lms_account"))


@method_decorator(never_cache, name="dispatch")
class PhoneCodeView(FormView):
    """ "Ketik kode dari WhatsApp" for sign-up, new password and new number, alike for numbers that are known and unknown."""

    template_name = "lms/accounts/phone_code.html"
    form_class = PhoneCodeForm
    waiting: PendingCode

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not phones_count():
            raise Http404
        waiting = phone_codes.pending_code(request)
        if waiting is None or not _belongs_here(request, waiting):
            return HttpResponseRedirect(reverse("lms_account" if request.user.is_authenticated else "account_login"))
        self.waiting = waiting
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs) | {"waiting": self.waiting}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        action = request.POST.get("action")
        if action == "restart":
            phone_codes.forget_code(request)
            return HttpResponseRedirect(_start_of(self.waiting))
        if action == "resend":
            return self._resend(request)
        return super().post(request, *args, **kwargs)

    def _resend(self, request: HttpRequest) -> HttpResponse:
        if not self.waiting.can_resend:
            return HttpResponseRedirect(reverse("lms_phone_code"))
        response = phone_codes.resend(request, self.waiting)
        if response.status_code == 302:
            messages.info(request, _("Kode baru dikirim. Kode sebelumnya tidak berlaku lagi."))
        return response

    def form_valid(self, form: PhoneCodeForm) -> HttpResponse:
        if self.waiting.has_expired:
            return self._over(_("Kode itu sudah tidak berlaku. Mulai lagi untuk mendapat kode baru."))
        if not phone_codes.may_be_judged(self.waiting):
            return self._over(_("Terlalu banyak percobaan. Mulai lagi untuk mendapat kode baru."))
        if not self.waiting.is_right(form.cleaned_data["code"]):
            if phone_codes.note_wrong(self.request, self.waiting):
                form.add_error("code", WRONG_CODE)
                return self.form_invalid(form)
            return self._over(_("Terlalu banyak percobaan. Mulai lagi untuk mendapat kode baru."))
        return _FINISH[self.waiting.purpose](self.request, self.waiting)

    def _over(self, sentence: str) -> HttpResponse:
        phone_codes.forget_code(self.request)
        messages.warning(self.request, sentence)
        return HttpResponseRedirect(_start_of(self.waiting))


def _belongs_here(request: HttpRequest, waiting: PendingCode) -> bool:
    """CHANGE requires the user of the code, SIGN_UP an anonymous user; RESET works for both."""
    if waiting.purpose == phone_codes.CHANGE:
        return request.user.is_authenticated and request.user.pk == waiting.user_id
    return waiting.purpose == phone_codes.RESET or not request.user.is_authenticated


def _start_of(waiting: PendingCode) -> str:
    names = {phone_codes.SIGN_UP: "account_signup", phone_codes.RESET: "account_reset_password"}
    address = reverse(names.get(waiting.purpose, "lms_phone"))
    return f"{address}?{urlencode({'next': waiting.next_url})}" if waiting.next_url else address


def _finish_sign_up(request: HttpRequest, waiting: PendingCode) -> HttpResponse:
    phone_codes.forget_code(request)
    try:
        user = phone_accounts.sign_up_by_phone(number=waiting.number, **waiting.answers)
    except phone_accounts.PhoneTaken:
        messages.warning(request, _("Nomor ini sudah punya akun. Masuk dengan nomor ini dan kata sandinya."))
        return HttpResponseRedirect(reverse("account_login"))
    return complete_signup(request, user, None, waiting.next_url or None)


def _finish_reset(request: HttpRequest, waiting: PendingCode) -> HttpResponse:
    """Continue with allauth's screen for the new password, as after a code by e-mail."""
    phone_codes.forget_code(request)
    if (
        waiting.user_id is None or not User.objects.filter(pk=waiting.user_id, is_active=True).exists()
    ):  # erased or closed meanwhile
        return HttpResponseRedirect(reverse("account_login"))
    confirm_password_reset(request, user_id=waiting.user_id)
    address = reverse("account_complete_password_reset")
    return HttpResponseRedirect(f"{address}?{urlencode({'next': waiting.next_url})}" if waiting.next_url else address)


def _finish_change(request: HttpRequest, waiting: PendingCode) -> HttpResponse:
    assert isinstance(request.user, User)  # _belongs_here has checked
    phone_codes.forget_code(request)
    try:
        phone_accounts.phone_prove(user=request.user, number=waiting.number)
    except phone_accounts.PhoneTaken:
        messages.error(request, _("Nomor ini baru saja dipakai akun lain. Pakai nomor lain."))
        return HttpResponseRedirect(reverse("lms_phone"))
    except phone_accounts.NoProfile:
        return HttpResponseRedirect(reverse("lms_profile"))
    messages.success(request, _("Nomor WhatsApp Anda sudah dikonfirmasi. Mulai sekarang Anda dapat masuk dengan nomor ini."))
    return HttpResponseRedirect(reverse("lms_account"))


_FINISH = {
    phone_codes.SIGN_UP: _finish_sign_up,
    phone_codes.RESET: _finish_reset,
    phone_codes.CHANGE: _finish_change,
}
