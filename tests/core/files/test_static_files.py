"""The address of a static file is worked out once a process; a name nobody collected is an error each time."""

import json
from pathlib import Path

import pytest

from core.files.static_files import MemoizedManifestStorage


@pytest.fixture
def storage(tmp_path: Path) -> MemoizedManifestStorage:
    names = {"css/base.css": "css/base.1234.css"}
    (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": names, "hash": "a"}))
    return MemoizedManifestStorage(location=str(tmp_path), base_url="/static/")


def test_the_list_is_asked_once_for_each_name(storage: MemoizedManifestStorage) -> None:
    assert storage.url("css/base.css") == "/static/css/base.1234.css"
    storage.hashed_files.clear()
    assert storage.url("css/base.css") == "/static/css/base.1234.css"


def test_a_name_that_was_not_collected_is_an_error_each_time(storage: MemoizedManifestStorage) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            storage.url("css/none.css")
