"""Reserved paths: URL patterns of other views take precedence over pages of the tree."""

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from wagtail.models import Page

FIRST_LEVEL = 3  # tree depth of children of the front page
TREE_ROUTE = "wagtail_serve"


class UnreservedSlugMixin:
    """For children of the front page: rejects slugs of other views, such as ``pengaduan`` or ``akun``."""

    def clean(self) -> None:
        """Raises ValidationError for a reserved slug."""
        super().clean()  # type: ignore[misc]
        page: Page = self
        if page.depth in {None, FIRST_LEVEL} and page.slug and is_reserved(page.slug):
            raise ValidationError({"slug": "Alamat ini dipakai bagian lain dari situs. Pilih alamat lain."})


def is_reserved(slug: str) -> bool:
    """Whether ``/<slug>/`` or ``/<slug>`` resolves to a view other than the page tree."""
    return any(_view_name(address) not in {None, TREE_ROUTE} for address in (f"/{slug}/", f"/{slug}"))


def _view_name(address: str) -> str | None:
    try:
        return resolve(address).view_name or "other"
    except Resolver404:
        return None
