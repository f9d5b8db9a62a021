"""schema.org ``FAQPage`` of the FAQ page, with the text of the page."""

import json

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StructValue
from wagtail.rich_text import get_text_for_indexing

from cms.pages.models.faq import FaqPage

Node = dict[str, object]


def as_script_text(node: Node) -> SafeString:
    """JSON escaped for a script element."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308 - escaped above, as Django's json_script does


def faq_node(page: FaqPage) -> Node:
    """``FAQPage`` with every question in the page's order."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": page.title,
        "url": page.full_url,
        "mainEntity": [_question(item) for group in page.groups for item in group.value["questions"]],
    }


def _question(item: StructValue) -> Node:
    return {
        "@type": "Question",
        "name": item["question"],
        "acceptedAnswer": {"@type": "Answer", "text": plain_text(item["answer"].source)},
    }


def plain_text(markup: str) -> str:
    return " ".join(get_text_for_indexing(markup).split())
