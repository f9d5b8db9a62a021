import pytest

from core.registry import Registry
from core.search import registry
from core.search.engines.current import get_engine
from core.search.protocol import Document
from core.search.registry import SearchProvider, SearchResult, register_search_provider


@pytest.fixture
def engine(settings, tmp_path):
    """A fresh index in a folder of its own."""
    settings.SEARCH_URL = f"whoosh://{tmp_path}/search"
    return get_engine()


class Shelf:
    """Subjects of one kind as an app would hold them: each with texts, some hidden from the public."""

    def __init__(self, kind, label, order):
        self.kind = kind
        self.texts: dict[str, tuple[str, list[str]]] = {}
        self.hidden: set[str] = set()
        register_search_provider(
            SearchProvider(kind, label, self.refs, self.documents, self.resolve, order, own_business=kind == "layanan")
        )

    def put(self, ref, title, *texts):
        self.texts[ref] = (title, list(texts))

    def refs(self):
        return list(self.texts)

    def documents(self, ref):
        title, texts = self.texts.get(ref, ("", []))
        first = 0 if len(texts) == 1 else 1
        return [
            Document(self.kind, ref, number, title, text, f"/{self.kind}/{ref}/{number}/")
            for number, text in enumerate(texts, start=first)
        ]

    def resolve(self, refs, person):
        return {
            ref: SearchResult(self.texts[ref][0], f"/{self.kind}/{ref}/")
            for ref in refs
            if ref in self.texts and ref not in self.hidden
        }


@pytest.fixture
def shelves(engine, monkeypatch):
    """A kind with one text a subject and a kind with pages, in place of what the apps register."""
    monkeypatch.setattr(registry, "_providers", Registry("search providers"))
    return Shelf("layanan", "Layanan", 10), Shelf("buku", "Buku", 40)
