"""A refusal at any door of the admin becomes a sentence on the page's edit screen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from wagtail.admin import messages

from core.publishing.errors import NotPublishable


class RefusedPublicationMiddleware:
    """Nothing was published: whatever the screen had begun in a transaction is taken back; a draft saved before it stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotPublishable):
            return None
        messages.error(request, exception.told)
        page = exception.page
        address = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page.pk else reverse("wagtailadmin_explore_root")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # the dialogs of a workflow
            return JsonResponse({"step": "success", "redirect": address})
        return HttpResponseRedirect(address)
