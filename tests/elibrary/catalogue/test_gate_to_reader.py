"""A catalogue that the gate for uploads takes is recognised and read, and one that can be read gets through the gate."""

import io
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from core.files.uploads.checks import check_upload
from core.files.uploads.kinds import kind_of
from elibrary.catalogue.services.imports import CATALOGUE
from elibrary.formats.detection import recognise
from elibrary.formats.extraction import READERS
from elibrary.formats.opds import opds1
from elibrary.formats.records import Extracted

TITLE = "Kopi Lereng — café Ijen"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
DECLARED = '<?xml version="1.0" encoding="{}"?>\n'
XMLS = {
    "onix": '<ONIXMessage release="3.0"><Product><RecordReference>A</RecordReference><NotificationType>03</NotificationType>'
    "<DescriptiveDetail><ProductForm>ED</ProductForm><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01"
    f"</TitleElementLevel><TitleText>{TITLE}</TitleText></TitleElement></TitleDetail></DescriptiveDetail></Product></ONIXMessage>",
    "opds1": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id><title>{TITLE}</title></entry></feed>',
    "marc": '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000   4500</leader>'
    f'<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{TITLE}</subfield></datafield></record></collection>',
}
TEXTS = {
    "opds2": f'{{"metadata": {{"title": "Umpan"}}, "publications": [{{"metadata": {{"title": "{TITLE}"}}, "links": []}}]}}',
    "csv": f"Judul;Pengarang;Harga\n{TITLE};Siti Aminah;45.000\n",
}


def through_the_gate(content: bytes, folder: Path) -> tuple[str, Iterator[Extracted]]:
    """What the file was recognised as, and its records."""
    check_upload(ContentFile(content, name="katalog.bin"), allowed=CATALOGUE.allowed, most_bytes=1_000_000)
    path = folder / "katalog"
    path.write_bytes(content)
    name = recognise(str(path))
    return name, import_module(READERS[name]).records(str(path))


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("name", [*XMLS, *TEXTS])
def test_every_format_in_every_encoding_of_unicode(tmp_path: Path, name: str, encoding: str) -> None:
    recognised, found = through_the_gate({**XMLS, **TEXTS}[name].encode(encoding), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record]) == (name, [TITLE])


@pytest.mark.parametrize("encoding", [*UNICODE[2:], "cp1252"])
@pytest.mark.parametrize("name", XMLS)
def test_xml_that_declares_its_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    declared = {"cp1252": "windows-1252"}.get(encoding, encoding[:6])
    recognised, found = through_the_gate((DECLARED.format(declared) + XMLS[name]).encode(encoding), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record]) == (name, [TITLE])


@pytest.mark.parametrize("name", XMLS)
def test_xml_in_utf_8_that_calls_itself_utf_16(tmp_path: Path, name: str) -> None:
    recognised, found = through_the_gate((DECLARED.format("utf-16") + XMLS[name]).encode(), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record]) == (name, [TITLE])


@pytest.mark.parametrize("name", TEXTS)
def test_text_of_windows(tmp_path: Path, name: str) -> None:
    recognised, found = through_the_gate(TEXTS[name].encode("cp1252"), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record]) == (name, [TITLE])


def marc(*, subjects: int = 0, before: bytes = b"") -> bytes:
    """A record in UTF-8 with this many subjects behind its title."""
    fields = [("245", f"00\x1fa{TITLE}"), *(("650", f" 0\x1faSubjek {number}") for number in range(subjects))]
    data, directory = b"", b""
    for tag, text in fields:
        piece = text.encode() + b"\x1e"
        directory += f"{tag}{len(piece):04}{len(data):05}".encode()
        data += piece
    base = 24 + len(directory) + 1
    leader = f"{base + len(data) + 1:05}nam a22{base:05}   4500".encode()
    return before + leader + directory + b"\x1e" + data + b"\x1d"


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\x00"], ids=["none", "line", "nul"])
@pytest.mark.parametrize("subjects", [0, 81, 82, 100, 500])
def test_marc_whatever_the_length_of_its_directory(tmp_path: Path, subjects: int, before: bytes) -> None:
    recognised, found = through_the_gate(marc(subjects=subjects, before=before), tmp_path)
    (one,) = found
    assert (recognised, one.record.title, one.problems) == ("marc", TITLE, ())


def test_marc_8_and_a_damaged_leader(tmp_path: Path) -> None:
    recognised, found = through_the_gate(
        (Path(__file__).parents[1] / "formats" / "fixtures" / "marc8.dat").read_bytes(), tmp_path
    )
    assert (recognised, len(list(found))) == ("marc", 1)
    damaged = (b"?" * 24) + marc(subjects=9)[24:].replace(b",", b"")
    recognised, found = through_the_gate(damaged + marc(), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record][-1]) == ("marc", TITLE)


def test_a_workbook(tmp_path: Path) -> None:
    book, target = Workbook(), io.BytesIO()
    book.active.append(["Judul", "Harga"])
    book.active.append([TITLE, 45000])
    book.save(target)
    recognised, found = through_the_gate(target.getvalue(), tmp_path)
    assert (recognised, [one.record.title for one in found]) == ("xlsx", [TITLE])


def test_a_letterhead_longer_than_a_screen_hides_no_table(tmp_path: Path) -> None:
    head = "".join(f"Penerbit Lereng Ijen baris {number}\n" for number in range(20))
    recognised, found = through_the_gate((head + TEXTS["csv"]).encode("utf-32-le"), tmp_path)
    assert (recognised, [one.record.title for one in found if one.record]) == ("csv", [TITLE])


def test_a_broken_record_of_two_bytes_a_letter_stops_no_other(tmp_path: Path) -> None:
    entry = "<entry><id>urn:x:1</id><title>{}</title></entry>\n"
    text = (
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n{entry.format("A")}{entry.format("B & C")}{entry.format("D")}</feed>'
    )
    (tmp_path / "feed").write_bytes(text.encode("utf-16-le"))
    found = list(opds1.records(str(tmp_path / "feed")))
    assert [one.record.title if one.record else one.line for one in found] == ["A", 3, "D"]


@pytest.mark.parametrize(
    "content", [b"MZ\x00\x00,", bytes(range(256)) * 8, b"hanya kata", b"\x00" * 4096, b"12345 angka saja"]
)
def test_what_no_reader_knows_stays_out(content: bytes) -> None:
    assert kind_of(content) is None
