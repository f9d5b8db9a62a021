"""How the site writes money and dates, and what every page's head, navigation and foot need to know."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import defaultfilters
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from core.office import OFFICE, Office

register = template.Library()


@register.filter
def rupiah(value: object) -> str:
    """Whole rupiah as they are written in Indonesia: 25000 gives ``Rp25.000``. Nothing gives nothing."""
    if value is None or value == "":
        return ""
    try:
        amount = int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        return ""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """A day in words, ``24 November 2026``; a moment is first taken to the office's time zone."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


@register.filter
@lru_cache(maxsize=500)
def said(text: str, kind: str = "paragraphs") -> SafeString:
    """What somebody wrote to many: its addresses as links, in paragraphs, or as one ``line``; worked out once for a text."""
    linked = defaultfilters.urlize(text)
    return SafeString(linked if kind == "line" else defaultfilters.linebreaks(linked))


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
    """Whose site this is; without the database, for pages that come out when it doesn't work."""
    return OFFICE


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """The one address of this page without its query; empty on pages drawn without a request (error 500)."""
    request: HttpRequest | None = context.get("request")
    return f"{settings.SITE_URL.rstrip('/')}{request.path}" if request else ""


@register.simple_tag(takes_context=True)
def preview_checker(context: template.Context) -> str:
    """Wagtail's bar, which checks accessibility while staff write; in previews only.

    On a public page it would ask who is there, and no cache could keep the page.
    """
    is_preview = getattr(context.get("request"), "is_preview", False)
    return wagtailuserbar(context) if is_preview else ""


@register.simple_tag(takes_context=True)
def block_text(context: template.Context, name: str) -> SafeString:
    """What the block ``name`` of this page says, on one line, to say it a second time (Open Graph beside title)."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    if block is None:
        found = context.template.nodelist.get_nodes_by_type(BlockNode)
        block = next(node for node in found if node.name == name)
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
    """The page numbers worth a link beside page ``number``; ``None`` stands for a gap."""
    return [
        None if page == paginator.ELLIPSIS else int(page)
        for page in paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    ]


@register.filter
def lama_belajar(minutes: int | None) -> str:
    """A length in the words people use: 25 gives ``25 menit``, 90 gives ``1 jam 30 menit``."""
    hours, rest = divmod(minutes or 0, 60)
    return " ".join(part for part in (f"{hours} jam" if hours else "", f"{rest} menit" if rest or not hours else "") if part)
