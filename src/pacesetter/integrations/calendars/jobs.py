"""The jobs behind connected calendars."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.integrations.calendars.answers import record_answers
from pacesetter.integrations.calendars.connected import calendar_provider
from pacesetter.integrations.calendars.reading import is_pending, read_busy, read_news, take_event
from pacesetter.integrations.calendars.source import CALENDAR
from pacesetter.integrations.calendars.writing import write_event
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import CalendarEvent, Connection, ConnectionState
from pacesetter.integrations.providers import keys_offering
from pacesetter.integrations.uses import is_used_for
from pacesetter.integrations.working import working_with
from pacesetter.jobs.models import Job


def note_given_up(job: Job) -> None:
    """Nobody tries again by themselves: the meeting's page says so."""
    lines = job.last_error.strip().splitlines()
    words = lines[-1].partition(": ")[2] if lines else ""
    CalendarEvent.objects.filter(pk=job.payload["event"]).update(fault=words[:500] or "-")


@jobs.handler("integrations.write_calendar_event", atomic=False, max_attempts=15, on_dead=note_given_up)
def write(job: jobs.RunningJob) -> None:
    """Write one event, and read what guests have answered meanwhile."""
    row = CalendarEvent.objects.select_related("connection").filter(pk=job.payload["event"]).first()
    if row is None:
        return
    connection = row.connection
    with working_with(connection), Caller(connection, about=f"meeting {row.meeting_id}", stay=job.stay) as caller:
        account = calendar_provider(connection).calendar(caller)
        there = write_event(row, account, comment=str(job.payload.get("comment", "")))
    row.refresh_from_db()
    if row.sent.get("rule") and row.gone_at is None:
        with working_with(connection), Caller(connection, about=f"meeting {row.meeting_id}", stay=job.stay) as caller:
            take_event(row, None, calendar_provider(connection).calendar(caller))
    elif there is not None and not is_pending(row):
        record_answers(row, there, by_mail=not account.tells_organiser)


@jobs.handler("integrations.read_all_calendars")
def read_all(job: jobs.RunningJob) -> None:
    """Let each connected calendar be read."""
    for connection in Connection.objects.filter(provider__in=keys_offering(CALENDAR), state=ConnectionState.CONNECTED):
        enqueue_once("integrations.read_calendar", {"connection": connection.pk})


@jobs.handler("integrations.read_calendar", atomic=False, max_attempts=3, limit=timedelta(minutes=20))
def read(job: jobs.RunningJob) -> None:
    """Read one calendar."""
    connection = Connection.objects.select_related("owner").get(pk=job.payload["connection"])
    if not is_used_for(connection, CALENDAR):
        return
    with working_with(connection), Caller(connection, about="calendar", stay=job.stay) as caller:
        account = calendar_provider(connection).calendar(caller)
        read_news(connection, account, stay=job.stay)
        if connection.owner is None or not connection.owner.is_archived:
            read_busy(connection, account)
