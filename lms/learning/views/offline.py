"""Offline lessons: web app manifest, service worker, offline page, and progress reports."""

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
    """The service worker. Not cached, so that a changed one is used at once."""
    response = render(request, "lms/learning/offline/worker.js", content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response


@public_page
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """The offline page, free of personal data; the script fills in the copies on the device."""
    return render(request, "lms/learning/offline/page.html")


@never_cache
@require_safe
def offline_state(request: AuthenticatedRequest) -> HttpResponse:
    """The owner token of the user, and the lessons whose copies may stay. The CSRF token is for progress reports."""
    if not request.user.is_authenticated:
        return JsonResponse({"owner": ""})
    state = {"owner": owner_token(request.user), "csrf": get_token(request)}
    return JsonResponse({**state, "lessons": readable_lessons(user=request.user)})


@learner_page("POST")
def class_progress(request: AuthenticatedRequest, run_id: uuid.UUID) -> HttpResponse:
    """Lessons completed offline, each with its outcome. Idempotent: a repeated report gives "already".

    409: the report belongs to another account of this device, which keeps it.
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
