"""Put activity types and outcomes in order."""

from collections.abc import Sequence

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import rows
from pacesetter.people.models import Member
from pacesetter.people.verbs.put_in_order import put_in_order


def order_activity_types(types: Sequence[ActivityType], *, by: Member | None, reason: str = "") -> None:
    """Put these types first, in this order; the others follow as they stand. Raises what `put_in_order` raises."""
    put_in_order(ActivityType.objects.all(), "activity_type", types, by=by, since=rows.today(), reason=reason)


def order_outcomes(outcomes: Sequence[Outcome], *, by: Member | None, reason: str = "") -> None:
    """Put these outcomes first, in this order; the others follow as they stand. Raises what `put_in_order` raises."""
    put_in_order(Outcome.objects.all(), "outcome", outcomes, by=by, since=rows.today(), reason=reason)
