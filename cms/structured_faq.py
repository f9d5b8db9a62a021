"""schema.org description of the questions and answers: the very words that are on the page."""

from typing import Any

from wagtail.rich_text import get_text_for_indexing

from cms.models.faq import FaqPage


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
