"""Let a planned meeting repeat."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.itip import Recurrence
from pacesetter.meetings.models import Meeting, MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.guests import set_guests
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.rules import checked, set_rule
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.meetings.transports import Repeats, transport_of
from pacesetter.people.models import Member


def start_series(activity: Activity, *, by: Member, rule: Recurrence) -> MeetingSeries:
    """Make the meeting the first of a series by this rule, on the clock of its owner. Those of the next weeks are
    planned at once; attendees are asked to come to all of it.

    Raises a `Refusal` where it is not a planned meeting with a time, belongs to a series already, stands in a connected
    calendar that can't have the rule, or its first day is none of the rule's.
    """
    with transaction.atomic(), told_together():
        row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        guards.of_this_house(by, row.organisation_id)
        guards.in_status(row, Status.PLANNED)
        if row.activity_type.category != "meeting":
            raise Refusal(_("Only meetings repeat as a series."), code="no_meeting")
        if row.due_at is None:
            raise Refusal(_("Say at what time it begins."), field="due_at", code="required")
        if occurrence_of(row) is not None:
            raise Refusal(_("This meeting repeats already."), field="repeats", code="repeats")
        zone = row.owner.zone().key
        checked(row.due_at, rule, zone)
        verbs.stop_repeating(row, by=by)
        series = _series_like(row, zone, by)
        set_rule(series, row.due_at, rule)
        series.save()
        set_guests(
            series,
            [link.contact for link in row.contact_links.select_related("contact").order_by("pk")],
            [link.member for link in row.participants.select_related("member").order_by("pk")],
        )
        MeetingOccurrence.objects.create(series=series, original_at=row.due_at, activity=row)
        meeting = Meeting.objects.filter(activity=row).first()
        if meeting is not None:
            _refuse_where_it_stands(meeting, Repeats(rule, row.due_at, zone))
            Meeting.objects.filter(pk=meeting.pk).update(series=series)
        plan_ahead(series, by=by)
        events.record("meeting.series_started", "activity", row.pk, by_id=by.pk, data={"series_id": series.pk})
        tell_of_series(series)
    return series


def _refuse_where_it_stands(meeting: Meeting, repeats: Repeats) -> None:
    """A meeting stays with what made it, and not every calendar knows every rule."""
    transport = transport_of(meeting)
    if transport is not None and not transport.carries(meeting, repeats):
        raise Refusal(
            _(
                "The connected calendar in which this meeting stands knows no such rule. Choose another day of the "
                "month, or plan one that repeats anew and cancel this one."
            ),
            field="repeats",
            code="no_series_there",
        )


def _series_like(row: Activity, zone: str, by: Member) -> MeetingSeries:
    return MeetingSeries(
        activity_type=row.activity_type,
        owner=row.owner,
        company=row.company,
        subject=row.subject,
        planned_minutes=row.planned_minutes,
        value_minor=row.planned_value_minor,
        # Not what says by which request the first one was recorded.
        details={name: value for name, value in row.details.items() if not name.startswith("_")},
        zone=zone,
        created_by=by,
        created_at=clock.now(),
    )
