"""Template tag for the script that stores offline copies."""

from django import template

from lms.learning import offline

register = template.Library()


@register.simple_tag(takes_context=True)
def owner_token(context: template.Context) -> str:
    """The pseudonymous owner token of the page's user; empty for anonymous users."""
    user = getattr(context.get("request"), "user", None)
    return offline.owner_token(user) if user is not None and user.is_authenticated else ""
