"""The shelf, a book, and its pages as readers see them."""

import re
from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.search.snippets import snippet
from elibrary.books import selectors
from elibrary.books.models import Book
from elibrary.reading.access import get_book_for, get_page_for, get_title_for
from elibrary.reading.selectors import shelf_rows, shown_on_shelf, title_of_book

SHELF_SIZE = 12
FOUND_SIZE = 20
_YEAR = 365 * 24 * 3600


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    page_obj = Paginator(shelf_rows(), SHELF_SIZE).get_page(request.GET.get("page"))
    shown = shown_on_shelf(list(page_obj))
    context = {"page_obj": page_obj, "shown": shown, "crumbs": _crumbs(shelf_is_here=True)}
    return render(request, "elibrary/reading/shelf.html", context)


@require_safe
def book(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_book_for(request.user, slug)
    context = {"beside": title_of_book(found), "crumbs": _crumbs(found.title)}
    return _answer(request, "elibrary/reading/book.html", found, context)


@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """An edition on a platform or on paper, and how to get it. Once its term is over no search engine needs it."""
    found = get_title_for(slug)
    context = {"title": found, "record": found.record, "crumbs": _crumbs(found.record.title)}
    response = render(request, "elibrary/reading/title.html", context)
    if found.is_over:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawn cover of a title. Its address carries a fingerprint; without the right one nobody keeps what may change."""
    found = get_title_for(slug)
    response = HttpResponse(found.cover, content_type="image/svg+xml")
    if found.cover_address == request.get_full_path():
        patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


@require_safe
def page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    shown = get_page_for(request.user, slug, number)
    asked = _asked(request)
    context = {
        "page": shown,
        "pieces": selectors.marked(shown.text, selectors.query_terms(asked)),
        "asked": asked,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < shown.book.page_count else None,
        "crumbs": _crumbs(f"Halaman {number}", of=shown.book),
    }
    return _answer(request, "elibrary/reading/page.html", shown.book, context)


@require_safe
def jump(request: HttpRequest, slug: str) -> HttpResponse:
    """The form "ke halaman": a number beyond the book goes to its nearest page, anything else to the book."""
    found = get_book_for(request.user, slug)
    typed = request.GET.get("nomor", "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", typed):
        return redirect(found)
    number = min(max(int(typed), 1), found.page_count)
    return redirect("elibrary:page", slug=slug, number=number)


@require_safe
def search_in_book(request: HttpRequest, slug: str) -> HttpResponse:
    """Pages of this book with every word, each with the sentence that shows it. Only the shown ones are analysed."""
    found = get_book_for(request.user, slug)
    asked = _asked(request)
    words = selectors.query_terms(asked)
    pages = selectors.pages_with(found, words) if words else found.pages.none()
    page_obj = Paginator(pages, FOUND_SIZE).get_page(request.GET.get("page"))
    wanted = {word.term for word in words}
    hits = [{"number": each.number, "pieces": snippet(each.text, wanted)} for each in page_obj]
    context = {"asked": asked, "page_obj": page_obj, "hits": hits, "crumbs": _crumbs("Cari dalam buku", of=found)}
    return _answer(request, "elibrary/reading/search_in_book.html", found, context)


@require_safe
def picture(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """A page's picture out of private storage. Its address carries the file's fingerprint, so a public one never changes."""
    shown = get_page_for(request.user, slug, number)
    response = FileResponse(shown.picture.open("rb"), content_type="image/webp")
    if shown.book.is_published:
        patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _answer(request: HttpRequest, template: str, of: Book, context: Mapping[str, object]) -> HttpResponse:
    """What only staff may see stays out of every cache and index."""
    response = render(request, template, {"book": of, **context})
    if not of.is_published:
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _asked(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").split())[:200]


def _crumbs(last: str = "", *, of: Book | None = None, shelf_is_here: bool = False) -> list[dict[str, str]]:
    crumbs = [{"label": "Beranda", "url": "/"}]
    if shelf_is_here:
        return [*crumbs, {"label": "Perpustakaan", "url": ""}]
    crumbs.append({"label": "Perpustakaan", "url": reverse("elibrary:shelf")})
    if of is not None:
        crumbs.append({"label": of.title, "url": of.get_absolute_url()})
    return [*crumbs, {"label": last, "url": ""}]
