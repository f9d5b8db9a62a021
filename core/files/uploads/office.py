"""Office files that look like ours and aren't: told apart, so that the sentence can say what to do."""

from django.core.files.base import File

from core.files.uploads.checks import UploadRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = (
    "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya (File → Info → Protect Workbook), simpan, "
    "lalu unggah lagi."
)
_OLD = (
    "Berkas ini berjenis Excel lama (.xls). Buka di Excel, pilih Simpan sebagai → Excel Workbook (.xlsx), lalu unggah lagi."
)


def refuse_other_office_files(file: File) -> None:
    """Raises UploadRefused for a locked workbook and for one in the format of before 2007."""
    file.seek(0)
    is_ole = file.read(len(_OLE)) == _OLE
    rest = file.read(5 * 1024 * 1024) if is_ole else b""
    file.seek(0)
    if is_ole:
        raise UploadRefused(_LOCKED if _ENCRYPTED in rest else _OLD)
