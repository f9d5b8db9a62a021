"""`/robots.txt` and the sitemaps: what search engines may look at, and where."""

from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.pages.page_cache import public_page
from core.pages.sitemaps import absolute, addresses, sections

XML = "application/xml"


@public_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": absolute(reverse("sitemap"))}
    return render(request, "core/pages/robots.txt", context, content_type="text/plain; charset=utf-8")


@public_page
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sections with something in them, and where each goes on."""
    sitemaps = []
    for name, section in sections().items():
        paginator = section().paginator
        address = absolute(reverse("sitemap_section", args=[name]))
        for number in paginator.page_range if paginator.count else ():
            sitemaps.append({"location": address if number == 1 else f"{address}?page={number}"})
    return render(request, "sitemap_index.xml", {"sitemaps": sitemaps}, content_type=XML)


@public_page
@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One page of one section. Raises Http404 for an unknown one."""
    known = sections().get(section)
    if known is None:
        raise Http404
    try:
        urlset = addresses(known(), request.GET.get("page", "1"))
    except (EmptyPage, PageNotAnInteger):
        raise Http404 from None
    return render(request, "sitemap.xml", {"urlset": urlset}, content_type=XML)
