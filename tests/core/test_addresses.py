"""Addresses that are worked out once are those that Django works out each time."""

from typing import Any

import pytest
from django.template import Context, RequestContext, engines
from django.test import RequestFactory, override_settings
from django.urls import NoReverseMatch, include, path, reverse, set_script_prefix

from core.addresses import address


def _view(request: Any) -> None: ...


_inner = [path("<value>/", _view, name="inner")]
urlpatterns = [
    path("satu/<value>/", _view, name="one"),
    path("dua/<first>/<second>/", _view, name="two"),
    path("a/", include((_inner, "part"), namespace="a")),
    path("b/", include((_inner, "part"), namespace="b")),
]


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize("value", [1, True, 1.0, "1", "ijin & izin", ("1",), [1]], ids=repr)
def test_every_value_has_its_own_address(value: Any) -> None:
    for _ in range(2):
        assert address("one", value) == reverse("one", args=[value])
        assert address("one", value=value) == reverse("one", kwargs={"value": value})


def test_names_of_values_count_and_not_their_order() -> None:
    assert address("two", first="a", second="b") == address("two", second="b", first="a") == "/dua/a/b/"
    assert address("two", first="b", second="a") == "/dua/b/a/"


def test_the_part_of_the_site_that_asks_decides() -> None:
    assert address("part:inner", 1, current_app="a") == "/a/1/"
    assert address("part:inner", 1, current_app="b") == "/b/1/"


def test_another_map_of_the_site_and_another_place_of_it_have_their_own() -> None:
    assert address("one", 7) == "/satu/7/"
    set_script_prefix("/di-bawah/")
    try:
        assert address("one", 7) == "/di-bawah/satu/7/"
    finally:
        set_script_prefix("/")
    with override_settings(ROOT_URLCONF="config.urls"), pytest.raises(NoReverseMatch):
        address("one", 7)
    assert address("one", 7) == "/satu/7/"


def test_an_unknown_name_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("nobody", 1)


def render(source: str, **values: Any) -> str:
    return engines["django"].from_string(source).template.render(Context(values))


def test_the_tag_keeps_the_rules_of_django() -> None:
    assert render("{% url 'one' x %}", x="a&b") == "/satu/a&amp;b/"
    assert render("{% autoescape off %}{% url 'one' x %}{% endautoescape %}", x="a&b") == "/satu/a&b/"
    assert render("{% url name value=x as there %}[{{ there }}]", name="one", x=3) == "[/satu/3/]"
    assert render("{% url 'nobody' as there %}[{{ there }}]") == "[]"
    with pytest.raises(NoReverseMatch):
        render("{% url 'nobody' %}")


def test_the_tag_asks_the_request_for_its_part_of_the_site(rf: RequestFactory) -> None:
    request = rf.get("/b/1/")
    source = engines["django"].from_string("{% url 'part:inner' 1 %}").template
    request.current_app = "b"  # type: ignore[attr-defined]
    assert source.render(RequestContext(request)) == "/b/1/"
    del request.current_app  # type: ignore[attr-defined]
    request.resolver_match = type("Match", (), {"namespace": "a"})()
    assert source.render(RequestContext(request)) == "/a/1/"
