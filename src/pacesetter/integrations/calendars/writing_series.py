"""Bring a series in a calendar there to what it is here, piece by piece: the whole, then single ones.

Each piece carries the name of its state, as single events do. So wherever this is stopped, it goes on with the piece
that is missing, and nobody is told twice.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pacesetter.core import clock
from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile
from pacesetter.integrations.calendars.event import Changes, Event, changes_between, stored
from pacesetter.integrations.models import CalendarEvent

# What is kept of an occurrence that was taken out.
OFF = {"is_off": True}
# Calendars find occurrences by when they are, and these may have been moved.
AROUND = timedelta(days=62)
Sent = dict[str, dict[str, Any]]


def write_series(row: CalendarEvent, account: CalendarAccount, wanted: Event, there: Event, comment: str) -> None:
    """Write what is missing there of a series that is there. Raises `ChangedMeanwhile` where it has to be looked at
    again, as after the whole was changed, and `Failure`."""
    sent: Sent = dict(row.sent.get("singles", {}))
    if there.version != wanted.version:
        changes = changes_between(row.sent or stored(there), wanted, there)
        if changes:
            account.change(changes)
            is_anew = "time" in changes.fields
            # Another time undoes what was particular about single ones; what is there then is looked at.
            note_sent(row, wanted, {} if is_anew else sent, asked_at=clock.now() if is_anew else row.asked_at)
            raise ChangedMeanwhile
    starts = set(wanted.starts())
    moments = {at for at in wanted.singles if at in starts}
    moments |= {at for at in map(datetime.fromisoformat, sent) if at in starts}
    if not moments:
        return
    instances = account.instances(there, min(moments) - AROUND, max(moments) + AROUND)
    for at in sorted(moments):
        goal = wanted.singles[at] if at in wanted.singles else wanted.by_rule(at)
        if goal is not None and sent.get(at.isoformat()) == OFF and not _lives(instances.get(at)):
            account.bring_back(there, at)
            sent.pop(at.isoformat())
            note_sent(row, wanted, sent)
            raise ChangedMeanwhile
        is_changed = _write_single(account, wanted, goal, at, sent, instances.get(at), comment)
        note_sent(row, wanted, sent)
        if is_changed and account.is_written_as_one:
            raise ChangedMeanwhile


def note_sent(row: CalendarEvent, wanted: Event, singles: Sent, **values: Any) -> None:
    """Keep what was written, though not all of it may be yet."""
    row.sent = {**stored(wanted), "singles": singles}
    CalendarEvent.objects.filter(pk=row.pk).update(sent=row.sent, **values)


def sent_single(event: Event) -> dict[str, Any]:
    """What is kept of an occurrence that was written."""
    return {**stored(event), "mark": event.version}


def _write_single(
    account: CalendarAccount,
    wanted: Event,
    goal: Event | None,
    at: datetime,
    sent: Sent,
    there: Event | None,
    comment: str,
) -> bool:
    """Write one occurrence; answers whether anything had to be."""
    key = at.isoformat()
    was = sent.get(key)
    if goal is None:
        sent[key] = OFF
        if there is None or not _lives(there):
            return False
        account.call_off(there, comment)
        return True
    sent[key] = sent_single(goal)
    # Where it is not there the organiser has deleted it, and meant it.
    if there is None or not _lives(there) or there.version == goal.version:
        return False
    changes = _changes(None if was == OFF else was, wanted.by_rule(at), goal, there)
    if changes:
        account.change(changes)
    return bool(changes)


def _lives(event: Event | None) -> bool:
    return event is not None and not event.is_cancelled


def _changes(was: Mapping[str, Any] | None, by_rule: Event, goal: Event, there: Event) -> Changes:
    # One that is not as we left it was put back to what the rule says, with the whole.
    is_known = was is not None and there.version == was.get("mark")
    return changes_between(dict(was) if was is not None and is_known else stored(by_rule), goal, there)
