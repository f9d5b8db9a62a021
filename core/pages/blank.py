"""When is a field empty? White space, invisible characters and markup around nothing don't make it filled in."""

import html
import re
from typing import Any

_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff]+"
)
# A picture or an embed is content without a word.
_CONTENT_TAG = re.compile(r"<(?:img|embed|video|audio|iframe)\b", re.IGNORECASE)


def is_blank_text(text: str) -> bool:
    """Plain text that shows nothing."""
    return not _INVISIBLE.sub("", text)


def is_blank_html(markup: str) -> bool:
    """Rich text that shows nothing: ``<p>&nbsp;</p>`` is empty, a picture isn't."""
    return not _CONTENT_TAG.search(markup) and is_blank_text(html.unescape(_TAG.sub("", markup)))


def is_blank(value: Any) -> bool:
    """None, blank text, or a list, mapping or StreamField value in which every part is blank. Numbers and False aren't."""
    if value is None:
        return True
    if hasattr(value, "source"):  # Wagtail's RichText
        return is_blank_html(value.source)
    if isinstance(value, str):
        return is_blank_text(value)
    if hasattr(value, "items"):
        return all(is_blank(part) for part in value.values())
    if hasattr(value, "block") and hasattr(value, "value"):  # one block of a stream
        return is_blank(value.value)
    if hasattr(value, "__iter__"):
        return all(is_blank(part) for part in value)
    return False
