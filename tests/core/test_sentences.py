"""A sentence of a template is looked up once for a language, and says what Django would have said."""

from typing import Any

import pytest
from django.template import Context, engines
from django.templatetags import i18n
from django.utils.translation import override

from core.quick_tags.i18n import SentenceNode

SOURCES = [
    '{% translate "Save" %}',
    "{% trans 'Log out' %}",
    '{% translate "100% & <b>" %}',
    '{% translate "100%% sure" %}',
    '{% translate "Save"|upper %}',
    "{% translate word %}",
    '{% translate "Save" noop %}',
    '{% translate "Save" as it %}<{{ it }}>',
    '{% translate "May" context "abbr. month" %}',
    '{% autoescape off %}{% translate "a & b" %}{% endautoescape %}{% translate "a & b" %}',
    "{% blocktranslate with x=word %}Halo {{ x }}{% endblocktranslate %}",
    "{% get_current_language as code %}{{ code }}",
]


@pytest.mark.parametrize("source", SOURCES)
def test_it_says_what_django_says_in_each_language(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = engines["django"].from_string("{% load i18n %}" + source).template
    for name in ("translate", "trans"):
        monkeypatch.setitem(i18n.register.tags, name, i18n.do_translate)
    theirs = engines["django"].from_string("{% load i18n %}" + source).template
    assert not [*theirs.nodelist.get_nodes_by_type(SentenceNode)]
    for language in ("id", "de", "id", None):
        with override(language):
            values: dict[str, Any] = {"word": "Search"}
            assert ours.render(Context(values)) == theirs.render(Context(values))


def test_it_is_looked_up_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr("django.template.base.gettext_lazy", lambda text: asked.append(text) or text)
    template = engines["django"].from_string('{% load i18n %}{% translate "Simpan" %}').template
    for language in ("id", "id", "de", "de"):
        with override(language):
            assert template.render(Context()) == "Simpan"
    assert asked == ["Simpan", "Simpan"]
