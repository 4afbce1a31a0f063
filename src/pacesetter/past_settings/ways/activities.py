"""Back from changes of activity types and outcomes."""

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, before, row_of, rows_of
from pacesetter.people.models import Member


def _type_edited(event: Event, by: Member | None) -> None:
    settings_verbs.edit_activity_type(row_of(ActivityType, event.subject_id), by=by, **before(event))


def _type_outcomes(event: Event, by: Member | None) -> None:
    outcomes = rows_of(Outcome, before(event).get("outcomes", []))
    settings_verbs.set_allowed_outcomes(row_of(ActivityType, event.subject_id), outcomes, by=by)


def _outcome_edited(event: Event, by: Member | None) -> None:
    settings_verbs.edit_outcome(row_of(Outcome, event.subject_id), by=by, **before(event))


def _next_step_edited(event: Event, by: Member | None) -> None:
    old = before(event)
    settings_verbs.edit_next_step(
        row_of(NextStep, event.subject_id),
        by=by,
        next_type=row_of(ActivityType, old["next_type_id"]),
        outcomes=rows_of(Outcome, old["outcome_ids"]),
        member=row_of(Member, old["member_id"]) if old["member_id"] else None,
        **{name: old[name] for name in ("delay", "unit", "counted_from", "owner_rule", "mode", "at_most")},
    )


ACTIVITIES: dict[str, Way] = {
    "activity_type.edited": _type_edited,
    "activity_type.outcomes_set": _type_outcomes,
    "outcome.edited": _outcome_edited,
    "next_step.edited": _next_step_edited,
}
