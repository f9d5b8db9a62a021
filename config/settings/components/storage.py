"""STORAGE_URL: folders under the state folder, or S3.

``default`` is public (images, renditions); ``private`` is never reachable by an address: its files leave only through a
view that has checked who asks.
"""

from urllib.parse import parse_qs, unquote

from config.env import VAR, SettingsError, url

_url = url("STORAGE_URL", f"file://{VAR}/files", schemes={"file", "s3"})

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "files" / "public"

if _url.scheme == "file":
    _root = unquote(_url.path)
    MEDIA_ROOT = f"{_root}/public"  # type: ignore[assignment]
    STORAGES: dict[str, dict[str, object]] = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": f"{_root}/private", "base_url": None, "file_permissions_mode": 0o600},
        },
    }
else:
    # s3://ACCESS:SECRET@bucket?endpoint=http://host:port&region=ap-southeast-3&public_bucket=...
    if not _url.hostname:
        raise SettingsError("STORAGE_URL tidak menyebut nama bucket: s3://KUNCI:RAHASIA@bucket?region=…")
    _query = {key: values[-1] for key, values in parse_qs(_url.query).items()}
    _shared = {
        "access_key": unquote(_url.username or "") or None,
        "secret_key": unquote(_url.password or "") or None,
        "endpoint_url": _query.get("endpoint"),
        "region_name": _query.get("region"),
        "file_overwrite": False,
        "signature_version": "s3v4",
        "addressing_style": "path" if _query.get("endpoint") else "auto",
    }
    STORAGES = {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                **_shared,
                "bucket_name": _query.get("public_bucket", _url.hostname),
                "location": "public",
                "querystring_auth": "public_bucket" not in _query,
            },
        },
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**_shared, "bucket_name": _url.hostname, "location": "private", "querystring_auth": True},
        },
    }

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR / "static"
