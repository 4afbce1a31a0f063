"""What tallies cannot answer is summed from the activities themselves: different companies, and credit of others."""

from collections.abc import Iterable, Sequence

from django.db import connection

from pacesetter.kpis.actuals.rows import Values
from pacesetter.kpis.actuals.slots import Factor
from pacesetter.kpis.actuals.tallied import Stretch
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.counted_sql import counted

_FACTOR_COLUMNS = (("activity_type_id", "int"), ("outcome_id", "int"), ("c", "int"), ("m", "int"), ("v", "int"))
_STRETCH_COLUMNS = (("key", "int"), ("member_id", "int"), ("starts_on", "date"), ("ends_on", "date"))

# Days, minutes and value at each moment.
_AT = {
    "completed": ("completed_on", "minutes", "value_minor"),
    "booked": ("booked_on", "planned_minutes", "planned_value_minor"),
}
# Whose credit the tallies hold.
_OWNER = {"completed": "owner_id", "booked": "booked_for_id"}


def sums(organisation_id: int, kpi: KpiRule, factors: Sequence[Factor], stretches: Sequence[Stretch]) -> dict[int, int]:
    """Key to the KPI's sum of factors beyond the owner's credit, or for `companies` the number of companies.

    For credit other than the owner's the caller adds the owner's own sum from the tallies; this is only what differs.
    """
    if not stretches or not factors:
        return {}
    if kpi.measure == "companies":
        return _companies(organisation_id, kpi, factors, stretches)
    owner = _OWNER[kpi.moment]
    if kpi.credit == "participants":
        return _run(organisation_id, kpi, factors, stretches, f"a.{owner} <> s.member_id AND {_TAKES_PART}", sign=1)
    column = {"creator": "created_by_id", "completer": "completed_by_id"}[kpi.credit]
    by_another = f"(a.{column} IS NULL OR a.{column} <> a.{owner})"
    found = f"a.{column} = s.member_id AND {_IN_INDEX[column]} AND {by_another}"
    gained = _run(organisation_id, kpi, factors, stretches, found, sign=1)
    lost = _run(organisation_id, kpi, factors, stretches, f"a.{owner} = s.member_id AND {by_another}", sign=-1)
    return {key: gained.get(key, 0) + lost.get(key, 0) for key in gained.keys() | lost.keys()}


# The conditions of two partial indexes, to the letter, so that both databases know that they may use them.
_IN_INDEX = {
    "completed_by_id": "(a.completed_by_id < (a.owner_id) OR a.completed_by_id > (a.owner_id) "
    "OR a.completed_by_id < (a.booked_for_id) OR a.completed_by_id > (a.booked_for_id))",
    "created_by_id": "(a.created_by_id < (a.owner_id) OR a.created_by_id > (a.owner_id) "
    "OR a.created_by_id < (a.booked_for_id) OR a.created_by_id > (a.booked_for_id))",
}
_TAKES_PART = (
    "EXISTS (SELECT 1 FROM activities_activityparticipant p WHERE p.organisation_id = a.organisation_id "
    "AND p.activity_id = a.id AND p.member_id = s.member_id)"
)


def _run(
    organisation_id: int,
    kpi: KpiRule,
    factors: Sequence[Factor],
    stretches: Iterable[Stretch],
    credited: str,
    *,
    sign: int,
) -> dict[int, int]:
    _, minutes, value = _AT[kpi.moment]
    what = f"SUM(f.c + a.{minutes} * f.m + a.{value} * f.v)"
    rows = _select(organisation_id, kpi, factors, stretches, credited, what)
    return {key: sign * int(total) for key, total in rows}


def _companies(
    organisation_id: int, kpi: KpiRule, factors: Sequence[Factor], stretches: Iterable[Stretch]
) -> dict[int, int]:
    owned = f"a.{_OWNER[kpi.moment]} = s.member_id"
    credited = {
        "owner": owned,
        "participants": f"({owned} OR {_TAKES_PART})",
        "creator": "a.created_by_id = s.member_id",
        "completer": "a.completed_by_id = s.member_id",
    }[kpi.credit]
    return dict(_select(organisation_id, kpi, factors, stretches, credited, "COUNT(DISTINCT a.company_id)"))


def _select(
    organisation_id: int,
    kpi: KpiRule,
    factors: Sequence[Factor],
    stretches: Iterable[Stretch],
    credited: str,
    what: str,
) -> list[tuple[int, int]]:
    day, _, _ = _AT[kpi.moment]
    given = Values(
        "f", _FACTOR_COLUMNS, [(f.activity_type_id, f.outcome_id, f.count, f.minutes, f.value) for f in factors]
    )
    asked = Values("s", _STRETCH_COLUMNS, [(s.key, s.member_id, s.starts_on, s.ends_on) for s in stretches])
    outcome = "COALESCE(a.outcome_id, 0)" if kpi.moment == "completed" else "0"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {given.sql}, {asked.sql} SELECT s.key, {what} FROM s "  # noqa: S608
            f"JOIN activities_activity a ON a.organisation_id = %s AND {credited} "
            f"AND a.{day} >= s.starts_on AND a.{day} < s.ends_on AND a.{day} IS NOT NULL "
            f"AND {counted(kpi.moment, 'a')} "
            f"JOIN f ON f.activity_type_id = a.activity_type_id AND f.outcome_id IN (-1, {outcome}) GROUP BY s.key",
            [*given.params, *asked.params, organisation_id],
        )
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows
