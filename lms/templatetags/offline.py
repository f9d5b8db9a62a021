"""What a page says to the script that keeps copies."""

from django import template

from lms.learning import offline

register = template.Library()


@register.simple_tag(takes_context=True)
def owner_token(context: template.Context) -> str:
    """Whose page this is, in a word that says nothing about the person; empty for a page drawn without a person."""
    user = getattr(context.get("request"), "user", None)
    return offline.owner_token(user) if user is not None and user.is_authenticated else ""
