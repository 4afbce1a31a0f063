"""Handing to-dos over to a colleague who is chosen on a page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pacesetter.activities.each import Outcome
from pacesetter.activities.giving import give
from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.notifications.handed_over import tell_of_hand_over
from pacesetter.people.models import Member
from pacesetter.web.customers.members import chosen_member


def hand_over(by: Member, activities: Sequence[Activity], written: str) -> Outcome:
    """Give them to the member whose id was sent, and tell that one. Raises a `Refusal` where nobody was chosen."""
    to = chosen_member(by, written)
    if to is None:
        raise Refusal(_("Choose who takes them over."), field="owner", code="required")
    outcome = give(activities, to, by=by)
    given = {step.activity_id for step in outcome.steps}
    tell_of_hand_over(to, by, [one for one in activities if one.pk in given])
    return outcome
