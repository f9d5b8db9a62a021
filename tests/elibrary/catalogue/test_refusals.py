"""Whatever is refused, the report says which record, at which line, why, and what to do about it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.imports.models import ImportRun
from elibrary.catalogue.selectors import catalogue_summary
from elibrary.formats import extraction, json_stream
from elibrary.formats.marc import reader
from elibrary.formats.onix import product as onix
from elibrary.formats.opds import opds1, opds2, pages
from elibrary.formats.records import Extracted, Problem
from elibrary.formats.tables import reader as tables
from tests.elibrary.formats.onix_messages import message
from tests.factories.catalogue import checked

FIXTURES = Path(__file__).parents[1] / "formats" / "fixtures"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
ENTRY = "<entry><id>urn:x:1</id><title>{}</title></entry>"
BOOKS = '{"publications": [{"metadata": {"title": "Koperasi Desa"}}'
ONIX = "<Product><RecordReference>A-1</RecordReference><NotificationType>{}</NotificationType>{}</Product>"
MARCXML = '<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>'
RECORD = '<record><leader>00000n{}m a2200000   4500</leader><controlfield tag="001">1</controlfield>{}</record>'
MRC = (FIXTURES / "marc8.dat").read_bytes()

FAULTS: dict[str, tuple[Callable[[str], Iterator[Extracted]], str | bytes]] = {
    "atom: no title": (opds1.records, ATOM.format("<entry><id>urn:x:1</id></entry>")),
    "atom: broken entry": (opds1.records, ATOM.format(ENTRY.format("A") + ENTRY.format("B & C") + ENTRY.format("D"))),
    "atom: broken off": (opds1.records, ATOM.format(ENTRY.format("A") * 2)[:-30]),
    "atom: entities": (opds1.records, '<!DOCTYPE feed [<!ENTITY a "b">]>' + ATOM.format(ENTRY.format("&a;"))),
    "atom: encoding": (opds1.records, '<?xml version="1.0" encoding="x-klingon"?>' + ATOM.format(ENTRY.format("A"))),
    "atom: deep": (opds1.records, ATOM.format(ENTRY.format("<b>" * 70 + "</b>" * 70))),
    "json: no title": (opds2.records, '{"publications": [{"metadata": {"identifier": "urn:x:1"}}]}'),
    "json: no metadata": (opds2.records, '{"publications": [{}]}'),
    "json: broken one": (opds2.records, BOOKS + ', {"metadata": {"title": "B", x}}]}'),
    "json: broken off": (opds2.records, BOOKS + ', {"metadata": {"title": "B", "x": [1'),
    "json: wrong end": (opds2.records, BOOKS + "]]"),
    "json: deep": (opds2.records, BOOKS + ', {"metadata": ' + "[" * 200),
    "json: endless text": (
        opds2.records,
        BOOKS + ', {"a": "' + "x" * (json_stream.MOST_CHARACTERS + 9),
    ),
    "json: large": (opds2.records, BOOKS + ', {"a": ["' + '", "'.join(["x" * 999_999] * 5) + '"]}]}'),
    "onix: test record": (onix.records, message(ONIX.format("88", ""))),
    "onix: no reference": (onix.records, message("<Product><NotificationType>03</NotificationType></Product>")),
    "onix: no title": (onix.records, message(ONIX.format("03", ""))),
    "onix: broken": (onix.records, message(ONIX.format("03", "</x>"), ONIX.format("03", ""))),
    "onix: broken off": (onix.records, message(ONIX.format("03", ""))[:-60]),
    "onix: broken before its reference": (onix.records, message("<Product></x></Product>")),
    "marc: cut short": (reader.records, MRC[: len(MRC) - 40]),
    "marc: leader": (reader.records, b"\xff" * 24 + b"\x1e" + b"a" * 50 + b"\x1d"),
    "marc: directory": (reader.records, b"00100nam a2200037   4500" + b"24500" + b"\x1e" + b"  \x1faA\x1e\x1d"),
    "marcxml: no title": (reader.records, MARCXML.format(RECORD.format("a", ""))),
    "marcxml: authority": (reader.records, MARCXML.format(RECORD.format("z", ""))),
    "marcxml: wrong tag": (reader.records, MARCXML.format(RECORD.format("a", '<datafield tag="?"/>'))),
    "marcxml: broken": (reader.records, MARCXML.format(RECORD.format("a", "&") + RECORD.format("a", ""))),
    "csv: no title": (tables.records, "Judul;Penulis;Harga\n;Siti;10000\n"),
    "csv: open quote": (tables.records, 'Judul;Penulis;Harga\n"Kopi;Siti;10000\nTeh;Budi;20000\n'),
}


def refusals(read: Callable[[str], Iterator[Extracted]], content: str | bytes, folder: Path) -> list[Problem]:
    path = folder / "katalog"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read(str(path)))
    return [problem for one in found for problem in one.problems if problem.is_refusal or one.record is None]


@pytest.mark.parametrize(("read", "content"), FAULTS.values(), ids=FAULTS)
def test_a_refusal_says_what_where_why_and_what_to_do(
    tmp_path: Path, read: Callable[[str], Iterator[Extracted]], content: str | bytes
) -> None:
    told = refusals(read, content, tmp_path)
    assert told
    for problem in told:
        assert problem.line >= 1
        for words in (problem.record, problem.message, problem.advice):
            assert words.strip()
        assert problem.advice.endswith(".")


@pytest.mark.parametrize("name", ["atom: broken entry", "json: broken one", "json: broken off"])
def test_a_broken_record_is_called_by_the_title_that_could_still_be_read(tmp_path: Path, name: str) -> None:
    assert refusals(*FAULTS[name], tmp_path)[0].record in ("B", "urn:x:1")


def test_a_page_of_a_feed_that_can_not_be_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "halaman").write_text("<html>Masuk</html>")
    bundle = pages.Bundle(tmp_path / "berkas")
    bundle.add("https://penerbit.example/opds?page=2", tmp_path / "halaman")
    bundle.close()
    (found,) = pages.records(str(tmp_path / "berkas"))
    (problem,) = found.problems
    assert problem.record == "Halaman https://penerbit.example/opds?page=2"
    assert problem.advice


def test_an_error_of_our_own_is_reported_as_ours_and_asks_for_no_other_file(tmp_path: Path) -> None:
    def broken() -> Iterator[Extracted]:
        yield Extracted(1, None, (Problem(1, "A", "Judul kosong.", "Isi judulnya.", is_refusal=True),))
        raise ValueError("bytes")

    extraction.write(broken(), str(tmp_path / "keluar"))
    *_, last = (tmp_path / "keluar").read_bytes().splitlines()
    (problem,) = json.loads(last)["problems"]
    assert (problem["record"], problem["advice"]) == (
        "Sisa berkas",
        "Hubungi pengelola sistem; berkasnya tidak perlu diperbaiki.",
    )


@pytest.mark.django_db
def test_the_report_of_an_import_says_it_too() -> None:
    run = checked(FAULTS["atom: broken entry"][1].encode(), publisher="aneh")  # type: ignore[union-attr]
    assert run.state == ImportRun.State.CHECKED
    (problem,) = (one for one in catalogue_summary(run, with_problems=True).problems if "rusak" in one["message"])
    assert (problem["line"], problem["record"]) == (1, "urn:x:1")
    assert problem["message"].endswith("lalu impor lagi; rekaman lain tetap dibaca.")


@pytest.mark.parametrize("number", ["3", "20240101", "123-456"])
def test_the_running_number_of_a_database_is_no_wrong_isbn(tmp_path: Path, number: str) -> None:
    path = tmp_path / "feed"
    path.write_text(ATOM.format(f"<entry><id>{number}</id><title>Koperasi</title></entry>"))
    (found,) = opds1.records(str(path))
    assert found.problems == ()
    assert [(one.scheme, one.value) for one in found.record.identifiers] == [("proprietary", number)]


@pytest.mark.parametrize("number", ["978-602-03-3295-7", "97860203329", "0306406153", "urn:isbn:123"])
def test_a_number_that_claims_to_be_an_isbn_and_is_none_is_told(tmp_path: Path, number: str) -> None:
    path = tmp_path / "feed"
    path.write_text(ATOM.format(f"<entry><id>{number}</id><title>Koperasi</title></entry>"))
    (found,) = opds1.records(str(path))
    assert [bool(one.advice) for one in found.problems] == [True]
