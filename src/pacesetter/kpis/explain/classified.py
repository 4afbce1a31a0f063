"""The same rule as `judge.py`, said in SQL: every activity near a figure with the reason why it does not count.

A property test compares the two on generated histories.
"""

from django.db import connection

from pacesetter.kpis.actuals.rows import Values
from pacesetter.kpis.book import Book
from pacesetter.kpis.book.spans import Spans
from pacesetter.kpis.explain.near import Sql, near, touches
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule

_ADDS_COLUMNS = (("activity_type_id", "int"), ("fixed", "int"), ("per_minute", "int"), ("per_value", "int"))
# No activity type has this id; a table of values needs a row.
_NO_TYPE = (-1, 0, 0, 0)
_TAKES_PART = (
    "EXISTS (SELECT 1 FROM activities_activityparticipant p WHERE p.organisation_id = a.organisation_id "
    "AND p.activity_id = a.id AND p.member_id = %s)"
)


def classified(book: Book, rule: CountingRule) -> Sql:
    """WITH clause that ends in `explained`: id, day (to sort and page by), adds, takes_part, company_counted, reason
    (NULL where it counts). Each activity appears once."""
    given = Values("f", _ADDS_COLUMNS, [(type_id, *adds) for type_id, adds in rule.adds.items()] or [_NO_TYPE])
    zone = book.members[rule.member_id].zone
    around = near(book.organisation_id, rule.member_id, rule.starts_on, rule.ends_on, zone)
    inside = touches("a", rule.starts_on, rule.ends_on, zone)
    reason = _reason(rule)
    booked = rule.moment == "booked"
    minutes, value = ("planned_minutes", "planned_value_minor") if booked else ("minutes", "value_minor")
    day, other_day = ("booked_on", "completed_on") if booked else ("completed_on", "booked_on")
    # Only different companies need an order among what counts; it costs a sort of everything.
    place = "ROW_NUMBER() OVER (PARTITION BY company_id, reason ORDER BY day, id)"
    text = (
        f"WITH {given.sql}, near(id) AS ({around.text}), judged AS (SELECT a.id, a.company_id, "  # noqa: S608
        # What is not done yet is looked for on the day it is due.
        f"COALESCE(a.{day}, a.due_on, a.{other_day}, {_last_resort()}) AS day, {_TAKES_PART} AS takes_part, "
        f"f.fixed + f.per_minute * a.{minutes} + f.per_value * a.{value} AS adds, {reason.text} AS reason "
        "FROM near JOIN activities_activity a ON a.id = near.id LEFT JOIN f ON f.activity_type_id = a.activity_type_id "
        f"WHERE f.activity_type_id IS NOT NULL OR {inside.text}), "
        f"ranked AS (SELECT judged.*, {place if rule.measure == 'companies' else '1'} AS place "
        "FROM judged), explained AS MATERIALIZED (SELECT id, day, takes_part, adds, place > 1 AS company_counted, "
        f"{_whole_reason(rule)} AS reason FROM ranked)"
    )
    params = [*given.params, *around.params, rule.member_id, *reason.params, *inside.params]
    return Sql(text, params)


def _last_resort() -> str:
    # An imported activity may have been cancelled without ever having had a day.
    moment = "COALESCE(a.cancelled_at, a.created_at)"
    if connection.vendor == "postgresql":
        return f"({moment} AT TIME ZONE 'UTC')::date"
    return f"substr({moment}, 1, 10)"


def _whole_reason(rule: CountingRule) -> str:
    if rule.measure != "companies":
        return "reason"
    return f"CASE WHEN reason IS NULL AND place > 1 THEN '{Reason.COMPANY_COUNTED.value}' ELSE reason END"


def _reason(rule: CountingRule) -> Sql:
    """CASE expression over an activity `a` and the type's row `f`."""
    booked = rule.moment == "booked"
    day = "a.booked_on" if booked else "a.completed_on"
    credited = _credited(rule)
    held, in_team = _within(day, rule.held), _within(day, rule.in_team)
    outcomes = ", ".join(["%s"] * len(rule.outcome_ids))
    cases: list[tuple[Reason, Sql]] = [
        (Reason.OTHER_TYPE, Sql("f.activity_type_id IS NULL")),
        (Reason.NOT_BOOKED, Sql("a.booked_on IS NULL"))
        if booked
        else (Reason.NOT_COMPLETED, Sql("a.status = 'planned'")),
        (Reason.CANCELLED, Sql("a.status = 'cancelled'")),
        (Reason.DELETED, Sql("a.deleted_at IS NOT NULL")),
    ]
    if rule.outcome_ids:
        condition = f"COALESCE(a.outcome_id, 0) NOT IN ({outcomes})"
        cases.append((Reason.OUTCOME_NOT_COUNTED, Sql(condition, sorted(rule.outcome_ids))))
    cases += [
        (
            Reason.OUTSIDE_PERIOD,
            Sql(f"NOT ({day} IS NOT NULL AND {day} >= %s AND {day} < %s)", [rule.starts_on, rule.ends_on]),
        ),
        (Reason.OTHERS_CREDIT, Sql(f"NOT ({credited.text})", credited.params)),
        (Reason.ROLE_NOT_HELD, Sql(f"NOT ({held.text})", held.params)),
    ]
    if rule.in_team is not None:
        cases.append((Reason.NOT_IN_TEAM, Sql(f"NOT ({in_team.text})", in_team.params)))
    cases += [
        (Reason.PROVENANCE_NOT_COUNTED, Sql("a.provenance = 'campaign_recipient'")),
        (Reason.DUPLICATE, Sql("a.duplicate_of_id IS NOT NULL")),
    ]
    if rule.measure == "companies":
        cases.append((Reason.NO_COMPANY, Sql("a.company_id IS NULL")))
    whens = " ".join(f"WHEN {condition.text} THEN '{reason.value}'" for reason, condition in cases)
    return Sql(f"CASE {whens} END", [value for _, condition in cases for value in condition.params])


def _credited(rule: CountingRule) -> Sql:
    columns = {"creator": "created_by_id", "completer": "completed_by_id"}
    owner = "booked_for_id" if rule.moment == "booked" else "owner_id"
    column = columns.get(rule.credit, owner)
    mine = f"a.{column} IS NOT NULL AND a.{column} = %s"
    if rule.credit == "participants":
        return Sql(f"({mine}) OR {_TAKES_PART}", [rule.member_id, rule.member_id])
    return Sql(mine, [rule.member_id])


def _within(day: str, spans: Spans | None) -> Sql:
    if not spans:
        return Sql("1 = 0")
    text = " OR ".join([f"({day} >= %s AND {day} < %s)"] * len(spans))
    return Sql(text, [bound for span in spans for bound in span])
