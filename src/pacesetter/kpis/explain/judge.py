"""Whether one activity counts for a figure, and if not, why: pure, and said straight as it is defined.

Source: docs/kpi-semantics.md, sections 2 and 6. `classified.py` says the same in SQL, to count and to page; a property
test holds the two together.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pacesetter.kpis.book.spans import Spans
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule


@dataclass(frozen=True, slots=True)
class Candidate:
    """What has to be known of an activity. `takes_part`: whether the member took part as a colleague of the owner.

    `company_counted` says that another activity of the same company counts already; only for different companies.
    """

    activity_type_id: int
    status: str
    booked_on: date | None
    completed_on: date | None
    owner_id: int
    booked_for_id: int | None = None
    created_by_id: int | None = None
    completed_by_id: int | None = None
    takes_part: bool = False
    outcome_id: int | None = None
    company_id: int | None = None
    provenance: str = "typed"
    is_deleted: bool = False
    is_duplicate: bool = False
    minutes: int = 0
    value_minor: int = 0
    planned_minutes: int = 0
    planned_value_minor: int = 0
    company_counted: bool = False


def reason_against(activity: Candidate, rule: CountingRule) -> Reason | None:
    """The first reason for which the activity does not count; None where it counts."""
    if (reason := _against_the_activity(activity, rule)) is not None:
        return reason
    if (reason := _against_the_day(activity, rule)) is not None:
        return reason
    if activity.provenance == "campaign_recipient":
        return Reason.PROVENANCE_NOT_COUNTED
    if activity.is_duplicate:
        return Reason.DUPLICATE
    if rule.measure == "companies":
        if activity.company_id is None:
            return Reason.NO_COMPANY
        if activity.company_counted:
            return Reason.COMPANY_COUNTED
    return None


def weight_of(activity: Candidate, rule: CountingRule) -> Fraction:
    """What the activity adds where it counts, exactly, in units of the KPI."""
    adds = rule.adds[activity.activity_type_id]
    booked = rule.moment == "booked"
    minutes = activity.planned_minutes if booked else activity.minutes
    value_minor = activity.planned_value_minor if booked else activity.value_minor
    return rule.in_units(adds.fixed + adds.per_minute * minutes + adds.per_value_minor * value_minor)


def _against_the_activity(activity: Candidate, rule: CountingRule) -> Reason | None:
    if activity.activity_type_id not in rule.adds:
        return Reason.OTHER_TYPE
    if rule.moment == "booked":
        if activity.booked_on is None:
            return Reason.NOT_BOOKED
    elif activity.status == "planned":
        # A cancelled activity is not completed either, but "cancelled" tells more.
        return Reason.NOT_COMPLETED
    if activity.status == "cancelled":
        return Reason.CANCELLED
    if activity.is_deleted:
        return Reason.DELETED
    if rule.outcome_ids and activity.outcome_id not in rule.outcome_ids:
        return Reason.OUTCOME_NOT_COUNTED
    return None


def _against_the_day(activity: Candidate, rule: CountingRule) -> Reason | None:
    day = activity.booked_on if rule.moment == "booked" else activity.completed_on
    if day is None or not rule.starts_on <= day < rule.ends_on:
        return Reason.OUTSIDE_PERIOD
    if rule.member_id not in _credited(activity, rule):
        return Reason.OTHERS_CREDIT
    if not _within(day, rule.held):
        return Reason.ROLE_NOT_HELD
    if rule.in_team is not None and not _within(day, rule.in_team):
        return Reason.NOT_IN_TEAM
    return None


def _credited(activity: Candidate, rule: CountingRule) -> set[int | None]:
    if rule.credit == "creator":
        return {activity.created_by_id}
    if rule.credit == "completer":
        return {activity.completed_by_id}
    owner = activity.booked_for_id if rule.moment == "booked" else activity.owner_id
    if rule.credit == "participants" and activity.takes_part:
        return {owner, rule.member_id}
    return {owner}


def _within(day: date, spans: Spans) -> bool:
    return any(starts_on <= day < ends_on for starts_on, ends_on in spans)
