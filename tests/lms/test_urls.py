"""The subjects' addresses are gathered in any order: each path is matched by one pattern alone."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RegexPattern

from lms.urls import urlpatterns

SAMPLES = {"str": "x", "int": "7", "uuid": str(UUID(int=7)), "slug": "x"}


def patterns(under: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in under:
        assert not isinstance(one.pattern, RegexPattern)
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route)
        else:
            yield route


ROUTES = list(patterns(urlpatterns))


def expression(route: str) -> str:
    parts = {"str": "[^/]+", "int": "[0-9]+", "uuid": "[0-9a-f-]{36}"}
    pieces = re.split(r"<(\w+):\w+>", route)
    return "".join(parts[piece] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


@pytest.mark.parametrize("route", ROUTES)
def test_an_address_is_matched_by_its_own_pattern_alone(route: str) -> None:
    path = re.sub(r"<(\w+):\w+>", lambda found: SAMPLES[found[1]], route)
    assert [other for other in ROUTES if re.fullmatch(expression(other), path)] == [route]
