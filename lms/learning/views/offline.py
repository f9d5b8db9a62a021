"""Lessons without a network: the app's manifest and worker, the page for when nothing is reached, and late reports."""

import uuid

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.pages.page_cache import public_page
from lms.enrolment.access import get_latest_enrolment_for
from lms.learning.offline import BatchTooLarge, BatchUnreadable, owner_token, read_batch
from lms.learning.selectors import readable_lessons
from lms.learning.services.offline import Outcome, Verdict, progress_report
from lms.users.decorators import AuthenticatedRequest, learner_page


@public_page
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return render(request, "lms/learning/offline/manifest.webmanifest", content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it again and again; a changed one replaces the old at once."""
    response = render(request, "lms/learning/offline/worker.js", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@public_page
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """Says nothing about anybody: what is kept on the phone is filled in there."""
    return render(request, "lms/learning/offline/page.html")


@never_cache
@require_safe
def offline_state(request: AuthenticatedRequest) -> HttpResponse:
    """Who is logged in, and what of their copies may stay; nobody's may when nobody is. The token is for late reports."""
    if not request.user.is_authenticated:
        return JsonResponse({"owner": ""})
    state = {"owner": owner_token(request.user), "csrf": get_token(request)}
    return JsonResponse({**state, "lessons": readable_lessons(user=request.user)})


@learner_page("POST")
def class_progress(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Lessons finished without a network, each with its own verdict. Sent again, the same verdicts but "already".

    409: the report is another person's, who was here before; their phone keeps it for them.
    """
    if not ratelimit.consume(request, action="offline_progress"):
        return _refusal(429, _("Terlalu sering. Kemajuan tetap tersimpan di perangkat dan dikirim lagi nanti."))
    try:
        batch = read_batch(request.body)
    except BatchTooLarge:
        return _refusal(413, _("Terlalu banyak kemajuan dalam satu kiriman."))
    except BatchUnreadable:
        return _refusal(400, _("Kemajuan ini tidak dapat dibaca."))
    if batch.owner != owner_token(request.user):
        return _refusal(409, _("Kemajuan ini milik akun lain. Masuk dengan akun itu untuk mengirimnya."))
    verdicts = progress_report(enrolment=get_latest_enrolment_for(request.user, run_id), events=batch.events)
    return JsonResponse({"results": [_result(verdict) for verdict in verdicts]})


def _refusal(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _result(verdict: Verdict) -> dict[str, str]:
    return {"id": str(verdict.event.key), "outcome": verdict.outcome, "sentence": _sentence(verdict)}


def _sentence(verdict: Verdict) -> str:
    sentences = {
        Outcome.RECORDED: _("“%(title)s” sudah dicatat selesai."),
        Outcome.ALREADY: _("“%(title)s” sudah tercatat selesai sebelumnya."),
        Outcome.WITHDRAWN: _("“%(title)s” sudah dicatat selesai. Pengajar sedang menarik pelajaran ini untuk diperbarui."),
        Outcome.LEFT: _("“%(title)s” tidak dicatat: Anda sudah keluar dari kelas itu."),
        Outcome.CANCELLED: _("“%(title)s” tidak dicatat: kelas itu dibatalkan."),
        Outcome.GONE: _("Satu pelajaran tidak dicatat: pelajaran itu sudah tidak ada di kelas Anda."),
    }
    return sentences[verdict.outcome] % {"title": verdict.title}
