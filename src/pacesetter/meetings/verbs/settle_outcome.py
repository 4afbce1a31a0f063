"""Say how a meeting went, by the choice that was offered."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, OutcomeMeaning
from pacesetter.activities.verbs import cancel, complete
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.ended import suggestion_for
from pacesetter.people.models import Member


def settle_outcome(activity: Activity, *, by: Member, went: str) -> Activity:
    """Complete or cancel the meeting as `went` says. Completed, it counts on the day on which it ended, however much
    later that is said; who didn't come took none of the minutes.

    Raises a `Refusal` where this is not offered (any more): it is settled, moved, or not over.
    """
    with transaction.atomic():
        suggestion = suggestion_for(activity, catalogue_of(activity.owner.organisation), clock.now())
        choice = suggestion.choice(went) if suggestion else None
        if suggestion is None or choice is None:
            raise Refusal(_("There is nothing to say about this meeting now."), code="nothing_to_settle")
        if choice.is_cancelling:
            return cancel(activity, by=by)
        minutes = None if choice.went is OutcomeMeaning.HELD else 0
        return complete(activity, by=by, outcome=choice.outcome, minutes=minutes, at=suggestion.ends_at)
