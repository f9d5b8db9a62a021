"""`/masukan/<page>/`: "Apakah halaman ini membantu?" on a page of its own, so that the page itself stays in the cache."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from cms.pages.selectors import office_contact
from core.pages.page_cache import public_page
from core.people.throttling import is_too_often
from servicedesk.feedback.forms import NO, YES, FeedbackForm
from servicedesk.feedback.selectors import page_for_feedback
from servicedesk.feedback.services import feedback_create

MAX_PER_HOUR = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show and process the form. A submission with the honeypot filled gets the normal response and is not stored."""
    page = page_for_feedback(page_id)
    if request.method != "POST":
        return _form(request, page, FeedbackForm(initial=_first_answers(request)))
    form = FeedbackForm(request.POST)
    if is_too_often(request, action="feedback", most=MAX_PER_HOUR, seconds=3600):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return _form(request, page, form, status=422)
    if not form.is_spam:
        feedback_create(page=page, **form.answer)
    return redirect("servicedesk:feedback_sent", page_id=page.pk)


@never_cache
@require_safe
def feedback_sent(request: HttpRequest, page_id: int) -> HttpResponse:
    """Confirmation page."""
    return render(request, "servicedesk/feedback/sent.html", {"about": page_for_feedback(page_id)})


def _first_answers(request: HttpRequest) -> dict[str, object]:
    """Initial data: a new token and the answer named in the link."""
    answer = request.GET.get("jawaban")
    return {"token": uuid.uuid4(), "jawaban": answer if answer in {YES, NO} else None}


def _form(request: HttpRequest, page: Page, form: FeedbackForm, status: int = 200) -> HttpResponse:
    if form.is_bound and "token" in form.errors:  # replaced, so that the form can be sent again
        form.data = {name: form.data[name] for name in form.data} | {"token": str(uuid.uuid4())}
    return render(request, "servicedesk/feedback/feedback.html", {"about": page, "form": form}, status=status)


@public_page
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """`/pengaduan/`: complaint channels of the service standards and the procedure of a complaint."""
    return render(request, "servicedesk/feedback/complaints.html", {"office": office_contact(request)})
