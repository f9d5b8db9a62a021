from collections.abc import Iterator

import pytest

from tests.factories.web import Web, web


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as server:
        yield server
