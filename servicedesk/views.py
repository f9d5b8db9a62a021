"""Pages for what a citizen says about a service."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.selectors import office_contact
from core.pagecache import public_page


@public_page
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """`/pengaduan/`: the channels that the service standards name, and what follows a complaint."""
    return render(request, "servicedesk/complaints.html", {"office": office_contact(request)})
