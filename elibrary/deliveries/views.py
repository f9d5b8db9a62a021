"""What a publisher sees and does by a link. The link in the path is the only credential.

So no request here carries anything that a browser adds by itself, and the check against forged forms is left out knowingly:
an attacker who can forge a request has the link already. The address is a secret: no referrer, no cache, no index, no log.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.files.uploads.checks import UploadRefused
from core.imports.models import ImportLine
from core.people.throttling import is_too_often
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.deliveries import selectors, tus_views
from elibrary.deliveries.forms import FileForm
from elibrary.deliveries.links import LinkClosed, link_of
from elibrary.deliveries.models.link import DeliveryLink
from elibrary.deliveries.services.uploads import upload_file
from elibrary.ordering.models.order import Order
from elibrary.ordering.selectors import progress_of

MOST_GUESSES, GUESSES_SECONDS = 60, 10 * 60
LINES_A_PAGE = 50
FILES_A_PAGE = 25

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Give the view the open link instead of its token. An unknown one and one that has ended get the same answer."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, link_token: str, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            link = link_of(link_token)
        except LinkClosed:
            response: HttpResponseBase = _closed(request)
        else:
            response = view(request, link, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _order_of(link: DeliveryLink) -> Order:
    """Raises Http404 for a link that shows a publisher's records and takes no files."""
    if link.order is None:
        raise Http404
    return link.order


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: DeliveryLink) -> HttpResponse:
    """What was ordered, what has arrived, what is wrong with it, and the form; without an order, the catalogues."""
    if link.order is None:
        return _catalogues(request, link) if request.method != "POST" else HttpResponseNotAllowed(["GET", "HEAD"])
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid():
        try:
            upload_file(order=_order_of(link), file=form.cleaned_data["file"], link=link)
        except UploadRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(f"{request.path}?tiba=1#kirim")
    return _page(request, link, form)


@by_link
def uploads(request: HttpRequest, link: DeliveryLink) -> HttpResponseBase:
    return tus_views.collection(request, tus_views.Sender(_order_of(link), request.path, link=link))


@by_link
def upload(request: HttpRequest, link: DeliveryLink, public_id: UUID) -> HttpResponseBase:
    return tus_views.item(request, tus_views.Sender(_order_of(link), request.path, link=link), public_id)


@by_link
@require_safe
def catalogues(request: HttpRequest, link: DeliveryLink) -> HttpResponse:
    return _catalogues(request, link)


@by_link
@require_safe
def catalogue(request: HttpRequest, link: DeliveryLink, run_id: UUID) -> HttpResponse:
    """The result of each record of one catalogue of the publisher."""
    run = get_object_or_404(selectors.catalogue_runs(link.holder), pk=run_id)
    verdict = request.GET.get("hasil", "")
    verdict = verdict if verdict in ImportLine.Verdict.values else ""
    lines = Paginator(selectors.catalogue_lines(run, verdict=verdict), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "link": link,
        "run": run,
        "summary": catalogue_summary(run),
        "verdict": verdict,
        "verdicts": selectors.SHOWN_VERDICTS,
        "page_obj": lines,
        "home": _home(request),
    }
    return render(request, "elibrary/deliveries/catalogue.html", context)


def _catalogues(request: HttpRequest, link: DeliveryLink) -> HttpResponse:
    runs = Paginator(selectors.catalogue_runs(link.holder), FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "elibrary/deliveries/catalogues.html", {"link": link, "page_obj": runs, "home": _home(request)})


def _page(request: HttpRequest, link: DeliveryLink, form: FileForm) -> HttpResponse:
    order = _order_of(link)
    progress = progress_of(order)
    lines = Paginator(order.lines.order_by("pk"), LINES_A_PAGE).get_page(request.GET.get("page"))
    files = Paginator(selectors.deliveries_without_line(order), FILES_A_PAGE).get_page(request.GET.get("berkas"))
    context = {
        "link": link,
        "order": order,
        "form": form,
        "page_obj": lines,
        "lines": selectors.lines_with_files(list(lines)),
        "files": files,
        "unfinished": selectors.unfinished_uploads(order),
        "progress": progress,
        "takes_files": progress.needed > 0,
        "has_arrived": request.GET.get("tiba") == "1" and not form.is_bound,
        "tus_address": f"{request.path}berkas/",
    }
    return render(request, "elibrary/deliveries/delivery.html", context, status=422 if form.errors else 200)


def _home(request: HttpRequest) -> str:
    """The page of the link that this request came by."""
    token = request.resolver_match.kwargs["link_token"]  # type: ignore[union-attr]
    return reverse("elibrary:delivery", args=[token])


def _closed(request: HttpRequest) -> HttpResponse:
    if is_too_often(request, action="delivery-link", most=MOST_GUESSES, seconds=GUESSES_SECONDS):
        return render(request, "429.html", status=429)
    return render(request, "elibrary/deliveries/closed.html", status=410)
