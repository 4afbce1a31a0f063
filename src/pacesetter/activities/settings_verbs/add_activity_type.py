"""Add an activity type."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.activities.settings_verbs import checks, rows
from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def add_activity_type(
    *,
    by: Member | None,
    name: str,
    category: str,
    default_minutes: int = 0,
    points: Number = 1,
    symbol: str = "",
    needs_outcome: bool = False,
    outcomes: Sequence[Outcome] = (),
    settings: dict[str, Any] | None = None,
    position: int | None = None,
    reason: str = "",
) -> ActivityType:
    """Add an activity type with the outcomes that it can end in, at the end of the list unless a position is given.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a name that is taken, an unknown category,
    minutes or points that cannot be, or an outcome demanded where there is none.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        allowed = checks.outcomes(outcomes)
        checks.needed_outcome(needs_outcome, len(allowed))
        row = ActivityType.objects.create(
            name=rows.free_name(ActivityType.objects.all(), name, longest=100),
            category=checks.category(category),
            default_minutes=checks.minutes(default_minutes),
            points=checks.points(points),
            symbol=symbol,
            needs_outcome=needs_outcome,
            settings=settings or {},
            position=rows.next_position(ActivityType.objects.all()) if position is None else position,
        )
        ActivityTypeOutcome.objects.bulk_create(
            ActivityTypeOutcome(activity_type=row, outcome=outcome, position=place)
            for place, outcome in enumerate(allowed)
        )
        after = {
            "name": row.name,
            "category": row.category,
            "default_minutes": row.default_minutes,
            "points": row.points,
            "needs_outcome": row.needs_outcome,
            "outcomes": [outcome.pk for outcome in allowed],
        }
        subject = ("activity_type", row.pk)
        settle("activity_type.added", subject, by=by, after=after, reason=reason, since=rows.today())
    made: ActivityType = row
    return made
