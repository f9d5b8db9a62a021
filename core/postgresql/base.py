"""The module in which Django looks for a database engine's ``DatabaseWrapper``."""

import select
from typing import TYPE_CHECKING

from django.db.backends.postgresql import base

if TYPE_CHECKING:
    from psycopg import Connection


class DatabaseWrapper(base.DatabaseWrapper):
    """``CONN_HEALTH_CHECKS`` without a question to the server for every request.

    A server that ended an idle connection (a restart, its idle limit, a proxy's) has left something to read: its
    farewell, or the end of the stream. Only then is it asked, as Django always does.
    """

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        return not _has_news(self.connection) or super().is_usable()


def _has_news(connection: "Connection[object]") -> bool:
    """True as well for a connection that this side has closed."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
