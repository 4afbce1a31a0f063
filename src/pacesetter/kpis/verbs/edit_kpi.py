"""Edit a KPI."""

from typing import Any, TypedDict, Unpack

from django.db import transaction

from pacesetter.activities.settings_verbs import rows
from pacesetter.kpis.models import Kpi, Measure
from pacesetter.kpis.verbs import fetch, rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle

# On these depends what was done, on every day there is.
DATELESS = frozenset({"measure", "moment", "credit", "numerator_id", "denominator_id"})


class KpiEdits(TypedDict, total=False):
    """What can be edited. What is not given stays."""

    name: str
    measure: str
    moment: str
    credit: str
    direction: str
    numerator: Kpi | None
    denominator: Kpi | None
    position: int


def edit_kpi(kpi: Kpi, *, by: Member | None, reason: str = "", **edits: Unpack[KpiEdits]) -> Kpi:
    """Change fields of the KPI; returns it as it is now. A ratio that becomes something else loses its two parts.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for what contradicts itself or what is mapped
    to the KPI.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        was_ratio = row.measure == Measure.RATIO
        before, after = rows.assign(row, _values(row, edits))
        if after:
            rules.consistent(row)
            rules.fits_what_is_mapped(row, was_ratio)
            row.save(update_fields=after)
            since = None if DATELESS & after.keys() else rows.today()
            settle("kpi.edited", ("kpi", row.pk), by=by, before=before, after=after, reason=reason, since=since)
    return row


def _values(row: Kpi, edits: KpiEdits) -> dict[str, Any]:
    values: dict[str, Any] = {**edits}
    for name in ("measure", "moment", "credit", "direction"):
        if name in values:
            values[name] = str(values[name])
    if "name" in values:
        values["name"] = rows.free_name(Kpi.objects.all(), values["name"], longest=100, but=row)
    if row.measure == Measure.RATIO and values.get("measure", row.measure) != Measure.RATIO:
        values = {"numerator": None, "denominator": None} | values
    return values
