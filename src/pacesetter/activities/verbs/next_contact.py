"""What a call cycle plans when an activity of its type is completed, and what reopening that takes back."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from pacesetter import events
from pacesetter.activities.models import Activity, CallCycle, Provenance, Status
from pacesetter.activities.verbs.delete import delete_untouched
from pacesetter.activities.verbs.plan import plan
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.repeating import Rule, Unit, next_due
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.people.working_days import working_day_after


def locked_company(company_id: int) -> Company:
    """The company, locked. Whoever plans by a cycle locks the company before anything that other writers lock after
    it, so that two of them wait for each other instead of in a circle, and the second sees what the first planned."""
    # Without whom it names: where somebody has just changed that, PostgreSQL would join nobody.
    company: Company = Company.objects.select_for_update(of=("self",), no_key=True).get(pk=company_id)
    return company


def plan_next_contact(done: Activity, *, by: Member | None) -> None:
    """Plan the next one where a cycle of the company asks for it and none of its type is planned.

    Runs in the transaction that completes `done`. What cannot be planned (everybody it could be for has left, the type
    is archived) is told in the company's history: an activity can always be completed.
    """
    if done.company_id is None or done.completed_on is None or done.provenance == Provenance.CAMPAIGN_RECIPIENT:
        return
    asked = CallCycle.objects.filter(
        company=done.company_id, activity_type=done.activity_type_id, paused_at__isnull=True
    )
    if not asked.exists():
        return
    company = locked_company(done.company_id)
    cycle = asked.select_related("activity_type", "owner").first()
    if cycle is not None:
        plan_by(cycle, company, by=by, after=done, last_on=done.completed_on, else_for=done.owner)


def plan_by(
    cycle: CallCycle,
    company: Company,
    *,
    by: Member | None,
    after: Activity | None = None,
    last_on: date | None = None,
    else_for: Member | None = None,
) -> Activity | None:
    """Plan what the cycle asks for, unless one of its type is planned with the company; hold the company's lock.

    `after` is the activity just completed, on `last_on`; it is not looked at, since it may not be saved yet.
    """
    here = Activity.objects.filter(company=company, activity_type=cycle.activity_type_id, deleted_at__isnull=True)
    planned = here.filter(status=Status.PLANNED)
    if (planned.exclude(pk=after.pk) if after is not None else planned).exists():
        return None
    done = here.filter(completed_on__isnull=False).aggregate(day=Max("completed_on"))["day"]
    last_on = max((day for day in (done, last_on) if day is not None), default=None)
    owner = owner_by(cycle, company, else_for)
    try:
        with transaction.atomic():
            if owner is None:
                raise Refusal("nobody", code="nobody")
            next_one = plan(
                by=by,
                activity_type=cycle.activity_type,
                owner=owner,
                company=company,
                due_on=day_by(cycle, last_on, owner),
            )
    except Refusal as refusal:
        data = {"call_cycle_id": cycle.pk, "activity_type_id": cycle.activity_type_id, "code": refusal.code}
        events.record("company.call_cycle_failed", "company", company.pk, by_id=by.pk if by else None, data=data)
        return None
    cycle.planned, cycle.planned_after, cycle.as_planned_at = next_one, after, next_one.updated_at
    cycle.save(update_fields=["planned", "planned_after", "as_planned_at"])
    return next_one


def owner_by(cycle: CallCycle, company: Company, else_for: Member | None = None) -> Member | None:
    """For whom the cycle plans: the first who is still here of its owner, account manager, sales rep, `else_for`."""
    candidates = (cycle.owner, company.account_manager, company.sales_rep, else_for)
    return next((one for one in candidates if one is not None and not one.is_archived), None)


def day_by(cycle: CallCycle, last_on: date | None, owner: Member) -> date:
    """The day on which the cycle wants the next one: the interval after the last, or today where that is past, moved
    on to a day on which the owner works."""
    day = today = clock.today(owner.zone())
    if last_on is not None:
        rule = Rule(cycle.every, Unit(cycle.unit), last_on)
        day = max(today, next_due(rule, last_on, last_on, lambda start, count: start + timedelta(days=count)))
    return working_day_after(owner, day - timedelta(days=1))


def take_back_next_contact(reopened: Activity, *, by: Member | None) -> None:
    """Delete what completing this made a cycle plan, unless somebody has done something with it since."""
    for cycle in CallCycle.objects.filter(planned_after=reopened).select_related("planned"):
        take_back_planned(cycle, by=by)


def take_back_planned(cycle: CallCycle, *, by: Member | None) -> None:
    """Delete what the cycle planned last, where it is still as it was planned."""
    if cycle.planned is not None:
        delete_untouched(cycle.planned, cycle.as_planned_at, by=by)
