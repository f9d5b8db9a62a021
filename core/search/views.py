"""One box for everything: ``/cari/?q=``."""

import logging
from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.search.protocol import SearchUnavailable
from core.search.query.parser import MAX_QUERY_LENGTH
from core.search.selectors import Found, index_is_being_filled, search_site
from core.search.services.missed_queries import count_missed_query

logger = logging.getLogger(__name__)

_LAST_PAGE = 50


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Never cached: results depend on who looks. What was asked is not logged; what found nothing is counted."""
    text, kind = request.GET.get("q", ""), request.GET.get("jenis", "")
    try:
        found = search_site(text=text, person=request.user, kind=kind, page=_page_number(request))
    except SearchUnavailable:
        logger.exception("search is unavailable")
        return _answer(request, {"text": " ".join(text.split())[:MAX_QUERY_LENGTH], "unavailable": True}, status=503)
    if request.method == "GET" and not kind:
        _count(found)
    querystring = urlencode({"q": found.text, "jenis": kind})
    context = {"text": found.text, "found": found, "querystring": querystring, "is_filling": index_is_being_filled()}
    return _answer(request, context)


def _count(found: Found) -> None:
    """Tell the editors' list of a query that found nothing. The visitor gets the page, also when that fails."""
    if not found.is_miss or found.cut:
        return
    try:
        count_missed_query(text=found.text)
    except DatabaseError as error:  # its message may repeat the query
        logger.error("a query without a result was not counted: %s", type(error).__name__)


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "")
    return min(max(int(number), 1), _LAST_PAGE) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _answer(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    crumbs = [{"label": _("Beranda"), "url": "/"}, {"label": _("Cari")}]
    response = render(request, "core/search/search.html", {**context, "crumbs": crumbs}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
