"""Read pages and totals of the activities behind a figure."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import connection

from pacesetter.core.money import minor_units
from pacesetter.kpis.book import Book
from pacesetter.kpis.explain.classified import classified
from pacesetter.kpis.explain.judge import Candidate, reason_against, weight_of
from pacesetter.kpis.explain.near import Sql
from pacesetter.kpis.explain.page import PAGE_SIZE, Cursor, ExplainedActivity, Page
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule
from pacesetter.tenancy.prepared import fetch_rows, with_numbered_places

_COUNTED, _NOT_COUNTED = 1, 2
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


class Overview(NamedTuple):
    """How many activities there are by reason (None: counted), what the counted ones add up to in units of the KPI, and
    a page of those that count and of those that don't."""

    numbers: Mapping[Reason | None, int]
    actual: Fraction
    counted: Page
    not_counted: Page


def overview(
    book: Book,
    rule: CountingRule,
    counted_after: str | None = None,
    not_counted_after: str | None = None,
    reason: Reason | None = None,
    size: int = PAGE_SIZE,
) -> Overview:
    """Totals and a page of each list in one query, since most of the work is to find the activities. With a `reason`
    the second list holds only what does not count for that one.

    Raises a `Refusal` for a place that no page gave.
    """
    source = classified(book, rule)
    lists = [_listed(_COUNTED, None, counted_after, size), _listed(_NOT_COUNTED, reason, not_counted_after, size)]
    nothing = ", ".join(["NULL"] * _COLUMNS.count(", "))
    # The names are looked up for two pages and not for a year. Planning it takes the server as long as answering it.
    rows = fetch_rows(
        with_numbered_places(
            f"{source.text}, page AS ({' UNION ALL '.join(one.text for one in lists)}) "  # noqa: S608
            f"SELECT e.list, NULL, NULL, {_COLUMNS} FROM page e {_JOINS} UNION ALL "
            "SELECT 0, reason, SUM(CASE WHEN reason IS NULL THEN adds ELSE 0 END), COUNT(*), "
            f"{nothing} FROM explained GROUP BY reason"
        ),
        [*source.params, *lists[0].params, *lists[1].params],
    )
    sums = [row for row in rows if row[0] == 0]
    return Overview(
        numbers={None if row[1] is None else Reason(row[1]): row[3] for row in sums},
        actual=rule.in_units(sum(int(row[2]) for row in sums)),
        counted=_page(book, rule, [row[3:] for row in rows if row[0] == _COUNTED], size),
        not_counted=_page(book, rule, [row[3:] for row in rows if row[0] == _NOT_COUNTED], size),
    )


def counted(book: Book, rule: CountingRule, after: str | None = None, size: int = PAGE_SIZE) -> Page:
    """The activities that make up the figure. Raises a `Refusal` for an `after` that no page gave."""
    return _read(book, rule, _listed(_COUNTED, None, after, size), size)


def not_counted(
    book: Book, rule: CountingRule, after: str | None = None, size: int = PAGE_SIZE, reason: Reason | None = None
) -> Page:
    """The activities near the figure that do not count, each with its reason; only those with this one if given.

    Raises a `Refusal` for an `after` that no page gave.
    """
    return _read(book, rule, _listed(_NOT_COUNTED, reason, after, size), size)


def _listed(which: int, reason: Reason | None, after: str | None, size: int) -> Sql:
    """SELECT of one page and the first activity behind it, by which the next page is known to exist."""
    condition, params = ("reason IS NULL" if which == _COUNTED else "reason IS NOT NULL"), list[Any]()
    if reason is not None:
        condition, params = "reason = %s", [reason.value]
    if after is not None:
        last_seen = Cursor.read(after)
        condition += " AND (day, id) < (%s, %s)"
        params += [last_seen.day, last_seen.activity_id]
    text = (
        f"SELECT * FROM (SELECT {which} AS list, explained.* FROM explained WHERE {condition} "  # noqa: S608
        f"ORDER BY day DESC, id DESC LIMIT %s) AS list{which}"
    )
    return Sql(text, [*params, size + 1])


def _read(book: Book, rule: CountingRule, listed: Sql, size: int) -> Page:
    source = classified(book, rule)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{source.text}, page AS ({listed.text}) SELECT {_COLUMNS} FROM page e {_JOINS}",  # noqa: S608
            [*source.params, *listed.params],
        )
        return _page(book, rule, cursor.fetchall(), size)


def _page(book: Book, rule: CountingRule, rows: Sequence[Sequence[Any]], size: int) -> Page:
    activities = [_explained(book, rule, row) for row in rows]
    activities.sort(key=lambda activity: (activity.day, activity.activity_id), reverse=True)
    last = activities[size - 1] if len(activities) > size else None
    return Page(tuple(activities[:size]), str(Cursor(last.day, last.activity_id)) if last else None)


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
