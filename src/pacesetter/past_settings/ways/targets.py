"""Back from changes of targets. One that began meanwhile is put back too: the figures that alters are a restatement."""

from datetime import date
from typing import Any

from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, Target
from pacesetter.past_settings.ways.way import Way, after, before, gone, row_of
from pacesetter.people.models import Member, SalesRole


def _target(event: Event, by: Member | None) -> None:
    kpi, old = row_of(Kpi, event.subject_id), before(event)
    told = old or after(event)
    subject = _subject(told)
    day = date.fromisoformat(told["effective_from"])
    if old:
        series = {"period_kind": old["period_kind"], "effective_from": day, **subject}
        verbs.set_target(kpi, by=by, quantity=old["quantity"], past=True, **series)
        return
    found = Target.objects.filter(kpi=kpi, **subject, period_kind=told["period_kind"], effective_from=day).first()
    if found is None:
        raise gone()
    verbs.remove_target(found, by=by, past=True)


def _subject(told: dict[str, Any]) -> dict[str, Any]:
    if "member_id" in told:
        return {"member": row_of(Member, told["member_id"])}
    return {"role": row_of(SalesRole, told["role_id"])}


TARGETS: dict[str, Way] = {f"target.{what}{when}": _target for what in ("set", "removed") for when in ("", "_in_past")}
