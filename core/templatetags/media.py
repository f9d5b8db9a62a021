"""Addresses of private files, as the page that shows them hands them out."""

from django import template

from core.files.models.media_file import MediaFile

register = template.Library()


@register.simple_tag(takes_context=True)
def media_url(context: template.Context, file: MediaFile, part: str = "file") -> str:
    """Where ``file`` (or its ``captions``) is for whoever reads this page.

    The view puts ``media_address`` into the context, a function of file and part; a page without one links to nothing.
    """
    address = context.get("media_address")
    return address(file, part) if address else ""
