"""Lists that other systems export are known by their content, and taken only where a screen asks for them."""

import pytest
from django.core.files.base import ContentFile

from core.files.uploads.checks import UploadRefused, check_upload
from core.files.uploads.kinds import CSV, JSON, MARC, PDF, XML, FileKind

LISTS = (XML, JSON, CSV, MARC)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<?xml version='1.0'?><ONIXMessage/>", XML),
        (b"\xef\xbb\xbf\r\n<feed/>", XML),
        ("<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"), XML),
        (b'{"publications": []}', JSON),
        (b"Judul;Pengarang\nKopi;Siti\n", CSV),
        (b"Judul\tISBN\n", CSV),
        (b"00714cam a2200205 a 4500001001300000\x1e", MARC),
    ],
)
def test_a_list_is_known_whatever_it_is_called(content: bytes, kind: FileKind) -> None:
    checked = check_upload(ContentFile(content, name="katalog.pdf"), allowed=LISTS, most_bytes=1000)
    assert (checked.kind, checked.name) == (kind, f"katalog.{kind.extensions[0]}")


@pytest.mark.parametrize("content", [b"MZ\x00\x00,", b"hanya kata", b"%PDF-1.7"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(UploadRefused, match="bukan XML, JSON, CSV, MARC"):
        check_upload(ContentFile(content, name="a.csv"), allowed=LISTS, most_bytes=1000)


def test_a_list_is_no_book() -> None:
    with pytest.raises(UploadRefused, match="bukan PDF"):
        check_upload(ContentFile(b"a,b", name="a.pdf"), allowed=[PDF], most_bytes=1000)
