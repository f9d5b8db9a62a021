import pytest

from elibrary.catalogue.selectors import Summary, catalogue_summary
from elibrary.formats.records import Extracted, ProductRecord
from tests.elibrary.catalogue.outcomes import Import
from tests.factories.catalogue import Reader, applied, checked


@pytest.fixture
def bring(reader: Reader) -> Import:
    """Import these records for one publisher and tell what came of it."""

    def run(*records: ProductRecord | Extracted, publisher: str = "balai-pustaka") -> Summary:
        return catalogue_summary(applied(checked(reader.file_of(records), publisher=publisher)), with_problems=True)

    return run
