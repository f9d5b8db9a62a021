"""Running text."""

from typing import Any

from wagtail import blocks

# The title of a page is its only h1; h4 and deeper would mean that the page is too long.
RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and two levels of headings; nothing that carries a look of its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("label", "Teks")
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        template = "core/blocks/text.html"
