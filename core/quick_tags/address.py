"""``{% url %}``, from ``core.addresses``."""

from django import template
from django.template import defaulttags
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from core.addresses import address

register = template.Library()


class AddressNode(defaulttags.URLNode):
    """Django's rules: the request names the application that is meant; with ``as`` an unknown address is empty."""

    def render(self, context: template.Context) -> str:
        args = [part.resolve(context) for part in self.args]
        kwargs = {name: part.resolve(context) for name, part in self.kwargs.items()}
        try:
            found = address(self.view_name.resolve(context), *args, current_app=_current_app(context), **kwargs)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""


def _current_app(context: template.Context) -> str | None:
    request = getattr(context, "request", None)
    return getattr(request, "current_app", getattr(getattr(request, "resolver_match", None), "namespace", None))


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> AddressNode:
    node = defaulttags.url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
