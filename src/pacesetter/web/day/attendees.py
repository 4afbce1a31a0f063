"""What the page of an activity shows of its meeting request."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.activities.models import Status as ActivityStatus
from pacesetter.core import clock
from pacesetter.itip import PartStat
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.models.attendee import Status
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.series.occurrences import meeting_of, occurrence_of
from pacesetter.meetings.state import is_off
from pacesetter.meetings.transports import Standing, transport_of
from pacesetter.meetings.verbs.take_answer import TAKEABLE
from pacesetter.web.day.uncounted import ShownAnswer, shown_answers

Verdict = MeetingAnswer.Verdict
# How an answer looks: the classes of the pace, whose shapes say the same without colour.
_KEYS = {PartStat.ACCEPTED: "on", PartStat.TENTATIVE: "behind", PartStat.DECLINED: "off"}


@dataclass(frozen=True)
class ShownAttendee:
    """Somebody invited, and what they said."""

    name: str
    status: str | Promise
    key: str
    comment: str
    is_undeliverable: bool


@dataclass(frozen=True)
class ShownProposal:
    """Another time or place that somebody would rather have; empty where it stays. `address` is where it came from if
    that is not the attendee's."""

    id: int
    who: str
    when: str
    place: str
    comment: str
    address: str
    is_of_all: bool


@dataclass(frozen=True)
class ShownMeeting:
    """The request as a whole. `uncounted` are answers that don't count by themselves; `answers_to` is the organiser's
    own address where calendars answer to that; `can_call_off` where attendees can be told so with a word. `carried_by`
    is the calendar that it went out from, empty for mail; `trouble` what is wrong there and what to do,
    `can_begin_anew` whether asking anew helps, `can_try_again` whether trying the last change once more may."""

    attendees: Sequence[ShownAttendee]
    proposals: Sequence[ShownProposal]
    uncounted: Sequence[ShownAnswer]
    answers_to: str
    carried_by: str
    trouble: str
    can_begin_anew: bool
    can_try_again: bool
    can_call_off: bool


def shown_meeting(activity: Activity) -> ShownMeeting | None:
    """None where nobody was ever asked. As many queries however many there are."""
    meeting = meeting_of(activity)
    if meeting is None:
        return None
    occurrence = occurrence_of(activity) if meeting.series is not None else None
    rows = list(meeting.attendees.all())
    about = Q(original_at__isnull=True)
    if occurrence is not None:
        rows = attendees_at([activity.pk]).get(activity.pk, [])
        about |= Q(original_at=occurrence.original_at)
    answers = list(
        meeting.answers.filter(about)
        .filter(verdict__in=(Verdict.PROPOSAL, *TAKEABLE))
        .select_related("attendee", "meeting")
        .order_by("-pk")[:20]
    )
    transport = transport_of(meeting)
    standing = transport.standing(meeting) if transport is not None else Standing("")
    return ShownMeeting(
        attendees=[_attendee(row) for row in rows],
        proposals=[_proposal(one) for one in answers if one.verdict == Verdict.PROPOSAL and one.settled_at is None],
        uncounted=shown_answers(meeting, answers),
        answers_to="" if meeting.reply_token or meeting.transport else meeting.organiser_address,
        carried_by=standing.carried_by,
        trouble=str(standing.trouble),
        can_begin_anew=standing.can_begin_anew and not is_off(activity) and _is_to_come(activity, meeting),
        can_try_again=standing.can_try_again,
        can_call_off=(
            (transport is None or standing.takes_words)
            and bool(rows)
            and not meeting.is_cancelled
            and activity.status == ActivityStatus.PLANNED
            and not is_off(activity)
        ),
    )


def _is_to_come(activity: Activity, meeting: Meeting) -> bool:
    moment = meeting.ends_at if meeting.series_id is None else activity.due_at
    return moment is not None and moment > clock.now()


def _attendee(row: MeetingAttendee) -> ShownAttendee:
    return ShownAttendee(
        name=row.name or row.address,
        status=_status(row),
        key=_KEYS.get(row.comes_as(), "none"),
        comment=row.comment,
        is_undeliverable=row.undeliverable_at is not None,
    )


def _status(row: MeetingAttendee) -> str:
    if row.status != Status.DELEGATED or not row.delegate_address:
        return str(row.get_status_display())
    said = Status(row.delegate_status).label if row.delegate_status else Status.NEEDS_ACTION.label
    who = row.delegate_name or row.delegate_address
    return _("Sends %(who)s: %(status)s") % {"who": who, "status": said}


def _proposal(answer: MeetingAnswer) -> ShownProposal:
    who = str(answer.attendee) if answer.attendee else answer.sender
    moment = answer.proposed_starts_at
    when = date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
    address = answer.sender if answer.is_from_another_address else ""
    of_all = answer.original_at is None and answer.meeting.series_id is not None
    return ShownProposal(answer.pk, who, when, answer.proposed_place, answer.comment, address, of_all)
