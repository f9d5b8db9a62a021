"""``{% translate "…" %}``: a sentence that stands in the template is looked up once for a language."""

from django import template
from django.templatetags import i18n
from django.utils.translation import get_language


class SentenceNode(template.Node):
    child_nodelists = ()

    def __init__(self, node: i18n.TranslateNode) -> None:
        self._node = node
        self._said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: template.Context) -> str:
        key = get_language(), context.autoescape
        if (said := self._said.get(key)) is None:
            said = self._said[key] = self._node.render(context)
        return said


def translate(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Only ``{% translate "…" %}`` is kept: no variable, filter, context or ``as``."""
    node = i18n.do_translate(parser, token)
    words = token.split_contents()
    is_plain = len(words) == 2 and words[1][0] in "\"'" and words[1][-1] == words[1][0]
    return SentenceNode(node) if is_plain and not node.filter_expression.filters else node


def keep_sentences() -> None:
    """In the place of Django's, in its own library: a second one of that name would be warned of."""
    for name in ("translate", "trans"):
        i18n.register.tag(name, translate)
