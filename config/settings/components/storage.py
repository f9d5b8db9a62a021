"""STORAGE_URL: folders under the state folder, or S3.

``default`` is public (images, renditions); ``private`` is never reachable by an address: its files leave only through a
view that has checked who asks.
"""

from pathlib import Path
from urllib.parse import urlsplit

from config import s3
from config.env import VAR, folder, folder_url, url

_url = url("STORAGE_URL", folder_url("file", "files"), schemes={"file", "s3"})
_root = folder("STORAGE_URL", _url) if _url.scheme == "file" else VAR / "files"

MEDIA_URL = "/media/"
MEDIA_ROOT: Path = _root / "public"
# Other sites that public pages may show pictures from; ours are on this one unless they lie on S3.
PUBLIC_MEDIA_ORIGINS: list[str] = []

if _url.scheme == "file":
    STORAGES: dict[str, dict[str, object]] = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(_root / "private"), "base_url": None, "file_permissions_mode": 0o600},
        },
    }
else:
    # s3://ACCESS:SECRET@bucket?endpoint=http://host:port&region=ap-southeast-3&public_bucket=...
    _query = s3.query("STORAGE_URL", _url, known={"endpoint", "region", "public_bucket"})
    _endpoint = urlsplit(_query.get("endpoint", ""))
    _public_bucket = _query.get("public_bucket", str(_url.hostname))
    _shared = s3.options(_url, _query)
    STORAGES = {
        "default": {
            "BACKEND": "core.files.object_storage.ObjectStorage",
            "OPTIONS": {
                **_shared,
                "bucket_name": _public_bucket,
                "location": "public",
                "querystring_auth": "public_bucket" not in _query,
            },
        },
        "private": {
            "BACKEND": "core.files.object_storage.ObjectStorage",
            "OPTIONS": {**_shared, "bucket_name": _url.hostname, "location": "private", "querystring_auth": True},
        },
    }
    if _endpoint.hostname:
        PUBLIC_MEDIA_ORIGINS = [f"{_endpoint.scheme}://{_endpoint.netloc}"]
    else:
        _region = f".{_query['region']}" if _query.get("region") else ""
        PUBLIC_MEDIA_ORIGINS = [f"https://{_public_bucket}.s3{_region}.amazonaws.com"]

# Small files stay in memory; a large one that finds the disk full is told beside its field (core/files/uploads/handlers.py).
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "core.files.uploads.handlers.DiskFullUploadHandler",
]

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR / "static"
