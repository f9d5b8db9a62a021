"""Sets of queries that people type, each with the services that should answer it, and the figures of a set."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.search.selectors import search_site

Asked = dict[str, Any]


@dataclass(frozen=True)
class QuerySet:
    """``titles``: the short names of the services → their titles in small letters."""

    queries: tuple[Asked, ...]
    titles: dict[str, str]

    @property
    def meant(self) -> tuple[Asked, ...]:
        return tuple(query for query in self.queries if query["first_three"])

    @property
    def named(self) -> tuple[Asked, ...]:
        return tuple(query for query in self.queries if "first" in query)

    @property
    def foreign(self) -> tuple[Asked, ...]:
        """What other offices do."""
        return tuple(query for query in self.queries if not query["first_three"])


@dataclass(frozen=True)
class Figures:
    """``success``: share of queries with all that is meant among the first three; ``mrr``: mean of 1/rank of the first of
    them; ``on_top``: share of the services named that stand first; ``silent``: share of foreign queries that find nothing.
    """

    success: float
    mrr: float
    on_top: float
    silent: float

    def __str__(self) -> str:
        return f"success@3 {self.success:.3f}, MRR {self.mrr:.3f}, on top {self.on_top:.3f}, nothing {self.silent:.3f}"


def query_set(name: str) -> QuerySet:
    asked = json.loads((Path(__file__).parent / "data" / name).read_text("utf-8"))
    return QuerySet(tuple(asked["queries"]), {short: title.casefold() for short, title in asked["services"].items()})


def services_for(text: str) -> list[str]:
    """Titles of the services shown for it, best first."""
    found = search_site(text=text, person=AnonymousUser())
    return [
        subject.result.title.casefold()
        for kind in found.kinds
        if kind.provider.kind == "layanan"
        for subject in kind.subjects
    ]


def wanted_of(asked: QuerySet, query: Asked) -> set[str]:
    return {asked.titles[name] for name in query["first_three"]}


def figures(asked: QuerySet) -> Figures:
    shown = {query["q"]: services_for(query["q"]) for query in asked.queries}
    return Figures(
        success=_share([wanted_of(asked, query) <= set(shown[query["q"]][:3]) for query in asked.meant]),
        mrr=_share([_worth(shown[query["q"]], wanted_of(asked, query)) for query in asked.meant]),
        on_top=_share([shown[query["q"]][:1] == [asked.titles[query["first"]]] for query in asked.named]),
        silent=_share([shown[query["q"]] == [] for query in asked.foreign]),
    )


def of_kind(asked: QuerySet, kind: str) -> QuerySet:
    return QuerySet(tuple(query for query in asked.queries if query["kind"] == kind), asked.titles)


def _share(found: Sequence[float]) -> float:
    """The mean; what was never asked is never wrong."""
    return sum(found) / len(found) if found else 1.0


def _worth(shown: Sequence[str], wanted: set[str]) -> float:
    return next((1 / place for place, title in enumerate(shown, start=1) if title in wanted), 0.0)


def name_of(query: Asked) -> str:
    return str(query["q"])
