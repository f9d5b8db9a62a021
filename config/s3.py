"""``s3://KEY:SECRET@bucket?endpoint=…&region=…`` as options of django-storages."""

from collections.abc import Collection
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from config.env import SettingsError


def query(name: str, url: SplitResult, *, known: Collection[str]) -> dict[str, str]:
    """What stands behind the ``?``. Raises SettingsError for what can't be used."""
    if not url.hostname:
        raise SettingsError(f"{name} tidak menyebut nama bucket: s3://KUNCI:RAHASIA@bucket?region=…")
    found = {key: values[-1] for key, values in parse_qs(url.query).items()}
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise SettingsError(f"{name} memuat pilihan yang tidak dikenal: {', '.join(unknown)}.")
    endpoint = urlsplit(found.get("endpoint", ""))
    if found.get("endpoint") and (endpoint.scheme not in {"http", "https"} or not endpoint.hostname):
        raise SettingsError(f"{name}: endpoint harus alamat http:// atau https://.")
    return found


def options(url: SplitResult, found: dict[str, str]) -> dict[str, Any]:
    """What every storage on that bucket needs; a server of another make (endpoint) wants the bucket's name in the path."""
    from botocore.config import Config

    return {
        "access_key": unquote(url.username or "") or None,
        "secret_key": unquote(url.password or "") or None,
        "endpoint_url": found.get("endpoint"),
        "region_name": found.get("region"),
        "file_overwrite": False,
        "client_config": Config(
            s3={"addressing_style": "path" if found.get("endpoint") else "virtual"},
            signature_version="s3v4",
            connect_timeout=3,
            read_timeout=30,
            retries={"total_max_attempts": 3, "mode": "standard"},
        ),
    }
