"""What every verb refuses, said once."""

from datetime import date, datetime
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.lookup import stays_unmerged
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted

T = TypeVar("T", bound=Tenanted)


def same_organisation(thing: T | None, organisation_id: int, field: str) -> T | None:
    """Refuse a row of another organisation, in words that do not tell that it exists."""
    if thing is not None and thing.organisation_id != organisation_id:
        raise Refusal(_("This is not known here."), field=field, code="unknown")
    return thing


def of_this_house(by: Member | None, organisation_id: int) -> None:
    """Refuse an actor of another organisation. Doors have made sure; a mistake there must not cross organisations."""
    if by is not None and by.organisation_id != organisation_id:
        raise NotAllowed(_("You don't belong to this organisation."))


def usable_company(company: Company | None, organisation_id: int) -> Company | None:
    """Refuse a company of another organisation, and one that was merged: what hangs on it would be seen nowhere."""
    same_organisation(company, organisation_id, "company")
    if company is not None and company.merged_into_id is not None:
        raise _merged(company)
    return company


def still_unmerged(company: Company | None) -> None:
    """The same once more, in the transaction that hangs something on the company: it may have been merged since it was
    read, and is not from here on."""
    if company is not None and not stays_unmerged(company.pk):
        raise _merged(company)


def _merged(company: Company) -> Refusal:
    return Refusal(
        _("“%(name)s” was merged into another company. Choose that one.") % {"name": company},
        field="company",
        code="merged",
    )


def usable_type(activity_type: ActivityType) -> None:
    """Refuse a type that is archived, or whose category cannot be used now."""
    if activity_type.archived_at is not None:
        raise Refusal(_("This activity type is archived. Choose another."), field="activity_type", code="archived")
    if not category_of(activity_type.category).is_offered(activity_type.organisation_id):
        raise Refusal(
            _("This activity type needs a connection that is not set up."), field="activity_type", code="not_connected"
        )


def active_owner(owner: Member) -> None:
    """Refuse a new activity for somebody who has left."""
    if owner.archived_at is not None:
        raise Refusal(
            _("%(name)s is archived. Choose another owner.") % {"name": owner}, field="owner", code="archived"
        )


def usable(activity_type: ActivityType, owner: Member, company: Company | None) -> None:
    """Refuse a new activity of a type, for an owner or with a company that cannot be used."""
    usable_type(activity_type)
    same_organisation(owner, activity_type.organisation_id, "owner")
    active_owner(owner)
    usable_company(company, activity_type.organisation_id)


def allowed_outcome(activity_type: ActivityType, outcome: Outcome | None) -> None:
    """Refuse an outcome that the type does not list, and none where the type asks for one."""
    if outcome is None:
        if activity_type.needs_outcome:
            raise Refusal(_("Choose how it ended."), field="outcome", code="required")
        return
    same_organisation(outcome, activity_type.organisation_id, "outcome")
    if outcome.pk not in activity_type.allowed_outcome_ids:
        raise Refusal(
            _("“%(outcome)s” is not an outcome of “%(type)s”.") % {"outcome": outcome, "type": activity_type},
            field="outcome",
            code="not_allowed_here",
        )


def not_negative(minutes: int | None, value_minor: int | None) -> None:
    """Refuse minutes below zero or beyond a day. A value below zero is allowed: a credit note is one."""
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise Refusal(_("Minutes must lie between 0 and 1440."), field="minutes", code="out_of_range")
    if value_minor is not None and abs(value_minor) > 10**15:
        raise Refusal(_("This value is too large."), field="value", code="out_of_range")


def present(activity: Activity) -> None:
    """Refuse to touch an activity that is deleted."""
    if activity.deleted_at is not None:
        raise Refusal(_("This activity is deleted. Restore it first."), code="deleted")


def in_status(activity: Activity, *statuses: Status) -> None:
    """Refuse a verb that does not fit where the activity stands."""
    present(activity)
    if activity.status not in statuses:
        raise Refusal(
            _("This activity is %(status)s already.") % {"status": Status(activity.status).label.lower()},
            code="wrong_status",
        )


def due(due_on: date | None, due_at: datetime | None, owner: Member) -> tuple[date | None, datetime | None]:
    """The due day and time, made to agree: a time gives the owner's local day."""
    if due_at is not None:
        if due_at.tzinfo is None:
            raise Refusal(_("Give the time with its time zone."), field="due_at", code="naive_time")
        day = due_at.astimezone(owner.zone()).date()
        if due_on is not None and due_on != day:
            raise Refusal(
                _("The due time falls on %(day)s. Give one of the two, or let them agree.")
                % {"day": date_format(day, "DATE_FORMAT")},
                field="due_on",
                code="contradiction",
            )
        return day, due_at
    return due_on, None
