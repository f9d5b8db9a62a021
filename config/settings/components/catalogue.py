"""Where publishers leave their catalogues: CATALOGUE_FOLDER on this machine, CATALOGUE_URL in a bucket; or nowhere."""

from pathlib import Path
from urllib.parse import unquote

from config import s3
from config.env import folder, text, url

from .storage import STORAGES

CATALOGUE_FOLDER: Path | None = None
if text("CATALOGUE_FOLDER"):
    CATALOGUE_FOLDER = folder("CATALOGUE_FOLDER", url("CATALOGUE_FOLDER", "", schemes={"file"}))

if text("CATALOGUE_URL"):
    # s3://ACCESS:SECRET@bucket/prefix?endpoint=http://host:port&region=ap-southeast-3; reading is enough
    _url = url("CATALOGUE_URL", "", schemes={"s3"})
    _options = s3.options(_url, s3.query("CATALOGUE_URL", _url, known={"endpoint", "region"}))
    STORAGES["catalogue"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_options, "bucket_name": _url.hostname, "location": unquote(_url.path).strip("/")},
    }
