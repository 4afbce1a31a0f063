"""One verb on several activities: what can be done is done, and what cannot is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from pacesetter.activities.access import activities_seen_by, may_change
from pacesetter.activities.models import Activity
from pacesetter.activities.undoing import State, Step
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles

# As many as one page shows.
MOST = 50


@dataclass
class Outcome:
    """The steps that were done, and why others were not (each reason once)."""

    steps: list[Step] = field(default_factory=list)
    refused: int = 0
    reasons: list[str] = field(default_factory=list)


def activities_to_change_for(viewer: Member, ids: Iterable[int]) -> list[Activity]:
    """Those of these activities that the viewer may change, in their order; at most fifty."""
    rows = activities_seen_by(viewer).filter(pk__in=list(ids)[:MOST])
    rows = rows.select_related("activity_type", "owner", "company").order_by("pk")
    return [row for row in rows if may_change(viewer, row)]


def each(
    activities: Iterable[Activity],
    do: Callable[[Activity], object],
    state: Callable[[Activity], State] = lambda activity: (),
) -> Outcome:
    """Call `do`, which is a verb, for each. A refusal of one leaves the others done. `state` is what an undo needs."""
    outcome = Outcome()
    for activity in activities:
        before = state(activity)
        try:
            _done(do, activity)
        except Refusal as refusal:
            outcome.refused += 1
            if refusal.message not in outcome.reasons:
                outcome.reasons.append(refusal.message)
        else:
            outcome.steps.append(Step(activity.pk, before, state(activity)))
    return outcome


@out_of_circles
@transaction.atomic
def _done(do: Callable[[Activity], object], activity: Activity) -> None:
    do(activity)
