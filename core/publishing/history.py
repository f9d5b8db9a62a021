"""The public history of a page: what changed when, and each past version. Names nobody."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from core.django_patches.ancestors import set_parent
from core.publishing.models.publication import Publication

VERSIONS_A_PAGE = 20


def publications_of(page: Any) -> QuerySet[Publication]:
    """The newest first. An alias shows the history of its source."""
    return Publication.objects.filter(page_id=page.alias_of_id or page.pk).order_by("-number")


def serve_history(page: Any, request: HttpRequest) -> HttpResponse:
    """Raises Http404 for a page of the list that doesn't exist."""
    try:
        page_obj = Paginator(publications_of(page).defer("revision"), VERSIONS_A_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage:
        raise Http404 from None
    context = {"page": page, "page_obj": page_obj, "breadcrumb": _trail(page, "Riwayat perubahan"), "current": _newest(page)}
    return TemplateResponse(request, page.history_template, context)


def serve_past_version(page: Any, request: HttpRequest, number: int) -> HttpResponse:
    """The page as it was, said to be past, kept out of search engines. Raises Http404.

    Regulations and audiences that it names are shown as they are called today.
    """
    publication = publications_of(page).select_related("revision").filter(number=number).first()
    if publication is None:
        raise Http404
    past = page.with_content_json(publication.revision.content)
    set_parent(past, page.get_parent())
    newest = _newest(page)
    context = past.get_context(request)
    label = f"Versi {publication.number}"
    context |= {"page": past, "current_page": page, "publication": publication, "is_current": number == newest}
    context |= {"breadcrumb": _trail(page, "Riwayat perubahan", f"{page.url}riwayat/", label), "past_label": label}
    response = TemplateResponse(request, page.past_template, context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _newest(page: Any) -> int:
    return publications_of(page).values_list("number", flat=True).first() or 0


def _trail(page: Any, label: str, url: str = "", last: str = "") -> list[dict[str, str]]:
    items = [{"label": page.title, "url": page.url}]
    above = page.get_parent()
    while above.depth > 1:
        items.insert(0, {"label": "Beranda" if above.depth == 2 else above.title, "url": above.url})
        above = above.get_parent()
    items.append({"label": label, "url": url} if last else {"label": label})
    return [*items, {"label": last}] if last else items
