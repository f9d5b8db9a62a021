"""The engine that SEARCH_URL names, one per process and address."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from core.search.protocol import SearchEngine


def get_engine() -> SearchEngine:
    return _engine(settings.SEARCH_URL)


@lru_cache(maxsize=4)
def _engine(url: str) -> SearchEngine:
    from core.search.engines.whoosh import WhooshEngine  # an engine's library is loaded when it is chosen

    return WhooshEngine(Path(unquote(urlsplit(url).path)))
