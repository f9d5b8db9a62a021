"""Files made from a service standard."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.pages.selectors import office_contact
from cms.standards.letter import letter_of
from cms.standards.selectors import live_services, unit_of
from core.documents.blank_letter import letter_response


@require_safe
def request_letter(request: HttpRequest, service: int, kind: str) -> HttpResponse:
    """The letter of a public service as ``docx`` or ``pdf``. Raises Http404 for one that asks for no letter."""
    page = get_object_or_404(live_services(), pk=service)
    letter = letter_of(page, unit=unit_of(page), office=office_contact(request))
    if letter is None:
        raise Http404
    return letter_response(letter, kind, created_at=page.last_published_at or timezone.now())
