"""What every file from outside goes through before it is kept: size, type by content, name, and pictures in the sandbox."""

from .checks import CheckedUpload, UploadRefused, check_upload, refuse_when_disk_is_full
from .kinds import JPEG, PDF, PICTURES, PNG, WEBP, FileKind

__all__ = [
    "JPEG",
    "PDF",
    "PICTURES",
    "PNG",
    "WEBP",
    "CheckedUpload",
    "FileKind",
    "UploadRefused",
    "check_upload",
    "refuse_when_disk_is_full",
]
