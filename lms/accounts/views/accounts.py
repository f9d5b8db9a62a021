"""Account pages of the user, and overrides of allauth's views."""

from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.account.views import PasswordResetView as AllauthPasswordResetView
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from core.django_patches.allauth_flow import pending_email_code, pending_login_redirect
from lms.accounts import phone_codes
from lms.accounts.devices import device_name
from lms.accounts.forms import ProfileForm, ResetPasswordForm
from lms.accounts.identifiers import is_phone, phones_count
from lms.accounts.selectors import devices_of, has_second_factor
from lms.consents.selectors import consents_in_force
from lms.consents.texts import current_text, text_of
from lms.profile.selectors import profile_of
from lms.users.decorators import AuthenticatedRequest, learner_page


@method_decorator(never_cache, name="dispatch")
class AccountView(LoginRequiredMixin, TemplateView):
    """ "Akun saya": what we know about you and where to change it."""

    template_name = "lms/accounts/account.html"
    request: AuthenticatedRequest

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        consents = [(consent, text_of(consent)) for consent in consents_in_force(user)]
        facts = {
            "profile": profile_of(user),
            "consents": consents,
            "consent_is_outdated": any(text.version != current_text(consent.purpose).version for consent, text in consents),
            "has_second_factor": has_second_factor(user),
            "phones_count": phones_count(),
        }
        return super().get_context_data(**kwargs) | facts


@method_decorator(never_cache, name="dispatch")
class ProfileView(LoginRequiredMixin, FormView):
    template_name = "lms/accounts/profile.html"
    request: AuthenticatedRequest
    form_class = ProfileForm
    success_url = reverse_lazy("lms_account")

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"user": self.request.user, "profile": profile_of(self.request.user)}

    def form_valid(self, form: ProfileForm) -> HttpResponse:
        form.save()
        messages.success(self.request, _("Profil Anda sudah disimpan."))
        return super().form_valid(form)


class PasswordResetView(AllauthPasswordResetView):
    """Sends the code by e-mail (allauth), or by WhatsApp for a number."""

    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        identifier = form.cleaned_data["email"]
        if not is_phone(identifier):
            return super().form_valid(form)
        next_url = self.get_next_url() or ""
        return phone_codes.start(self.request, purpose=phone_codes.RESET, number=identifier, next_url=next_url)


def _log_in_url(next_url: str | None) -> str:
    return reverse("account_login") + (f"?{urlencode({'next': next_url})}" if next_url else "")


class ConfirmEmailView(ConfirmEmailVerificationCodeView):
    """Adds a message when the code has expired, and preserves ``next`` for the log-in that sends a new one."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        waiting = pending_email_code(request)
        next_url = pending_login_redirect(request)
        attempted = waiting["failed_attempts"] if waiting else 0
        response = super().dispatch(request, *args, **kwargs)
        if waiting is None or getattr(response, "url", "") != reverse("account_login"):
            return response
        if waiting["failed_attempts"] == attempted:
            expired = _("Kode itu sudah tidak berlaku. Masuk dengan e-mail dan kata sandi Anda; kami kirim kode baru.")
            messages.warning(request, expired)
        return HttpResponseRedirect(_log_in_url(next_url))


@learner_page("GET", "POST")
def devices(request: AuthenticatedRequest) -> HttpResponse:
    here = request.session.session_key
    if request.method == "POST":
        get_adapter().end_sessions(UserSession.objects.filter(user=request.user).exclude(session_key=here))
        messages.success(request, _("Perangkat lain sudah dikeluarkan dari akun Anda."))
        return redirect("lms_devices")
    others = [one for one in devices_of(request.user) if one.session_key != here]
    context = {
        "this_device": device_name(request.headers.get("User-Agent", "")),
        "others": [(device_name(one.user_agent), one) for one in others],
    }
    return render(request, "lms/accounts/devices.html", context)
