"""A mistake in our own parser is logged and reported as ours; a damaged file is reported as damaged and not logged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from core.sandbox.own_errors import OWN_ERROR
from elibrary.formats import extraction
from elibrary.formats.marc import reader
from elibrary.formats.opds import opds2, pages
from elibrary.formats.records import Extracted

FIXTURES = Path(__file__).parent / "fixtures"


def _mistake(*_args: object, **_named: object) -> NoReturn:
    raise KeyError("isi berkas")


def _lines_of(found: list[Extracted]) -> list[str]:
    return [problem.message for one in found for problem in one.problems if problem.is_refusal]


def _assert_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert "KeyError in our own code" in caplog.text
    assert "test_own_errors.py" in caplog.text
    assert "KeyError: 'isi berkas'" not in caplog.text


def test_a_mistake_in_the_reader_of_marc_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("elibrary.formats.marc.reader.product", _mistake)
    found = list(reader.records(str(FIXTURES / "multi_isbn.dat")))
    assert set(_lines_of(found)) == {OWN_ERROR}
    _assert_logged(caplog)


def _bundle(tmp_path: Path, content: bytes) -> str:
    page = tmp_path / "halaman"
    page.write_bytes(content)
    target = tmp_path / "umpan"
    bundle = pages.Bundle(target)
    bundle.add("https://penerbit.example/opds", page)
    bundle.close()
    return str(target)


def test_a_mistake_in_the_reader_of_a_feeds_page_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr(opds2, "records", _mistake)
    found = list(pages.records(_bundle(tmp_path, (FIXTURES / "opds_2_0.json").read_bytes())))
    assert _lines_of(found) == [OWN_ERROR]
    _assert_logged(caplog)


def test_a_damaged_page_of_a_feed_is_not_logged_as_a_mistake_of_ours(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    found = list(pages.records(_bundle(tmp_path, (FIXTURES / "opds_2_0.json").read_bytes()[:900])))
    assert len(_lines_of(found)) == 1
    assert OWN_ERROR not in _lines_of(found)
    assert not caplog.records


def test_a_mistake_after_some_records_is_logged_and_what_was_read_remains(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def records() -> Iterator[Extracted]:
        yield Extracted(1, None)
        _mistake()

    target = tmp_path / "hasil"
    assert extraction.write(records(), str(target)) == 2
    lines = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert [problem["message"] for problem in lines[1]["problems"]] == [OWN_ERROR]
    _assert_logged(caplog)
