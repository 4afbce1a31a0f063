"""Several verbs in a row, of which attendees hear once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pacesetter.activities.models import Activity
from pacesetter.meetings.telling import tell_now

_waiting: ContextVar[set[int] | None] = ContextVar("pacesetter_meetings_waiting", default=None)


@contextmanager
def told_together() -> Iterator[None]:
    """Inside the block nobody is written to; at its end everybody hears what has become of it all. Open it inside the
    transaction: where the block fails, nothing is told."""
    if _waiting.get() is not None:
        yield
        return
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for activity in Activity.objects.select_related("owner__organisation", "activity_type").filter(pk__in=waiting):
        tell_now(activity)


def tell(activity: Activity) -> None:
    """Tell attendees what has changed: now, or at the end of the block that is open."""
    waiting = _waiting.get()
    if waiting is None:
        tell_now(activity)
    else:
        waiting.add(activity.pk)
