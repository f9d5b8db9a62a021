"""Registry of search providers, one for each kind. Subjects register theirs in ``register.py``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.people.types import Person
from core.registry import Registry
from core.search.protocol import Document


@dataclass(frozen=True)
class SearchResult:
    """How a found subject is shown: read from the database, while its snippet comes from the index."""

    title: str
    url: str
    summary: str = ""


@dataclass(frozen=True)
class SearchProvider:
    """One searchable ``kind``; ``label`` is the Indonesian plural heading of its results.

    ``refs`` returns every subject to index, ``documents`` all documents of one (an empty sequence removes it), and
    ``resolve`` the results for those refs that the user may see, in a fixed number of queries. Kinds are sorted by
    ``order``. ``own_business``: what this office does, not shown for words that name the business of others.
    """

    kind: str
    label: str
    refs: Callable[[], Iterable[str]]
    documents: Callable[[str], Sequence[Document]]
    resolve: Callable[[Sequence[str], Person], Mapping[str, SearchResult]]
    order: int = 50
    own_business: bool = False


_providers: Registry[SearchProvider] = Registry("search providers")


def register_search_provider(provider: SearchProvider) -> None:
    _providers.register(provider.kind, provider, order=provider.order)


def get_provider(kind: str) -> SearchProvider | None:
    return _providers.get(kind)


def all_providers() -> list[SearchProvider]:
    return sorted(_providers, key=lambda provider: (provider.order, provider.label))
