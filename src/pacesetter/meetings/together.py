"""Several verbs in a row, of which attendees hear once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pacesetter.activities.models import Activity
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.occurrences import occurrences_of, refuse_what_lies_outside
from pacesetter.meetings.series.telling import tell_series
from pacesetter.meetings.telling import tell_now

# The longest word to attendees, in characters.
MOST_WORDS = 1000
_words: ContextVar[str] = ContextVar("pacesetter_meetings_words", default="")
_waiting: ContextVar[tuple[set[int], set[int]] | None] = ContextVar("pacesetter_meetings_waiting", default=None)


@contextmanager
def with_words(words: str) -> Iterator[None]:
    """Whatever attendees are told inside the block, they are told with these words. Open it around the verb."""
    token = _words.set(words.strip()[:MOST_WORDS])
    try:
        yield
    finally:
        _words.reset(token)


@contextmanager
def told_together() -> Iterator[None]:
    """Inside the block nobody is written to; at its end everybody hears what has become of it all. Open it inside the
    transaction: where the block fails, nothing is told."""
    if _waiting.get() is not None:
        yield
        return
    activities: set[int] = set()
    series: set[int] = set()
    token = _waiting.set((activities, series))
    try:
        yield
    finally:
        _waiting.reset(token)
    for occurrence in occurrences_of(activities):
        refuse_what_lies_outside(occurrence)
        series.add(occurrence.series_id)
        activities.discard(occurrence.activity_id or 0)
    for row in MeetingSeries.objects.filter(pk__in=series).order_by("pk"):
        tell_series(row, comment=_words.get())
    for activity in (
        Activity.objects.select_related("owner__organisation", "activity_type").filter(pk__in=activities).order_by("pk")
    ):
        tell_now(activity, comment=_words.get())


def tell(activity: Activity) -> None:
    """Tell attendees what has changed: now, or at the end of the block that is open."""
    waiting = _waiting.get()
    if waiting is None:
        tell_now(activity, comment=_words.get())
    else:
        waiting[0].add(activity.pk)


def tell_of_series(series: MeetingSeries) -> None:
    """The same of a series."""
    waiting = _waiting.get()
    if waiting is None:
        tell_series(series, comment=_words.get())
    else:
        waiting[1].add(series.pk)
