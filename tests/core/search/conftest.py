import pytest

from core.search.engines import get_engine


@pytest.fixture
def engine(settings, tmp_path):
    """A fresh index in a folder of its own."""
    settings.SEARCH_URL = f"whoosh://{tmp_path}/search"
    return get_engine()
