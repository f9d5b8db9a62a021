"""The link of an invitation, and requests for a new one. Responses don't reveal who has an account."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.people.throttling import is_too_often
from lms.consents.services import OutdatedText
from lms.enrolment.models.enrolment import Enrolment
from lms.invitations.forms import AcceptForm, NewLinkForm
from lms.invitations.links import LinkExpired, LinkUnknown, LinkUsed, invitation_of
from lms.invitations.models import Invitation
from lms.invitations.services.invitations import invitation_renew
from lms.users.models import User

MOST_ASKS, ASKS_SECONDS = 30, 60 * 60


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept with name, password and consent. An expired or used link gets an explanation."""
    try:
        found = invitation_of(token)
    except LinkUsed:
        messages.info(request, _("Undangan ini sudah diterima. Masuk dengan e-mail dan kata sandi Anda."))
        return redirect("class_list" if request.user.is_authenticated else "account_login")
    except (LinkExpired, LinkUnknown):
        return render(request, "lms/invitations/ended.html", {"form": NewLinkForm()}, status=410)
    form = AcceptForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        return _accept(request, form, found)
    return render(request, "lms/invitations/invitation.html", {"form": form, "invitation": found, "person": found.user})


def _accept(request: HttpRequest, form: AcceptForm, found: Invitation) -> HttpResponse:
    try:
        user = form.save()
    except LinkUsed:  # the other tap was faster
        return redirect("account_login")
    except OutdatedText:
        messages.warning(request, _("Naskah persetujuan baru saja berubah. Baca naskah yang baru, lalu setujui."))
        return redirect(request.path)
    if request.user.is_authenticated:  # the session of another account on a shared device
        logout(request)
    messages.success(request, _("Akun Anda sudah terbuka. Simpan kata sandi Anda baik-baik."))
    return perform_login(request, user, redirect_url=_landing(user, found))


def _landing(user: User, found: Invitation) -> str:
    """The class that the invitation was for, entered or still to be entered; else the list of classes."""
    if found.course_run is None:
        return reverse("class_list")
    run_id = found.course_run.public_id
    inside = Enrolment.objects.filter(user=user, run=found.course_run).exclude(state=Enrolment.State.CANCELLED).exists()
    return reverse("class_home" if inside else "class_enrol", args=[run_id])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_link(request: HttpRequest) -> HttpResponse:
    """The same answer for every address; the letter box alone knows more."""
    form = NewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request, action="invitation", most=MOST_ASKS, seconds=ASKS_SECONDS):
            form.add_error(None, _("Terlalu sering. Tunggu beberapa menit, lalu coba lagi."))
        else:
            invitation_renew(email=form.cleaned_data["email"])
            return render(request, "lms/invitations/asked.html")
    return render(request, "lms/invitations/again.html", {"form": form})
