"""The unsubscribe page of reminders, reached from a mail without logging in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from core.messages.services import has_opted_out, set_opt_out
from lms.reminders.unsubscribe import CATEGORY, holder_of
from lms.users.models import User

ONE_CLICK = ("List-Unsubscribe", "One-Click")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminder_switch(request: HttpRequest, off_token: str) -> HttpResponse:
    """GET shows the form and changes nothing (mail scanners open every link); POST changes the setting.

    A mail program's button (RFC 8058) posts without a cookie and follows no redirect: that one form is taken without CSRF
    token, since the address itself is the secret. Any other goes through the usual check.
    """
    name, value = ONE_CLICK
    person = holder_of(off_token)
    if person is not None and request.POST.get(name) == value:
        set_opt_out(user=person, category=CATEGORY, opted_out=True)
        return _page(request, person)
    by_hand: Any = _by_hand
    answer: HttpResponse = by_hand(request, person)
    return answer


@csrf_protect
def _by_hand(request: HttpRequest, person: User | None) -> HttpResponse:
    if person is None:
        return render(request, "lms/reminders/unsubscribe_unknown.html", status=404)
    if request.method == "POST":
        set_opt_out(user=person, category=CATEGORY, opted_out=request.POST.get("pengingat") != "nyala")
    return _page(request, person)


def _page(request: HttpRequest, person: User) -> HttpResponse:
    is_off = has_opted_out(user=person, category=CATEGORY)
    context = {"is_off": is_off, "has_changed": request.method == "POST"}
    return render(request, "lms/reminders/unsubscribe.html", context)
