"""Totals that are wrong, in words a person can act on."""

from collections.abc import Iterable

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.tallies import Mismatch
from pacesetter.people.models import Member

_MOMENTS = {"b": "booked", "c": "completed"}
_AMOUNTS = (("count", "number"), ("minutes", "minutes"), ("value_minor", "value in the smallest unit"))


def in_words(mismatches: Iterable[Mismatch]) -> list[str]:
    """One line for each: when, who, what, which moment, and what is kept beside what is right."""
    members = dict(Member.objects.values_list("pk", "name"))
    types = dict(ActivityType.objects.values_list("pk", "name"))
    outcomes = dict(Outcome.objects.values_list("pk", "name"))
    lines = []
    for found in mismatches:
        kind = PeriodKind.DAY if found.table == "kpis_tallyday" else PeriodKind.MONTH
        what = types.get(found.activity_type_id, f"activity type {found.activity_type_id}")
        if found.outcome_id:
            what += f" ({outcomes.get(found.outcome_id, f'outcome {found.outcome_id}')})"
        amounts = [(label, *getattr(found, name)) for name, label in _AMOUNTS]
        wrong = ", ".join(f"{label} {kept}, right is {right}" for label, kept, right in amounts if kept != right)
        lines.append(
            f"{period_holding(kind, found.period_on, Calendar()).label}, "
            f"{members.get(found.member_id, f'member {found.member_id}')}, {what}, "
            f"{_MOMENTS.get(found.moment, found.moment)}: {wrong}"
        )
    return lines
