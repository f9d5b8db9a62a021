"""Queries about the site's own pages and the first result that each should have (``site_queries.json``, docs/search.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import AnonymousUser

from cms.standards.models.service import ServicePage
from core.search.selectors import Found, search_site

SERVICES = "layanan"


@dataclass(frozen=True)
class SiteQuery:
    """``first``: the addresses of which one must be on top; empty for business of other offices, which shows no service."""

    text: str
    kind: str
    first: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """``wrong``: each query answered otherwise, with what was shown first ("" for nothing)."""

    asked: int
    wrong: Mapping[str, str]

    @property
    def right(self) -> int:
        return self.asked - len(self.wrong)

    def __str__(self) -> str:
        missed = "".join(f"\n  {text}: {shown or '(nothing)'}" for text, shown in self.wrong.items())
        return f"{self.right} of {self.asked}{missed}"


def site_queries() -> tuple[SiteQuery, ...]:
    data = json.loads((Path(__file__).parent / "data" / "site_queries.json").read_text("utf-8"))
    return tuple(SiteQuery(entry["q"], entry["kind"], tuple(entry["first"])) for entry in data["queries"])


def answers(queries: tuple[SiteQuery, ...]) -> Answers:
    data = json.loads((Path(__file__).parent / "data" / "site_queries.json").read_text("utf-8"))
    addresses = {short: ServicePage.objects.get(title=title).url for short, title in data["services"].items()}
    wrong = {}
    for query in queries:
        found = search_site(text=query.text, person=AnonymousUser())
        shown = shown_first(found) if query.first else shown_service(found)
        if shown not in ({addresses.get(first, first) for first in query.first} or {""}):
            wrong[query.text] = shown
    return Answers(len(queries), wrong)


def shown_first(found: Found) -> str:
    """The address at the top of the page of results; "" for none."""
    promoted = [each.url for each in found.promoted]
    subjects = [subject.result.url for kind in found.kinds for subject in kind.subjects]
    return next(iter([*promoted, *subjects]), "")


def shown_service(found: Found) -> str:
    """The address of the first service shown; "" for none."""
    services = [kind for kind in found.kinds if kind.provider.kind == SERVICES]
    return next((subject.result.url for kind in services for subject in kind.subjects), "")
