"""All the decree's standards go out and come in again unchanged."""

from cms.standards import DATA_FILE
from cms.standards_export import current_standards
from tests.cms.imports import uploaded
from tests.cms.test_standards_import import verdicts


def test_the_whole_decree_read_back_changes_nothing(whole_site: list[str]) -> None:
    assert verdicts(uploaded(current_standards())) == {}
    assert verdicts(uploaded(DATA_FILE.read_bytes())) == {}
