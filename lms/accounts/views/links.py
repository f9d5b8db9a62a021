"""The one-time links of mails with a code. Opening one changes nothing, since mail scanners open it too; its button does."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.django_patches.allauth_flow import (
    AddressTaken,
    confirm_password_reset,
    verify_address,
    verify_address_of_mail,
)
from lms.accounts.models import OneTimeLink
from lms.accounts.services.links import LinkEnded, link_of, link_use


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button, which uses the link up. 410 with an explanation for a link that has ended."""
    try:
        link = link_use(token=token) if request.method == "POST" else link_of(token)
    except LinkEnded:
        return _private(render(request, "lms/accounts/link_ended.html", status=410))
    if request.method != "POST":
        return _private(render(request, "lms/accounts/link.html", {"link": link}))
    if request.user.is_authenticated and request.user != link.user:  # another account on a shared device
        logout(request)
    return _private(_FINISH[OneTimeLink.Purpose(link.purpose)](request, link))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no other site receives it. Not ``no-referrer``, by which browsers send the button's form
    with ``Origin: null``, which Django's CSRF protection refuses."""
    response["Referrer-Policy"] = "same-origin"
    return response


def _verify(request: HttpRequest, link: OneTimeLink) -> HttpResponse:
    """Goes on where the sign-up waits in this browser. Elsewhere the password is asked for: whoever began the sign-up knows
    it, and the owner of a mailbox is not drawn into an account that somebody else has opened with its address."""
    try:
        response = verify_address(request, user=link.user, email=link.email)
    except AddressTaken:
        messages.error(request, _("Alamat e-mail ini sudah dipakai akun lain."))
        return redirect("account_login")
    if response is not None:
        return response
    if request.user.is_authenticated:
        return redirect("lms_account")
    messages.info(request, _("Sekarang masuk dengan alamat itu dan kata sandi Anda."))
    return redirect("account_login")


def _reset(request: HttpRequest, link: OneTimeLink) -> HttpResponse:
    verify_address_of_mail(request, user=link.user, email=link.email)
    confirm_password_reset(request, user_id=link.user.pk, email=link.email)
    return redirect("account_complete_password_reset")


def _log_in(request: HttpRequest, link: OneTimeLink) -> HttpResponse:
    """Staff still type their second factor: allauth's stages follow."""
    verify_address_of_mail(request, user=link.user, email=link.email)
    return perform_login(request, link.user, email=link.email)


_FINISH = {
    OneTimeLink.Purpose.VERIFY: _verify,
    OneTimeLink.Purpose.RESET: _reset,
    OneTimeLink.Purpose.LOG_IN: _log_in,
}
