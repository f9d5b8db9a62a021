"""A file's format is told by what is in it; whatever else comes, the refusal says what it is."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.sandbox.verdict import Refused
from elibrary.formats.detection import recognise

FIXTURES = Path(__file__).parent / "fixtures"
TABLE = "Judul;Penulis;Harga\nCafé;Budi;1.000\nDua;Cici;2.000\n"


@pytest.fixture
def format_of(tmp_path):
    def _format(content):
        path = tmp_path / "berkas.pdf"  # the name must not matter
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return recognise(str(path))

    return _format


def _zip(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def _workbook():
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("marc8.dat", "marc"),
        ("bad_subfield_code.dat", "marc"),
        ("utf8.xml", "marc"),
        ("wiki_1_1.opds", "opds1"),
        ("opds_2_0.json", "opds2"),
        ("kbart_thoth.tsv", "csv"),
    ],
)
def test_files_of_other_software_are_recognised(name, expected):
    assert recognise(str(FIXTURES / name)) == expected


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?>\n<!-- <feed> -->\n<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">',
        '<!DOCTYPE ONIXMessage SYSTEM "http://www.editeur.org/onix/2.1/reference/onix-international.dtd"><ONIXMessage>',
        '<?xml version="1.0" encoding="iso-8859-1"?><ONIXmessage release="3.0">',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><o:ONIXMessage>',
    ],
)
def test_onix_is_recognised_in_every_dress(format_of, content):
    assert format_of(content) == "onix"
    assert format_of(content.encode("utf-16")) == "onix"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_tables_of_text_are_recognised(format_of, delimiter, encoding):
    assert format_of(TABLE.replace(";", delimiter).encode(encoding)) == "csv"


def test_workbooks_and_a_group_feed_are_recognised(format_of):
    assert format_of(_workbook()) == "xlsx"
    assert format_of('\ufeff {"metadata": {"title": "x"}, "groups": []}') == "opds2"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kosong"),
        (b"\x00" * 100, "kosong"),
        (b"%PDF-1.7 ...", "PDF"),
        (gzip.compress(b"x"), "gzip"),
        (b"\x89PNG\r\n", "gambar"),
        (_zip("katalog.xml"), "ZIP"),
        (_zip("META-INF/container.xml", "mimetype"), "EPUB"),
        (_zip("word/document.xml"), "Word"),
        (_zip("content.xml"), "LibreOffice"),
        (_zip("xl/workbook.xml")[:60], "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Office lama"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"<!DOCTYPE html><html><head><title>502 Bad\nGateway</title>", "HTML.*502 Bad Gateway"),
        (b'<rss version="2.0"><channel/></rss>', "RSS"),
        (b"<modsCollection/>", "MODS"),
        (b"<katalog/>", "<katalog>"),
        (b'{"error": "unauthorized"}', "unauthorized"),
        (b"{\\rtf1 x}", "RTF"),
        (b"Yth. Dinas Koperasi\nBersama ini kami kirim katalog\n", "teks biasa.*Yth"),
        (bytes(range(1, 256)) * 10, "tidak dikenali"),
    ],
    ids=lambda value: value if isinstance(value, str) else "berkas",  # archives hold the time at which they were made
)
def test_whatever_else_comes_is_named(format_of, content, said):
    with pytest.raises(Refused, match=f"(?s){said}"):
        format_of(content)
