"""STORAGE_URL: folders under the state folder, or S3.

``default`` is public (images, renditions); ``private`` is never reachable by an address: its files leave only through a
view that has checked who asks.
"""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from config.env import VAR, SettingsError, folder, folder_url, url

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
    from botocore.config import Config

    # s3://ACCESS:SECRET@bucket?endpoint=http://host:port&region=ap-southeast-3&public_bucket=...
    if not _url.hostname:
        raise SettingsError("STORAGE_URL tidak menyebut nama bucket: s3://KUNCI:RAHASIA@bucket?region=…")
    _query = {key: values[-1] for key, values in parse_qs(_url.query).items()}
    _unknown = sorted(set(_query) - {"endpoint", "region", "public_bucket"})
    if _unknown:
        raise SettingsError(f"STORAGE_URL memuat pilihan yang tidak dikenal: {', '.join(_unknown)}.")
    _endpoint = urlsplit(_query.get("endpoint", ""))
    if _query.get("endpoint") and (_endpoint.scheme not in {"http", "https"} or not _endpoint.hostname):
        raise SettingsError("STORAGE_URL: endpoint harus alamat http:// atau https://.")
    _public_bucket = _query.get("public_bucket", _url.hostname)
    _shared = {
        "access_key": unquote(_url.username or "") or None,
        "secret_key": unquote(_url.password or "") or None,
        "endpoint_url": _query.get("endpoint"),
        "region_name": _query.get("region"),
        "file_overwrite": False,
        "client_config": Config(
            s3={"addressing_style": "path" if _endpoint.hostname else "virtual"},
            signature_version="s3v4",
            connect_timeout=3,
            read_timeout=30,
            retries={"total_max_attempts": 3, "mode": "standard"},
        ),
    }
    STORAGES = {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                **_shared,
                "bucket_name": _public_bucket,
                "location": "public",
                "querystring_auth": "public_bucket" not in _query,
            },
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**_shared, "bucket_name": _url.hostname, "location": "private", "querystring_auth": True},
        },
    }
    if _endpoint.hostname:
        PUBLIC_MEDIA_ORIGINS = [f"{_endpoint.scheme}://{_endpoint.netloc}"]
    else:
        _region = f".{_query['region']}" if _query.get("region") else ""
        PUBLIC_MEDIA_ORIGINS = [f"https://{_public_bucket}.s3{_region}.amazonaws.com"]

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR / "static"
