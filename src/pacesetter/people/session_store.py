"""Sessions in the database, as Django keeps them, read by a statement that is composed once: every request asks."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from pacesetter.people.composed_query import ComposedQuery


def _lasting(session_key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key, expire_date__gt=now)


_LASTING: ComposedQuery[Session] = ComposedQuery(_lasting, is_planned=True)


class SessionStore(db.SessionStore):
    """Django's, but for how one is looked up."""

    def _get_session_from_db(self) -> Session | None:
        found = _LASTING.rows(session_key=self.session_key or "", now=timezone.now())
        if found:
            return found[0]
        # As Django's: nobody goes on with a key of their own making.
        self._session_key = None
        return None
