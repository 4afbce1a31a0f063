"""What was ever changed about the targets of one subject for one KPI."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter.core.periods import PeriodKind
from pacesetter.events.models import Event
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import TargetRow
from pacesetter.people.models import Member
from pacesetter.web.targets.subjects import Subject
from pacesetter.web.targets.words import per_period
from pacesetter.wording.periods import day_label

MOST = 100


@dataclass(frozen=True)
class Change:
    """One row of the history: when, who, from which day on, from what to what, why."""

    at: datetime
    by: str
    effective_from: str
    before: str
    after: str
    reason: str
    in_past: bool


def history_of_targets(subject: Subject, kpi: KpiRule, currency: str) -> list[Change]:
    """The latest changes, newest first. Two queries."""
    key = f"{subject.kind}_id"
    about = Q(**{f"data__after__{key}": subject.id}) | Q(**{f"data__before__{key}": subject.id})
    events = list(
        Event.objects.filter(about, subject_kind="kpi", subject_id=kpi.id, verb__startswith="target.").order_by("-id")[
            :MOST
        ]
    )
    names = dict(Member.objects.filter(pk__in={event.actor_id for event in events}).values_list("pk", "name"))
    return [_change(event, names, kpi, currency, is_own=not subject.is_role) for event in events]


def _change(event: Event, names: Mapping[int, str], kpi: KpiRule, currency: str, *, is_own: bool) -> Change:
    before, after = event.data.get("before") or {}, event.data.get("after") or {}
    day = date.fromisoformat((after or before)["effective_from"])
    # What the series had going on before a target came, and has again after it has gone.
    running = {**event.data["running"], "effective_from": day.isoformat()} if event.data.get("running") else {}
    none = _("the role’s") if is_own else _("not set")
    return Change(
        at=event.at,
        by=names.get(event.actor_id, "") if event.actor_id else _("Pacesetter"),
        effective_from=day_label(day),
        before=_words(before or running, kpi, currency, is_own=is_own) or none,
        after=_words(after, kpi, currency, is_own=is_own) or _taken_out(running, kpi, currency, none, is_own=is_own),
        reason=event.data.get("reason", ""),
        in_past=event.verb.endswith("_in_past"),
    )


def _taken_out(running: Mapping[str, Any], kpi: KpiRule, currency: str, none: str, *, is_own: bool) -> str:
    goes_on = _words(running, kpi, currency, is_own=is_own) or none
    return _("taken out: %(target)s again") % {"target": goes_on} if running or is_own else _("taken out")


def _words(told: Mapping[str, Any], kpi: KpiRule, currency: str, *, is_own: bool) -> str:
    if not told:
        return ""
    quantity = None if told["quantity"] is None else Fraction(told["quantity"])
    kind, day = PeriodKind(told["period_kind"]), date.fromisoformat(told["effective_from"])
    return per_period(TargetRow(quantity, kind, day), kpi, currency, is_own=is_own)
