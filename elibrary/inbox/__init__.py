"""Places in which publishers leave files: a folder on the server, a prefix of a bucket. Free of the database."""

from .errors import SourceError
from .waiting import Inbox, Waiting

__all__ = ["Inbox", "SourceError", "Waiting"]
