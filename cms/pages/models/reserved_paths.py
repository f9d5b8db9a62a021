"""Addresses that pages may take: those that other parts of the site answer would hide the page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

FIRST_LEVEL = 3  # depth in the tree of a page right below the front page
TREE_ROUTE = "wagtail_serve"


class UnreservedSlugMixin:
    """For pages that stand right below the front page: ``/pengaduan/`` or ``/akun/`` belong to other parts already."""

    def clean(self) -> None:
        """Raises ValidationError when no visitor would ever reach the page at this address."""
        super().clean()  # type: ignore[misc]
        page: Any = self
        if page.depth in {None, FIRST_LEVEL} and page.slug and is_reserved(page.slug):
            raise ValidationError({"slug": "Alamat ini dipakai bagian lain dari situs. Pilih alamat lain."})


def is_reserved(slug: str) -> bool:
    """Whether something else than the page tree answers ``/<slug>/`` or ``/<slug>``."""
    return any(_view_name(address) not in {None, TREE_ROUTE} for address in (f"/{slug}/", f"/{slug}"))


def _view_name(address: str) -> str | None:
    try:
        return resolve(address).view_name or "other"
    except Resolver404:
        return None
