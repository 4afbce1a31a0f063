"""Read pages and totals of the activities behind a figure."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from pacesetter.core.money import minor_units
from pacesetter.kpis.book import Book
from pacesetter.kpis.explain.classified import classified
from pacesetter.kpis.explain.judge import Candidate, reason_against, weight_of
from pacesetter.kpis.explain.page import PAGE_SIZE, Cursor, ExplainedActivity, Page
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule

_COLUMNS = (
    "e.id, e.day, e.takes_part, e.company_counted, a.activity_type_id, t.name, a.company_id, c.name, a.subject, "
    "a.status, a.booked_on, a.completed_on, a.owner_id, o.name, a.booked_for_id, a.created_by_id, a.completed_by_id, "
    "a.outcome_id, r.name, a.provenance, a.deleted_at IS NOT NULL, a.duplicate_of_id IS NOT NULL, "
    "a.minutes, a.value_minor, a.planned_minutes, a.planned_value_minor"
)
_JOINS = (
    "JOIN activities_activity a ON a.id = e.id JOIN activities_activitytype t ON t.id = a.activity_type_id "
    "JOIN people_member o ON o.id = a.owner_id LEFT JOIN crm_company c ON c.id = a.company_id "
    "LEFT JOIN activities_outcome r ON r.id = a.outcome_id"
)


def counted(book: Book, rule: CountingRule, after: str | None = None, size: int = PAGE_SIZE) -> Page:
    """The activities that make up the figure. Raises a `Refusal` for an `after` that no page gave."""
    return _page(book, rule, "e.reason IS NULL", [], after, size)


def not_counted(
    book: Book, rule: CountingRule, after: str | None = None, size: int = PAGE_SIZE, reason: Reason | None = None
) -> Page:
    """The activities near the figure that do not count, each with its reason; only those with this one if given.

    Raises a `Refusal` for an `after` that no page gave.
    """
    if reason is None:
        return _page(book, rule, "e.reason IS NOT NULL", [], after, size)
    return _page(book, rule, "e.reason = %s", [reason.value], after, size)


def totals(book: Book, rule: CountingRule) -> tuple[dict[Reason | None, int], Fraction]:
    """How many activities there are by reason (None: counted), and what the counted ones add up to."""
    source = classified(book, rule)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{source.text} SELECT reason, COUNT(*), SUM(CASE WHEN reason IS NULL THEN adds ELSE 0 END) "  # noqa: S608
            "FROM explained GROUP BY reason",
            source.params,
        )
        rows: list[tuple[str | None, int, int]] = cursor.fetchall()
    by_reason = {None if reason is None else Reason(reason): number for reason, number, _ in rows}
    return by_reason, rule.in_units(sum(int(added) for _, _, added in rows))


def _page(book: Book, rule: CountingRule, which: str, params: Sequence[Any], after: str | None, size: int) -> Page:
    source = classified(book, rule)
    behind = ""
    place: list[Any] = []
    if after is not None:
        last_seen = Cursor.read(after)
        behind, place = " AND (e.day, e.id) < (%s, %s)", [last_seen.day, last_seen.activity_id]
    with connection.cursor() as cursor:
        # The names are looked up for one page and not for a year.
        cursor.execute(
            f"{source.text}, page AS (SELECT * FROM explained e WHERE {which}{behind} "  # noqa: S608
            f"ORDER BY e.day DESC, e.id DESC LIMIT %s) SELECT {_COLUMNS} FROM page e {_JOINS} "
            "ORDER BY e.day DESC, e.id DESC",
            [*source.params, *params, *place, size + 1],
        )
        rows = cursor.fetchall()
    activities = tuple(_explained(book, rule, row) for row in rows[:size])
    last = activities[-1] if len(rows) > size else None
    return Page(activities, str(Cursor(last.day, last.activity_id)) if last else None)


def _explained(book: Book, rule: CountingRule, row: Sequence[Any]) -> ExplainedActivity:
    (
        activity_id, day, takes_part, company_counted, type_id, type_name, company_id, company, subject,
        status, booked_on, completed_on, owner_id, owner, booked_for_id, created_by_id, completed_by_id,
        outcome_id, outcome, provenance, is_deleted, is_duplicate, minutes, value_minor, planned_minutes, planned_value,
    ) = row  # fmt: skip
    activity = Candidate(
        activity_type_id=type_id,
        status=status,
        booked_on=_day(booked_on),
        completed_on=_day(completed_on),
        owner_id=owner_id,
        booked_for_id=booked_for_id,
        created_by_id=created_by_id,
        completed_by_id=completed_by_id,
        takes_part=bool(takes_part),
        outcome_id=outcome_id,
        company_id=company_id,
        provenance=provenance,
        is_deleted=bool(is_deleted),
        is_duplicate=bool(is_duplicate),
        minutes=minutes,
        value_minor=value_minor,
        planned_minutes=planned_minutes,
        planned_value_minor=planned_value,
        company_counted=bool(company_counted),
    )
    reason = reason_against(activity, rule)
    done = status == "completed" and rule.moment == "completed"
    return ExplainedActivity(
        activity_id=activity_id,
        activity_type_id=type_id,
        activity_type=type_name,
        company_id=company_id,
        company=company,
        subject=subject,
        status=status,
        day=_day(day) or date.min,
        owner_id=owner_id,
        owner=owner,
        outcome=outcome,
        minutes=minutes if done else planned_minutes,
        value=Fraction(value_minor if done else planned_value, minor_units(book.currency)),
        weight=weight_of(activity, rule) if reason is None else Fraction(0),
        reason=reason,
    )


def _day(value: date | str | None) -> date | None:
    """A date as the database gives it; SQLite gives text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
