"""A prefix of a bucket (S3). What was taken stays where it is: a key that only reads is enough, and nothing can get lost."""

from typing import IO, Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import InvalidStorageError, storages

from elibrary.sources.inbox.waiting import SourceError, Waiting, is_partial

ALIAS = "catalogue"
MOST_FILES = 100_000
_CHUNK = 1024 * 1024
_SILENT = "Bucket katalog tidak menjawab atau menolak kunci kita. Hubungi pengelola sistem."


class BucketInbox:
    may_be_half_written = False

    def __init__(self, prefix: str) -> None:
        self.storage: Any
        try:
            self.storage = storages[ALIAS]
        except InvalidStorageError:
            raise SourceError("Bucket katalog belum disetel di server (CATALOGUE_URL). Hubungi pengelola sistem.") from None
        location = self.storage.location.strip("/")
        self.prefix = f"{location}/{prefix}" if location else prefix
        self.strange = 0

    def waiting(self) -> list[Waiting]:
        """Those right below the prefix."""
        try:
            found = list(self.storage.bucket.objects.filter(Prefix=self.prefix).limit(MOST_FILES))
        except (BotoCoreError, ClientError) as error:
            raise SourceError(_SILENT) from error
        found = sorted((one for one in found if self._is_file(one.key)), key=lambda one: (one.last_modified, one.key))
        return [Waiting(self._name(one.key)[:300], one.size, one.e_tag[:200], one.key) for one in found]

    def copy(self, file: Waiting, target: IO[bytes]) -> bool:
        try:
            body = self.storage.bucket.Object(file.raw).get(IfMatch=file.mark)["Body"]
            for chunk in body.iter_chunks(_CHUNK):
                target.write(chunk)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in (404, 412):
                return False
            raise SourceError(_SILENT) from error
        except BotoCoreError as error:
            raise SourceError(_SILENT) from error
        return True

    def put_away(self, file: Waiting, *, sha256: str, is_refused: bool) -> bool:
        return False

    def _is_file(self, key: str) -> bool:
        name = self._name(key)
        return bool(name) and "/" not in name and not is_partial(name)

    def _name(self, key: str) -> str:
        return key.removeprefix(self.prefix)
