"""Sessions in the database, Django's own; every page of a participant looks its session up, so that query is built once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from core.django_patches.compiled_query import CompiledQuery, Param

_live = CompiledQuery(
    lambda: Session.objects.filter(session_key=Param("key", CharField()), expire_date__gt=Param("moment", DateTimeField()))
)


class SessionStore(DatabaseSessionStore):
    """Under Django's table and rules; a session that has ended or never was is nobody's."""

    def _get_session_from_db(self) -> Session | None:
        found = _live.fetch(key=self.session_key, moment=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
