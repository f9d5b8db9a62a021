""" "Perangkat yang masuk": where the account is open, and one button that closes it everywhere else."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.devices import device_name
from lms.selectors import devices_of
from lms.views.decorators import LearnerRequest, learner_page


@learner_page("GET", "POST")
def devices(request: LearnerRequest) -> HttpResponse:
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
    return render(request, "lms/devices.html", context)
