"""Connected calendars as a way by which meeting requests go out (`meetings.transports`)."""

import uuid
from dataclasses import replace

from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.integrations.calendars.connected import calendar_provider, inviting_calendar_of
from pacesetter.integrations.calendars.wanted import wanted_event
from pacesetter.integrations.models import CalendarEvent, ConnectionState
from pacesetter.itip import CalendarUser
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.transports import Repeats, Standing
from pacesetter.people.models import Member


class CalendarTransport:
    """One row for each meeting says in which calendar it is; what has to be written there is told by comparing."""

    def organiser_for(self, owner: Member, repeats: Repeats | None) -> CalendarUser | None:
        connection = inviting_calendar_of(owner)
        if connection is None or (repeats is not None and not calendar_provider(connection).can_repeat(repeats)):
            return None
        return CalendarUser(calendar_provider(connection).address_of(connection), owner.name)

    def tell(self, meeting: Meeting, comment: str) -> None:
        row = CalendarEvent.objects.filter(meeting=meeting).first() or _begin(meeting)
        if row is None or row.version == wanted_event(meeting).state or row.gone_at is not None:
            return
        _write(row, comment)

    def carries(self, meeting: Meeting, repeats: Repeats) -> bool:
        row = CalendarEvent.objects.filter(meeting=meeting).select_related("connection").first()
        return row is not None and calendar_provider(row.connection).can_repeat(repeats)

    def standing(self, meeting: Meeting) -> Standing:
        row = CalendarEvent.objects.filter(meeting=meeting).select_related("connection").first()
        if row is None:
            return Standing(_("Calendar"), _("This meeting has no calendar any more."), can_begin_anew=True)
        name = f"{calendar_provider(row.connection).label}: {row.connection.account_name}"
        standing = _standing(row, name, is_pending=row.version != wanted_event(meeting).state)
        return replace(standing, takes_words=calendar_provider(row.connection).takes_words)

    def try_again(self, meeting: Meeting) -> None:
        row = CalendarEvent.objects.filter(meeting=meeting).first()
        if row is not None:
            _write(row, "")

    def forget(self, meeting: Meeting) -> None:
        CalendarEvent.objects.filter(meeting=meeting).delete()


def _write(row: CalendarEvent, comment: str) -> None:
    CalendarEvent.objects.filter(pk=row.pk).update(fault="")
    payload = {"connection": row.connection_id, "event": row.pk, "comment": comment[:1000]}
    jobs.enqueue("integrations.write_calendar_event", payload)


def _begin(meeting: Meeting) -> CalendarEvent | None:
    connection = inviting_calendar_of(meeting.activity.owner)
    if connection is None:
        return None
    row: CalendarEvent = CalendarEvent.objects.create(meeting=meeting, connection=connection, mark=uuid.uuid4().hex)
    return row


def _standing(row: CalendarEvent, name: str, *, is_pending: bool) -> Standing:
    state = ConnectionState(row.connection.state)
    if row.gone_at is not None:
        text = _("The event was deleted in the calendar, which has told attendees. Cancel the meeting, or ask anew.")
        return Standing(name, text, can_begin_anew=True)
    if state == ConnectionState.ENDED:
        text = _(
            "The calendar is disconnected: attendees don't hear of changes from here. Connect it again, or ask "
            "everybody anew and delete the event in the calendar."
        )
        return Standing(name, text, can_begin_anew=True)
    if not is_pending and row.differs_at is not None:
        return Standing(name, _("Some meetings were changed or deleted in the calendar. Change them here too."))
    if not is_pending:
        return Standing(name)
    if state == ConnectionState.NEEDS_ATTENTION:
        return Standing(
            name, _("Attendees don't know of the last change yet: the calendar lets us in no more. Connect it again.")
        )
    if state == ConnectionState.PAUSED:
        return Standing(
            name, _("Attendees don't know of the last change yet: the calendar is paused. Take it up again.")
        )
    if row.fault:
        text = _("The calendar did not take the last change, so attendees don't know of it. It said: %(words)s")
        return Standing(name, text % {"words": row.fault}, can_begin_anew=True, can_try_again=True)
    return Standing(name, _("Attendees are told of the last change as soon as the calendar answers."))
