"""Carry out one deed that was done without a network, as of the moment at which it was done."""

from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, Outcome, Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import ActivityForm
from pacesetter.web.day.amounts import read_minutes
from pacesetter.web.day.quick import understood
from pacesetter.web.views.day.new_activity import recorded_once

# What the device adds to what was written.
OF_THE_DEVICE = ("key", "kind", "made_at")
# A completion whose answer was lost on the way: the server's moment is a little later than the device's.
_SAME_TAP = timedelta(minutes=5)


def carry_out(member: Member, sent: QueryDict, made_at: datetime) -> Activity:
    """The activity that was completed or recorded. Raises a `Refusal` that says what to do, and
    `Activity.DoesNotExist` where the to-do is gone."""
    match sent.get("kind"):
        case "completion":
            return _complete(member, sent, made_at)
        case "quick":
            with clock.standing_at(made_at):
                quick = understood(member, sent.get("line", "")[:300], sent)
            if not quick.is_clear or quick.activity_type is None:
                raise Refusal(_("The line can mean several things. Open it, and choose."), field="line", code="open")
            return _recorded(ActivityForm(member, quick.activity_type, quick.values), sent, made_at)
        case "activity":
            written = sent.get("type", "")
            kind = catalogue_of(member.organisation).types.get(written_id(written) or 0)
            if kind is None:
                raise Refusal(_("This kind of activity is no longer there. Choose another."), field="type", code="gone")
            return _recorded(ActivityForm(member, kind, sent), sent, made_at)
    raise Refusal(_("This can't be done without a network."), field="kind", code="unknown_kind")


def _complete(member: Member, sent: QueryDict, made_at: datetime) -> Activity:
    written = sent.get("activity", "")
    activity = get_activity_to_change_for(member, written_id(written) or 0)
    outcome = _outcome(member, sent.get("outcome", ""))
    minutes, note = read_minutes(sent.get("minutes", "")), sent.get("note", "").strip() or None
    if activity.status != Status.COMPLETED:
        try:
            verbs.complete(activity, by=member, outcome=outcome, minutes=minutes, note=note, at=made_at)
        except Refusal:
            # Another device may have been quicker by a moment.
            activity.refresh_from_db()
            if activity.status != Status.COMPLETED:
                raise
        else:
            _plan_next(activity, sent, member)
            return activity
    if not _is_same_tap(activity, member, outcome, minutes, note, made_at):
        who = catalogue_of(member.organisation).members.get(activity.completed_by_id or 0)
        words = _("%(who)s completed this before. Look at it, then drop yours or change what stands there.")
        raise Refusal(words % {"who": who.name if who else _("Somebody")}, code="completed_before")
    _plan_next(activity, sent, member)
    return activity


def _is_same_tap(
    activity: Activity,
    member: Member,
    outcome: Outcome | None,
    minutes: int | None,
    note: str | None,
    made_at: datetime,
) -> bool:
    """Whether it is this completion that arrived before, so that nothing is lost if it is not carried out again."""
    if activity.completed_by_id != member.pk or activity.completed_at is None:
        return False
    if abs(activity.completed_at - made_at) > _SAME_TAP or activity.outcome_id != (outcome.pk if outcome else None):
        return False
    return minutes in (None, activity.minutes) and note in (None, activity.note)


def _plan_next(activity: Activity, sent: QueryDict, member: Member) -> None:
    """Plan what was ticked beforehand, where the outcome suggests it and it isn't planned yet."""
    if not sent.get("plan_next"):
        return
    try:
        verbs.take_next_step(activity, by=member)
    except Refusal:
        return


def _outcome(member: Member, written: str) -> Outcome | None:
    if not written:
        return None
    outcome = catalogue_of(member.organisation).outcomes.get(written_id(written) or 0)
    if outcome is None:
        raise Refusal(_("Choose how it ended."), field="outcome", code="unknown")
    return outcome


def _recorded(form: ActivityForm, sent: QueryDict, made_at: datetime) -> Activity:
    """Recorded once, even where the form itself had reached the server and its answer was lost."""
    written = sent.copy()
    for name in OF_THE_DEVICE:
        written.pop(name, None)
    activity = recorded_once(form, written, made_at=made_at)
    if activity is None:
        raise Refusal(" ".join(dict.fromkeys(form.errors.values())), code="faults")
    return activity
