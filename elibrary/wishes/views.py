"""Wishes as their reader sees them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.people.access import user_of
from elibrary.wishes.access import get_wish_for
from elibrary.wishes.forms import WishForm
from elibrary.wishes.models import Wish
from elibrary.wishes.selectors import places_of
from elibrary.wishes.services.wishes import (
    MOST_OPEN,
    AlreadyDecided,
    TooManyWishes,
    open_wishes_of,
    wish_make,
    wish_withdraw,
)

A_PAGE = 20


@never_cache
@login_required
@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """The user's own wishes and their states."""
    page = Paginator(Wish.objects.filter(asked_by_id=request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    places = places_of(page)
    rows = [(wish, places.get(wish.pk)) for wish in page]
    return render(request, "elibrary/wishes/wishes.html", {"page_obj": page, "rows": rows, "crumbs": _crumbs("Usulan saya")})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish_new(request: HttpRequest) -> HttpResponse:
    form = WishForm(request.POST or None, initial={"judul": request.GET.get("judul", "")[:300]})
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    answers = form.cleaned_data
    try:
        wish_make(
            by=user_of(request),
            token=answers["token"],
            title=answers["judul"],
            author=answers["pengarang"],
            isbn13=answers["isbn"],
            reason=answers["alasan"],
        )
    except TooManyWishes:
        form.add_error(None, f"Sudah {MOST_OPEN} usulan Anda menunggu keputusan. Tarik salah satu, atau tunggu kabar kami.")
        return _page(request, form, status=422)
    messages.success(request, "Usulan Anda sudah masuk. Kami kabari lewat e-mail begitu pustakawan memutuskannya.")
    return redirect("elibrary:wishes")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish_take_back(request: HttpRequest, wish_id: int) -> HttpResponse:
    """GET shows the confirmation, POST does it. Another user's wish is not found (404)."""
    wish = get_wish_for(request.user, wish_id)
    if request.method != "POST":
        return render(request, "elibrary/wishes/withdraw.html", {"wish": wish, "crumbs": _crumbs("Tarik usulan", mine=True)})
    try:
        wish_withdraw(wish=wish, by=user_of(request))
    except AlreadyDecided:
        messages.error(request, "Usulan ini sudah diputuskan, jadi tidak dapat ditarik lagi.")
    else:
        messages.success(request, "Usulan Anda sudah ditarik.")
    return redirect("elibrary:wishes")


def _page(request: HttpRequest, form: WishForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, object] = {
        "form": form,
        "most": MOST_OPEN,
        "waiting": open_wishes_of(user_of(request)).count(),
        "crumbs": _crumbs("Usulkan buku", mine=True),
    }
    return render(request, "elibrary/wishes/new.html", context, status=status)


def _crumbs(last: str, *, mine: bool = False) -> list[dict[str, str]]:
    middle = [{"label": "Usulan saya", "url": reverse("elibrary:wishes")}] if mine else []
    shelf = [{"label": "Beranda", "url": "/"}, {"label": "Perpustakaan", "url": reverse("elibrary:shelf")}]
    return [*shelf, *middle, {"label": last, "url": ""}]
