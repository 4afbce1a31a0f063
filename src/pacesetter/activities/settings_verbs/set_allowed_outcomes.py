"""Say in which outcomes an activity type can end."""

from collections.abc import Sequence

from django.db import transaction

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.activities.settings_verbs import checks, rows
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def set_allowed_outcomes(
    activity_type: ActivityType, outcomes: Sequence[Outcome], *, by: Member | None, reason: str = ""
) -> ActivityType:
    """Make these, in this order, the outcomes of the type. Activities keep the outcome that they have.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for none where the type demands one.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
        # What was allowed before may stay, though it is archived meanwhile.
        present = list(row.allowed_outcomes.values_list("outcome_id", flat=True))
        checks.outcomes(outcome for outcome in outcomes if outcome.pk not in present)
        wanted = list(dict.fromkeys(outcome.pk for outcome in outcomes))
        checks.needed_outcome(row.needs_outcome, len(wanted))
        if wanted != present:
            row.allowed_outcomes.all().delete()
            ActivityTypeOutcome.objects.bulk_create(
                ActivityTypeOutcome(activity_type=row, outcome_id=outcome_id, position=place)
                for place, outcome_id in enumerate(wanted)
            )
            settle(
                "activity_type.outcomes_set",
                ("activity_type", row.pk),
                by=by,
                before={"outcomes": present},
                after={"outcomes": wanted},
                reason=reason,
                since=rows.today(),
            )
    return row
