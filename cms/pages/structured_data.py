"""schema.org description of the questions and answers: the very words that are on the page."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import get_text_for_indexing

from cms.pages.models.faq import FaqPage

Node = dict[str, Any]


def as_script_text(node: Node) -> SafeString:
    """JSON that can't end the script element it stands in, whatever an editor typed."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308 - escaped above, as Django's json_script does


def faq_node(page: FaqPage) -> dict[str, Any]:
    """``FAQPage`` with every question in the page's order."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": page.title,
        "url": page.full_url,
        "mainEntity": [_question(item) for group in page.groups for item in group.value["questions"]],
    }


def _question(item: Any) -> dict[str, Any]:
    return {
        "@type": "Question",
        "name": item["question"],
        "acceptedAnswer": {"@type": "Answer", "text": plain_text(item["answer"].source)},
    }


def plain_text(markup: str) -> str:
    return " ".join(get_text_for_indexing(markup).split())
