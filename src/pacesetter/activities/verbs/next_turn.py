"""What completing a to-do of a series does, and what reopening it takes back."""

from datetime import date

from django.db import transaction

from pacesetter import events
from pacesetter.activities.models import Activity, Occurrence
from pacesetter.activities.snoozing import same_time_on
from pacesetter.activities.verbs.delete import delete_untouched
from pacesetter.activities.verbs.plan import plan
from pacesetter.activities.verbs.restore import restore
from pacesetter.activities.verbs.snooze import snooze
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.repeating import next_due
from pacesetter.people.models import Member
from pacesetter.people.working_days import working_day_after


def plan_next_turn(done: Activity, *, by: Member | None) -> None:
    """Plan the next one of the series, where the activity belongs to one that goes on and the next isn't there yet.

    Runs in the transaction that completes it and holds its row. A next one that cannot be planned (its owner has
    left, its type is archived) ends the series: a to-do can always be completed.
    """
    turn = Occurrence.objects.select_related("series").filter(activity=done).first()
    if turn is None or turn.series.stopped_at is not None or done.completed_on is None:
        return
    due_on = next_due(
        turn.series.rule,
        done.due_on or done.completed_on,
        done.completed_on,
        lambda day, count: working_day_after(done.owner, day, count),
    )
    following = _following(turn)
    try:
        with transaction.atomic():
            if following is None:
                planned = _planned_like(done, due_on, by)
                Occurrence.objects.create(
                    series=turn.series, activity=planned, number=turn.number + 1, as_planned_at=planned.updated_at
                )
            elif following.deleted_at is not None:
                # It was taken back when this one was reopened.
                restore(following, by=by)
                snooze(following, by=by, until=due_on)
                Occurrence.objects.filter(activity=following).update(as_planned_at=following.updated_at)
    except Refusal as refusal:
        turn.series.stopped_at = clock.now()
        turn.series.save(update_fields=["stopped_at"])
        events.record(
            "activity.repetition_stopped",
            "activity",
            done.pk,
            by_id=by.pk if by else None,
            data={"reason": refusal.message},
        )


def take_back_next_turn(reopened: Activity, *, by: Member | None) -> None:
    """Delete the one that completing this planned, unless somebody has done something with it since."""
    turn = Occurrence.objects.filter(activity=reopened).first()
    following = _following(turn) if turn else None
    if following is not None:
        delete_untouched(following, following.occurrence.as_planned_at, by=by)


def _following(turn: Occurrence) -> Activity | None:
    return (
        Activity.objects.select_for_update(of=("self",))
        .filter(occurrence__series=turn.series_id, occurrence__number=turn.number + 1)
        .select_related("occurrence")
        .first()
    )


def _planned_like(done: Activity, due_on: date, by: Member | None) -> Activity:
    # Not the note: by now it tells how this one went.
    return plan(
        by=by,
        activity_type=done.activity_type,
        owner=done.owner,
        due_on=due_on,
        due_at=same_time_on(due_on, done.due_at, done.owner),
        company=done.company,
        contacts=[link.contact for link in done.contact_links.select_related("contact")],
        participants=[link.member for link in done.participants.select_related("member")],
        subject=done.subject,
        minutes=done.planned_minutes,
        value_minor=done.planned_value_minor,
        details=done.details,
    )
