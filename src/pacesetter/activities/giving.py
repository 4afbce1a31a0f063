"""Giving to-dos to a colleague."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pacesetter.activities.access import require_may_give
from pacesetter.activities.each import Outcome, each
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.undoing import owner_state
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.edit import edit
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


def give(activities: Iterable[Activity], to: Member, *, by: Member) -> Outcome:
    """Make `to` the owner of those to-dos that `by` may give them; the others stay, and the outcome says why.

    The caller has made sure that `by` may change them.
    """

    def one(activity: Activity) -> None:
        guards.in_status(activity, Status.PLANNED)
        if activity.owner_id == to.pk:
            raise Refusal(_("%(name)s has it already.") % {"name": to.name}, field="owner", code="nothing_to_do")
        require_may_give(by, activity, to)
        edit(activity, by=by, owner=to)

    return each(activities, one, owner_state)
