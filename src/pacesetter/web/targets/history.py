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
    return Change(
        at=event.at,
        by=names.get(event.actor_id, "") if event.actor_id else _("Pacesetter"),
        effective_from=day_label(day),
        before=_words(before, kpi, currency, is_own=is_own) or _("not set"),
        after=_words(after, kpi, currency, is_own=is_own) or _("taken out"),
        reason=event.data.get("reason", ""),
        in_past=event.verb.endswith("_in_past"),
    )


def _words(told: Mapping[str, Any], kpi: KpiRule, currency: str, *, is_own: bool) -> str:
    if not told:
        return ""
    quantity = None if told["quantity"] is None else Fraction(told["quantity"])
    kind, day = PeriodKind(told["period_kind"]), date.fromisoformat(told["effective_from"])
    return per_period(TargetRow(quantity, kind, day), kpi, currency, is_own=is_own)
