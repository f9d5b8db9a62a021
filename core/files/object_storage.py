"""Files as objects on S3, whose absence is told apart from a file that isn't there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage
from storages.utils import safe_join

from core.files.errors import StorageUnavailable

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except BotoCoreError as error:
        raise StorageUnavailable(type(error).__name__) from error
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] < 500:
            raise
        raise StorageUnavailable(str(error.response["Error"].get("Code"))) from error


def _plain(method: Callable[Concatenate[S3Storage, P], R]) -> Callable[Concatenate[S3Storage, P], R]:
    @wraps(method)
    def wrapped(self: S3Storage, *args: P.args, **kwargs: P.kwargs) -> R:
        with _said_plainly():
            return method(self, *args, **kwargs)

    return wrapped


class ObjectStorage(S3Storage):
    """Raises StorageUnavailable, an OSError, where S3 doesn't answer: whoever reads files knows what to do with that."""

    open: Any = _plain(S3Storage.open)
    save: Any = _plain(S3Storage.save)
    delete: Any = _plain(S3Storage.delete)
    exists: Any = _plain(S3Storage.exists)
    listdir: Any = _plain(S3Storage.listdir)
    size: Any = _plain(S3Storage.size)
    get_modified_time: Any = _plain(S3Storage.get_modified_time)

    def open_part(self, name: str, first: int, last: int) -> Any:
        """The bytes ``first`` to ``last`` of an object, to be read and closed; nothing else is fetched."""
        with _said_plainly():
            return self.bucket.Object(safe_join(self.location, name)).get(Range=f"bytes={first}-{last}")["Body"]
