"""How often a company is to be contacted: set it, pause it, end it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.locking import hold
from pacesetter.activities.models import ActivityType, CallCycle, CycleUnit
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.next_contact import locked_company, plan_by, take_back_planned
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles

# Five years of months; more is no rhythm.
MOST = 60


@out_of_circles
def set_call_cycle(
    company: Company,
    *,
    by: Member | None,
    activity_type: ActivityType,
    every: int,
    unit: str,
    owner: Member | None = None,
    reason: str = "",
) -> CallCycle:
    """From now on, completing an activity of the type with the company plans the next one. Where none is planned now,
    one is. A cycle of that type that is there already gets the new interval and owner, and goes on if it was paused.

    Raises a `Refusal` for an interval that is none, an archived company, type or owner, or a row of another
    organisation.
    """
    if unit not in CycleUnit.values:
        raise Refusal(_("Choose weeks or months."), field="unit", code="unknown")
    if not 1 <= every <= MOST:
        raise Refusal(_("Give a number from 1 to %(most)s.") % {"most": MOST}, field="every", code="out_of_range")
    guards.same_organisation(activity_type, company.organisation_id, "activity_type")
    guards.usable_type(activity_type)
    guards.same_organisation(owner, company.organisation_id, "owner")
    if owner is not None:
        guards.active_owner(owner)
    with transaction.atomic():
        row = _locked(company, by)
        guards.usable_company(row, row.organisation_id)
        if row.archived_at is not None:
            raise Refusal(_("“%(name)s” is archived. Restore it first.") % {"name": row}, code="archived")
        cycle, made = CallCycle.objects.get_or_create(
            company=row,
            activity_type=activity_type,
            defaults={"every": every, "unit": unit, "owner": owner, "created_at": clock.now()},
        )
        before: dict[str, Any] = {} if made else _told(cycle)
        cycle.every, cycle.unit, cycle.owner, cycle.paused_at = every, unit, owner, None
        cycle.save(update_fields=["every", "unit", "owner", "paused_at"])
        _flag(row)
        _record(row, "call_cycle_set", by, before, _told(cycle), reason)
        plan_by(cycle, row, by=by, else_for=by)
    company.has_call_cycle = row.has_call_cycle
    return cycle


@out_of_circles
def pause_call_cycle(cycle: CallCycle, *, by: Member | None, reason: str = "") -> CallCycle:
    """Let the cycle plan nothing until it goes on. What is planned stays. Refuses one that is paused."""
    return _switched(cycle, "call_cycle_paused", by, reason, pause=True)


@out_of_circles
def resume_call_cycle(cycle: CallCycle, *, by: Member | None, reason: str = "") -> CallCycle:
    """Let the cycle go on; where nothing of its type is planned, something is. Refuses one that is not paused."""
    return _switched(cycle, "call_cycle_resumed", by, reason, pause=False)


@out_of_circles
def end_call_cycle(cycle: CallCycle, *, by: Member | None, reason: str = "") -> None:
    """End the cycle for good. What it planned stays, except what setting it planned where nobody has touched that
    since. Nothing happens where it is ended already."""
    with transaction.atomic():
        # Verbs hold an activity before its company. Who held the company first would wait for them in a circle.
        planned_id = CallCycle.objects.filter(pk=cycle.pk).values_list("planned_id", flat=True).first()
        hold([planned_id] if planned_id is not None else [])
        row = _locked(cycle.company, by)
        kept = CallCycle.objects.select_related("planned").filter(pk=cycle.pk).first()
        if kept is None:
            return
        if kept.planned_after_id is None and kept.planned_id == planned_id:
            take_back_planned(kept, by=by)
        before = _told(kept)
        kept.delete()
        _flag(row)
        _record(row, "call_cycle_ended", by, before, {}, reason)


def _switched(cycle: CallCycle, verb: str, by: Member | None, reason: str, *, pause: bool) -> CallCycle:
    with transaction.atomic():
        row = _locked(cycle.company, by)
        kept: CallCycle = CallCycle.objects.select_related("activity_type", "owner").get(pk=cycle.pk)
        if (kept.paused_at is not None) == pause:
            text = _("This call cycle is paused already.") if pause else _("This call cycle is not paused.")
            raise Refusal(text, code="as_it_is")
        before = _told(kept)
        kept.paused_at = clock.now() if pause else None
        kept.save(update_fields=["paused_at"])
        _flag(row)
        _record(row, verb, by, before, _told(kept), reason)
        if not pause:
            plan_by(kept, row, by=by, else_for=by)
    cycle.paused_at = kept.paused_at
    return kept


def _locked(company: Company, by: Member | None) -> Company:
    guards.of_this_house(by, company.organisation_id)
    return locked_company(company.pk)


def _flag(company: Company) -> None:
    company.has_call_cycle = CallCycle.objects.filter(company=company, paused_at__isnull=True).exists()
    company.save(update_fields=["has_call_cycle"])


def _told(cycle: CallCycle) -> dict[str, Any]:
    return {
        "activity_type_id": cycle.activity_type_id,
        "every": cycle.every,
        "unit": cycle.unit,
        "owner_id": cycle.owner_id,
        "is_paused": cycle.paused_at is not None,
    }


def _record(
    company: Company, verb: str, by: Member | None, before: dict[str, Any], after: dict[str, Any], reason: str
) -> None:
    data: dict[str, Any] = {"before": before, "after": after}
    if reason:
        data["reason"] = reason
    events.record(f"company.{verb}", "company", company.pk, by_id=by.pk if by else None, data=data)
