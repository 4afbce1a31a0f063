"""Bring an event in a calendar there to what the meeting is here. May be run any number of times, and stopped anywhere.

It is always looked at before anything is written, and every state that is written carries its name. So a request whose
answer was lost is never sent again: what it did is seen there.
"""

from datetime import datetime

from pacesetter.core import clock
from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile
from pacesetter.integrations.calendars.event import Event, changes_between, stored
from pacesetter.integrations.calendars.wanted import wanted_event
from pacesetter.integrations.calendars.writing_series import note_sent, write_series
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import CalendarEvent
from pacesetter.meetings.models import Meeting

# Answers change an event too; several may come while it is written.
_LOOKS = 4


def write_event(row: CalendarEvent, account: CalendarAccount, *, comment: str = "") -> Event | None:
    """Write what is missing there. Answers the event as it is then; None where there is none (any more).

    Raises `Failure`.
    """
    looks = 0
    while True:
        row = CalendarEvent.objects.get(pk=row.pk)
        wanted = wanted_event(Meeting.objects.get(pk=row.meeting_id))
        if row.gone_at is not None or row.version == wanted.state:
            return None
        looks += 1
        if looks > _LOOKS + 2 * (len(wanted.singles) + len(row.sent.get("singles", ()))):
            break
        try:
            return _written(row, account, wanted, comment)
        except ChangedMeanwhile:
            continue
    raise Failure(FailureKind.TEMPORARY, "The event changes faster than it can be written.")


def _written(row: CalendarEvent, account: CalendarAccount, wanted: Event, comment: str) -> Event | None:
    there = account.find(row.mark, row.external_id) if row.tried_at or row.external_id else None
    is_living = there is not None and not there.is_cancelled
    if wanted.is_cancelled:
        if there is not None and is_living:
            account.call_off(there, comment)
        # Takes place after all? Then it is made anew: what was called off is gone at some, and dead at others.
        _keep(row, wanted, None, asked_at=None)
        return None
    if there is not None and is_living:
        return _changed(row, account, wanted, there, comment)
    if row.external_id or there is not None:
        _note_gone(row)
        return None
    # From here on it may be there, whatever becomes of this process.
    row.tried_at = clock.now()
    row.save(update_fields=["tried_at"])
    made = account.make(row.mark, wanted) or account.find(row.mark, "")
    if made is None:
        raise Failure(FailureKind.TEMPORARY, "The calendar says that the event was made, and does not show it.")
    if made.is_cancelled:
        _note_gone(row)
        return None
    if made.version == wanted.version and wanted.rule is not None:
        note_sent(row, wanted, {}, external_id=made.id, asked_at=clock.now())
        raise ChangedMeanwhile  # its occurrences are looked at now that they are there
    if made.version != wanted.version and not row.sent:
        # Made before by a process that died; the meeting has changed since.
        CalendarEvent.objects.filter(pk=row.pk).update(external_id=made.id)
        raise ChangedMeanwhile
    _keep(row, wanted, made, asked_at=clock.now())
    return made


def _changed(row: CalendarEvent, account: CalendarAccount, wanted: Event, there: Event, comment: str) -> Event | None:
    if wanted.rule is not None:
        write_series(row, account, wanted, there, comment)
        sent = row.sent.get("singles", {})
        _keep(row, wanted, there, asked_at=CalendarEvent.objects.get(pk=row.pk).asked_at or row.tried_at)
        note_sent(row, wanted, sent)
        return None
    if there.version == wanted.version:  # a request whose answer was lost
        _keep(row, wanted, there, asked_at=row.asked_at or row.tried_at)
        return there
    changes = changes_between(row.sent or stored(there), wanted, there)
    asked_at = clock.now() if "time" in changes.fields else row.asked_at
    _keep(row, wanted, account.change(changes) if changes else there, asked_at=asked_at)
    return there if not changes else changes.event


def _keep(row: CalendarEvent, wanted: Event, there: Event | None, *, asked_at: datetime | None) -> None:
    row.version, row.sent, row.written_at, row.fault = wanted.state, stored(wanted), clock.now(), ""
    row.external_id = there.id if there is not None else ""
    row.asked_at = asked_at
    if there is None:
        row.mark, row.tried_at, row.sent = _another(row.mark), None, {}
    row.save()


def _note_gone(row: CalendarEvent) -> None:
    CalendarEvent.objects.filter(pk=row.pk).update(gone_at=clock.now())


def _another(mark: str) -> str:
    # Not by chance: a job that is done twice names it the same.
    return f"{(int(mark, 16) + 1) % 16**32:032x}"
