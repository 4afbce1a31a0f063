"""Back from changes of KPIs and their mappings."""

from typing import Any

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi
from pacesetter.past_settings.ways.way import Way, after, before, row_of, rows_of
from pacesetter.people.models import Member, SalesRole


def _edited(event: Event, by: Member | None) -> None:
    edits: dict[str, Any] = {}
    for column, value in before(event).items():
        if column in ("numerator_id", "denominator_id"):
            edits[column.removesuffix("_id")] = None if value is None else row_of(Kpi, value)
        else:
            edits[column] = value
    verbs.edit_kpi(row_of(Kpi, event.subject_id), by=by, **edits)


def _outcomes(event: Event, by: Member | None) -> None:
    outcomes = rows_of(Outcome, before(event).get("outcomes", []))
    verbs.set_counted_outcomes(row_of(Kpi, event.subject_id), outcomes, by=by)


def _role(event: Event, by: Member | None) -> None:
    kpi, old = row_of(Kpi, event.subject_id), before(event)
    role = row_of(SalesRole, (old or after(event))["role_id"])
    if old:
        verbs.map_role(kpi, role, by=by, weight=old["weight"])
    else:
        verbs.unmap_role(kpi, role, by=by)


def _type(event: Event, by: Member | None) -> None:
    kpi, old = row_of(Kpi, event.subject_id), before(event)
    kind = row_of(ActivityType, (old or after(event))["activity_type_id"])
    if old:
        verbs.map_type(kpi, kind, by=by, weight=old["weight"])
    else:
        verbs.unmap_type(kpi, kind, by=by)


KPIS: dict[str, Way] = {
    "kpi.edited": _edited,
    "kpi.outcomes_set": _outcomes,
    "kpi.role_mapped": _role,
    "kpi.role_unmapped": _role,
    "kpi.type_mapped": _type,
    "kpi.type_unmapped": _type,
}
