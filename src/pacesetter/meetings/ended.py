"""How a meeting went, as far as it can be told: suggested once it is over, or once everybody has declined.

Nothing is recorded by itself: an answer says who meant to come, and only somebody who was there knows who came.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.models import Activity, ActivityType, Outcome, OutcomeMeaning, Status
from pacesetter.itip import PartStat
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.state import length_of


@dataclass(frozen=True)
class Choice:
    """One way to settle it: completed with the outcome, or (`is_cancelling`) cancelled. A meeting of a type without
    an outcome that means "held" is completed without one."""

    went: OutcomeMeaning
    outcome: Outcome | None
    is_cancelling: bool


@dataclass(frozen=True)
class Suggestion:
    """What is known about a planned meeting that wants to be settled. `likely` is what answers speak for, if any."""

    activity: Activity
    ends_at: datetime
    is_over: bool
    invited: int
    accepted: int
    is_declined_by_all: bool
    choices: tuple[Choice, ...]
    likely: OutcomeMeaning | None

    def choice(self, went: str) -> Choice | None:
        """The choice of this name, where it is offered."""
        return next((one for one in self.choices if one.went == went), None)


def end_of(activity: Activity) -> datetime | None:
    """When it is over; None where it has no time."""
    return activity.due_at + timedelta(minutes=length_of(activity)) if activity.due_at else None


def suggestions_for(activities: Iterable[Activity], catalogue: Catalogue, now: datetime) -> list[Suggestion]:
    """One for each of the activities that is a planned meeting, and over or declined by everybody; in their order.
    Three queries where there is any meeting with a time (five where one is of a series), else none."""
    meetings = [
        row
        for row in activities
        if row.due_at is not None
        and row.status == Status.PLANNED
        and row.deleted_at is None
        and catalogue.types[row.activity_type_id].category == "meeting"
    ]
    invited = _attendees_of(meetings)
    found = (_suggestion(row, catalogue, invited.get(row.pk, ()), now) for row in meetings)
    return [one for one in found if one is not None]


def suggestion_for(activity: Activity, catalogue: Catalogue, now: datetime) -> Suggestion | None:
    """The same for one activity, None where there is nothing to suggest."""
    return next(iter(suggestions_for([activity], catalogue, now)), None)


def _attendees_of(activities: Sequence[Activity]) -> dict[int, list[MeetingAttendee]]:
    if not activities:
        return {}
    ids = [row.pk for row in activities]
    rows = Meeting.objects.filter(activity__in=ids, is_cancelled=False, series__isnull=True)
    found = {row.activity_id: list(row.attendees.all()) for row in rows.prefetch_related("attendees")}
    return found | attendees_at(ids)


def _suggestion(
    activity: Activity, catalogue: Catalogue, attendees: Sequence[MeetingAttendee], now: datetime
) -> Suggestion | None:
    ends_at = end_of(activity)
    assert ends_at is not None  # noqa: S101 - the caller takes those with a time
    # Whether the customers come decides; colleagues decide where no customer is asked.
    asked = [one for one in attendees if one.member_id is None] or list(attendees)
    accepted = sum(one.comes_as() is PartStat.ACCEPTED for one in asked)
    is_declined = bool(asked) and all(one.comes_as() is PartStat.DECLINED for one in asked)
    is_over = ends_at <= now
    if not (is_over or is_declined):
        return None
    choices = _choices(catalogue.types[activity.activity_type_id], catalogue, is_over=is_over, is_declined=is_declined)
    likely = OutcomeMeaning.CALLED_OFF if is_declined else OutcomeMeaning.HELD if accepted else None
    return Suggestion(activity, ends_at, is_over, len(asked), accepted, is_declined, choices, likely)


def _choices(
    activity_type: ActivityType, catalogue: Catalogue, *, is_over: bool, is_declined: bool
) -> tuple[Choice, ...]:
    if not is_over:  # nothing ends before its time; it can only be called off
        return (Choice(OutcomeMeaning.CALLED_OFF, None, is_cancelling=True),)
    outcomes = _outcomes_by_meaning(activity_type, catalogue)
    found = []
    if OutcomeMeaning.HELD in outcomes or not activity_type.needs_outcome:
        found.append(Choice(OutcomeMeaning.HELD, outcomes.get(OutcomeMeaning.HELD), is_cancelling=False))
    if OutcomeMeaning.NO_SHOW in outcomes:
        found.append(Choice(OutcomeMeaning.NO_SHOW, outcomes[OutcomeMeaning.NO_SHOW], is_cancelling=False))
    if is_declined or OutcomeMeaning.NO_SHOW not in outcomes:
        off = outcomes.get(OutcomeMeaning.CALLED_OFF)
        found.append(Choice(OutcomeMeaning.CALLED_OFF, off, is_cancelling=off is None))
    return tuple(found)


def _outcomes_by_meaning(activity_type: ActivityType, catalogue: Catalogue) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for link in activity_type.allowed_outcomes.all():
        outcome = catalogue.outcomes[link.outcome_id]
        if outcome.archived_at is None and outcome.meaning:
            found.setdefault(outcome.meaning, outcome)
    return found
