"""A file is what its bytes say, not what its name says."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.files.uploads.checks import UploadRefused, check_upload, refuse_when_disk_is_full
from core.files.uploads.kinds import PDF, PICTURES


def picture(kind="PNG", size=(20, 10)):
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, kind)
    return out.getvalue()


def bomb(width=60_000, height=60_000):
    """A PNG of a few bytes that claims billions of pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")


def _check(data, name, allowed=PICTURES, most_bytes=1_000_000):
    return check_upload(ContentFile(data, name=name), allowed=allowed, most_bytes=most_bytes)


@pytest.mark.parametrize(("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")])
def test_a_mislabelled_picture_gets_its_own_extension(kind, extension):
    assert _check(picture(kind), "foto.gif").name == f"foto.{extension}"


def test_a_fitting_extension_stays():
    assert _check(picture("JPEG"), "FOTO.JPEG").name == "FOTO.jpeg"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Dokumen\\Laporan akhir (2).pdf", "Laporan-akhir-2.pdf"),
        ("sértifikat\u202efdp.pdf", "sertifikatfdp.pdf"),
        ("....pdf", "berkas.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_names_are_made_harmless(given, kept):
    file = ContentFile(b"%PDF-1.7")
    file.name = given
    assert check_upload(file, allowed=[PDF], most_bytes=100).name == kept


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kosong"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan PNG, JPEG, WebP"),
        (b"%PDF-1.7", "bukan PNG, JPEG, WebP"),
        (b"x" * 1_000_001, "terlalu besar"),
        (bomb(), "60000 × 60000 piksel"),
        (picture()[:-30], "rusak"),
    ],
    ids=["empty", "svg", "pdf", "large", "bomb", "truncated"],
)
def test_what_we_do_not_take_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        _check(data, "foto.png")


def test_only_a_full_disk_is_told_as_a_full_disk():
    with pytest.raises(UploadRefused, match="Ruang simpan server penuh"), refuse_when_disk_is_full():
        raise OSError(28, "No space left on device")
    with pytest.raises(PermissionError), refuse_when_disk_is_full():
        raise PermissionError(13, "Permission denied")


def test_the_file_can_be_read_from_its_start_afterwards():
    file = ContentFile(picture(), name="a.png")
    check_upload(file, allowed=PICTURES, most_bytes=1_000_000)
    assert file.read(4) == b"\x89PNG"
