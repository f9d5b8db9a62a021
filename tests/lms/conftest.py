import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Rate limits live in the cache; one test's attempts are not another's."""
    cache.clear()
