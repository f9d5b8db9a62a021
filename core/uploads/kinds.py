"""Kinds of files we take, recognised by their first bytes: a name or a browser's word proves nothing."""

from dataclasses import dataclass

HEAD = 1024


@dataclass(frozen=True)
class FileKind:
    """``extensions`` are those a file of this kind may carry; the first is given to one that is mislabelled."""

    label: str
    extensions: tuple[str, ...]
    content_type: str


PDF = FileKind("PDF", ("pdf",), "application/pdf")
PNG = FileKind("PNG", ("png",), "image/png")
JPEG = FileKind("JPEG", ("jpg", "jpeg"), "image/jpeg")
WEBP = FileKind("WebP", ("webp",), "image/webp")
PICTURES = (PNG, JPEG, WEBP)


def kind_of(head: bytes) -> FileKind | None:
    """The kind that these first bytes belong to. A PDF may have up to 1,024 bytes of other matter before its header."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in head[:HEAD]:
        return PDF
    return None
