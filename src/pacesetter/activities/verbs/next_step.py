"""What follows from a completed activity by a rule on its type, and how that is taken back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.locking import locked
from pacesetter.activities.models import (
    Activity,
    NextStep,
    Provenance,
    Status,
    StepFrom,
    StepMode,
    StepOwner,
    StepTaken,
    StepUnit,
)
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.delete import delete_untouched
from pacesetter.activities.verbs.next_contact import locked_company
from pacesetter.activities.verbs.plan import plan
from pacesetter.activities.verbs.restore import restore
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.people.working_days import working_day_after
from pacesetter.tenancy.circles import out_of_circles

# What somebody else's system or a file says about the past asks nobody to do something next.
_NO_NEXT = frozenset({Provenance.CAMPAIGN_RECIPIENT.value, Provenance.IMPORTED.value})


@dataclass(frozen=True)
class Following:
    """What a rule planned, and for the how many-th time in a row."""

    step: NextStep
    planned: Activity
    number: int


def step_for(done: Activity) -> NextStep | None:
    """The rule that holds for the completed activity: one that names its outcome, else one that names none. None where
    it has held as many times in a row as it may."""
    if not done.activity_type.has_next_steps or done.provenance in _NO_NEXT:
        return None
    rules = NextStep.objects.filter(after_type=done.activity_type_id, archived_at__isnull=True)
    found = list(rules.select_related("next_type", "member").prefetch_related("outcome_links"))
    named = {link.outcome_id: step for step in found for link in step.outcome_links.all()}
    general = next((step for step in found if not step.outcome_links.all()), None)
    step = named.get(done.outcome_id, general) if done.outcome_id else general
    if step is None or (step.at_most is not None and _number(step, done) > step.at_most):
        return None
    return step


def owner_by(step: NextStep, done: Activity) -> Member:
    """For whom the next one is; the same owner where the rule's choice is nobody, or has left."""
    wanted: Member | None = None
    if step.owner_rule == StepOwner.MEMBER:
        wanted = step.member
    elif step.owner_rule == StepOwner.ACCOUNT_MANAGER and done.company is not None:
        wanted = done.company.account_manager
    return wanted if wanted is not None and not wanted.is_archived else done.owner


def day_by(step: NextStep, done: Activity, owner: Member) -> date:
    """The day on which the next one is due: after the delay, never in the past, on a day on which its owner works."""
    today = clock.today(owner.zone())
    start = done.completed_on or today
    if step.counted_from == StepFrom.DUE and done.due_on is not None:
        start = done.due_on
    if step.unit == StepUnit.WORKING_DAYS and step.delay:
        day = working_day_after(owner, start, step.delay)
    else:
        day = start + timedelta(days=step.delay)
    return working_day_after(owner, max(day, today) - timedelta(days=1))


def plan_next_step(done: Activity, *, by: Member | None) -> None:
    """Plan what a rule asks for, where the activity has no next one yet.

    Runs in the transaction that completes it and holds its row.
    """
    if done.activity_type.has_next_steps and not StepTaken.objects.filter(after=done).exists():
        contacts = [link.contact for link in done.contact_links.select_related("contact")]
        following = step_after(done, by=by, contacts=contacts)
        if following is not None:
            note_step(done, following)


def step_after(done: Activity, *, by: Member | None, contacts: Sequence[Contact]) -> Following | None:
    """Plan what follows from `done`, which may not be saved yet, where a rule says to plan it at once.

    What cannot be planned (its type is archived, everybody it could be for has left) is told in the history of a
    to-do: an activity can always be completed.
    """
    step = step_for(done)
    if step is None or step.mode != StepMode.PLAN:
        return None
    try:
        with transaction.atomic():
            return _planned(step, done, by, contacts)
    except Refusal as refusal:
        if not done._state.adding:
            data = {"next_step_id": step.pk, "reason": refusal.message}
            events.record("activity.next_step_failed", "activity", done.pk, by_id=by.pk if by else None, data=data)
        return None


def note_step(done: Activity, following: Following) -> None:
    """Keep that it followed from `done`. That an activity has one next step at most, the database holds."""
    StepTaken.objects.create(
        step=following.step,
        after=done,
        planned=following.planned,
        number=following.number,
        as_planned_at=following.planned.updated_at,
    )


@out_of_circles
def take_next_step(done: Activity, *, by: Member | None) -> Activity:
    """Plan what a rule suggests after the completed activity.

    Raises a `Refusal` where it is not completed, no rule holds, or its next step is planned already.
    """
    with transaction.atomic():
        row = locked(done.pk, "owner", "activity_type")
        guards.of_this_house(by, row.organisation_id)
        guards.present(row)
        if row.status != Status.COMPLETED:
            raise Refusal(_("This activity is not completed."), code="wrong_status")
        if StepTaken.objects.filter(after=row).exists():
            raise Refusal(_("The next step is planned already."), code="planned")
        step = step_for(row)
        if step is None:
            raise Refusal(_("No next step is set up for this."), code="no_step")
        if row.company_id is not None:
            locked_company(row.company_id)
        contacts = [link.contact for link in row.contact_links.select_related("contact")]
        following = _planned(step, row, by, contacts)
        note_step(row, following)
    return following.planned


@out_of_circles
def drop_next_step(done: Activity, *, by: Member | None) -> None:
    """Take the next step back. Raises a `Refusal` where there is none that is still as it was planned."""
    with transaction.atomic():
        guards.of_this_house(by, done.organisation_id)
        locked(done.pk)
        if not take_back_next_step(done, by=by):
            raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")


def take_back_next_step(undone: Activity, *, by: Member | None, for_good: bool = True) -> bool:
    """Delete what followed from the activity, unless somebody has done something with it since. Says whether it did.
    Where it is not `for_good`, `put_next_step_back` brings it back."""
    taken = StepTaken.objects.filter(after=undone).select_related("planned").first()
    if taken is None:
        return False
    planned = locked(taken.planned_id)
    if not delete_untouched(planned, taken.as_planned_at, by=by):
        return False
    if for_good:
        taken.delete()
    else:
        _as_it_is(taken, planned)
    return True


def put_next_step_back(restored: Activity, *, by: Member | None) -> None:
    """Restore what was deleted together with the activity, unless somebody has done something with it since. Its
    booking stays that of the day on which it was planned."""
    taken = StepTaken.objects.filter(after=restored).first()
    if taken is None:
        return
    planned = locked(taken.planned_id)
    if planned.deleted_at is None or planned.updated_at != taken.as_planned_at:
        return
    with suppress(Refusal), transaction.atomic():
        restore(planned, by=by)
        _as_it_is(taken, planned)


def _as_it_is(taken: StepTaken, planned: Activity) -> None:
    taken.as_planned_at = planned.updated_at
    taken.save(update_fields=["as_planned_at"])


def _number(step: NextStep, done: Activity) -> int:
    before = None if done._state.adding else StepTaken.objects.filter(planned=done, step=step).first()
    return before.number + 1 if before else 1


def _planned(step: NextStep, done: Activity, by: Member | None, contacts: Sequence[Contact]) -> Following:
    owner = owner_by(step, done)
    planned = plan(
        by=by,
        activity_type=step.next_type,
        owner=owner,
        due_on=day_by(step, done, owner),
        company=done.company,
        contacts=contacts,
        subject=done.subject,
    )
    return Following(step, planned, _number(step, done))
