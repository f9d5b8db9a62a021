"""Places in which publishers leave files: a folder on the server, a prefix of a bucket. Free of the database."""

from elibrary.inbox.errors import SourceError
from elibrary.inbox.waiting import Inbox, Waiting

__all__ = ["Inbox", "SourceError", "Waiting"]
