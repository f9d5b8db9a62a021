"""Filters and tags of every page: money and dates as the office writes them, and what head, navigation and foot need."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from core.documents.formatting import lama_belajar, rupiah, tanggal
from core.office import OFFICE, Office

register = template.Library()
for _filter in (rupiah, tanggal, lama_belajar):
    register.filter(_filter)


@register.filter
@lru_cache(maxsize=500)
def said(text: str, kind: str = "paragraphs") -> SafeString:
    """User text as HTML with links: in paragraphs, or as one ``line``. Memoized by text."""
    linked = defaultfilters.urlize(text)
    return SafeString(linked if kind == "line" else linebreaks(linked))


LONGEST_NAME = 80  # letters; a longer label is a text to agree to, and no name of a field


@register.filter
def named(error: str, label: str | None) -> str:
    """An error that makes sense away from its field: ``Usia: Tulis angka.``, but plain ``Isi nama lengkap.``"""
    name = (label or "").strip().rstrip(".:")
    if not name or len(name) > LONGEST_NAME or name.lower() in error.lower():
        return error
    return f"{name}: {error}"


@register.simple_tag
def office() -> Office:
    """The office; needs no database, so error pages may show it."""
    return OFFICE


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """The canonical URL of the page, without its query; empty without a request (error 500)."""
    request: HttpRequest | None = context.get("request")
    return f"{settings.SITE_URL.rstrip('/')}{request.path}" if request else ""


@register.simple_tag(takes_context=True)
def preview_checker(context: template.Context) -> str:
    """Wagtail's bar with its accessibility checker, in previews only.

    On a public page it would read the session, and the response could not be cached.
    """
    is_preview = getattr(context.get("request"), "is_preview", False)
    return wagtailuserbar(context) if is_preview else ""


@register.simple_tag(takes_context=True)
def block_text(context: template.Context, name: str) -> SafeString:
    """The rendered text of the block ``name`` on one line, to repeat it (Open Graph beside title)."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    if block is None:
        assert context.template is not None, "a tag is rendered inside a template"
        found = context.template.nodelist.get_nodes_by_type(BlockNode)
        block = next(node for node in found if isinstance(node, BlockNode) and node.name == name)
    return mark_safe(" ".join(block.render(context).split()))  # noqa: S308 - escaped when the block was rendered


@register.simple_tag(takes_context=True)
def current(context: template.Context, prefix: str) -> str:
    """The ``aria-current`` value of a navigation link: this very page, a page below it, or neither."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.path.startswith(prefix):
        return ""
    return "page" if request.path == prefix else "true"


@register.filter
def page_numbers(paginator: Paginator, number: int) -> list[int | None]:
    """The page numbers to link beside page ``number``; ``None`` is a gap."""
    return [
        None if page == paginator.ELLIPSIS else int(page)
        for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]
