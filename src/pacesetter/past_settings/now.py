"""Why what an event tells of can't be put back as things are now, for a page of events at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.past_settings.ways.way import after, before, gone
from pacesetter.people.models import Member, OrganisationHoliday, SalesRole, Team

# Things that can be archived, and some of them removed.
THINGS: dict[str, type[models.Model]] = {
    "sales_role": SalesRole,
    "team": Team,
    "activity_type": ActivityType,
    "outcome": Outcome,
    "next_step": NextStep,
    "kpi": Kpi,
    "member": Member,
}
_MAPPINGS: dict[str, tuple[type[models.Model], str]] = {
    "kpi.role_mapped": (KpiRole, "role_id"),
    "kpi.role_unmapped": (KpiRole, "role_id"),
    "kpi.type_mapped": (KpiActivityType, "activity_type_id"),
    "kpi.type_unmapped": (KpiActivityType, "activity_type_id"),
}
_BESIDE = {"role_id": "sales_role", "activity_type_id": "activity_type", "member_id": "member"}


class Now:
    """How the things that these events tell of stand now: a query for each sort of thing, however many events."""

    def __init__(self, events: Sequence[Event]) -> None:
        targets = [event for event in events if _is_target(event)]
        mapped = [event for event in events if event.verb in _MAPPINGS]
        self._rows = {kind: _names(THINGS[kind], ids) for kind, ids in _mentioned([*targets, *mapped], events).items()}
        self._targets = _targets(targets)
        self._mapped = _mapped(mapped)
        self._holidays = _holidays(event for event in events if event.verb.startswith("holiday."))

    def why_not(self, event: Event) -> str:
        """The words; empty where nothing stands against it that can be told beforehand."""
        kind, _dot, deed = event.verb.partition(".")
        if _is_target(event):
            return self._against_target(event)
        if event.verb in _MAPPINGS:
            return self._against_mapping(event)
        if kind == "holiday":
            is_gone = not before(event) and date.fromisoformat(after(event)["day"]) not in self._holidays
            return gone().message if is_gone else ""
        if event.subject_kind not in self._rows or deed == "reordered":
            return ""
        row = self._rows[event.subject_kind].get(event.subject_id)
        if row is None:
            return gone().message
        is_archived = row[1]
        if event.subject_kind == "member":
            return ""
        if deed == "archived" and not is_archived:
            return _("It is in use again.")
        return _("It is archived again.") if deed == "restored" and is_archived else ""

    def _against_target(self, event: Event) -> str:
        old = before(event)
        if old:
            return self._archived("kpi", event.subject_id) or self._archived_beside(old)
        return "" if _target_key(event.subject_id, after(event)) in self._targets else gone().message

    def _against_mapping(self, event: Event) -> str:
        old = before(event)
        if old:
            return self._archived("kpi", event.subject_id) or self._archived_beside(old)
        _model, column = _MAPPINGS[event.verb]
        return "" if (column, event.subject_id, after(event)[column]) in self._mapped else gone().message

    def _archived_beside(self, told: dict[str, Any]) -> str:
        against = (self._archived(kind, told[column]) for column, kind in _BESIDE.items() if told.get(column))
        return next(filter(None, against), "")

    def _archived(self, kind: str, pk: int) -> str:
        row = self._rows[kind].get(pk)
        if row is None:
            return gone().message
        name, is_archived = row
        return _("“%(name)s” is archived. Restore it first.") % {"name": name} if is_archived else ""


def _is_target(event: Event) -> bool:
    return event.verb.startswith("target.")


def _mentioned(with_others: Iterable[Event], events: Iterable[Event]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.subject_kind in THINGS:
            found[event.subject_kind].add(event.subject_id)
    for event in with_others:
        told = before(event) or after(event)
        for column, kind in _BESIDE.items():
            if told.get(column):
                found[kind].add(told[column])
    return found


def _names(model: type[models.Model], ids: set[int]) -> dict[int, tuple[str, bool]]:
    named = "name" in {field.name for field in model._meta.concrete_fields}
    columns = ("pk", "archived_at", *(("name",) if named else ()))
    rows = model._default_manager.filter(pk__in=ids).values_list(*columns)
    return {pk: (str(*name), archived_at is not None) for pk, archived_at, *name in rows}


def _target_key(kpi_id: int, told: dict[str, Any]) -> tuple[object, ...]:
    return kpi_id, told.get("role_id"), told.get("member_id"), told["period_kind"], told["effective_from"]


def _targets(events: Sequence[Event]) -> set[tuple[object, ...]]:
    wanted = [event for event in events if not before(event)]
    if not wanted:
        return set()
    days = {after(event)["effective_from"] for event in wanted}
    rows = Target.objects.filter(kpi__in={event.subject_id for event in wanted}, effective_from__in=days)
    columns = ("kpi_id", "role_id", "member_id", "period_kind", "effective_from")
    return {(*others, day.isoformat()) for *others, day in rows.values_list(*columns)}


def _mapped(events: Sequence[Event]) -> set[tuple[str, int, int]]:
    found: set[tuple[str, int, int]] = set()
    for model, column in {_MAPPINGS[event.verb] for event in events}:
        kpis = {event.subject_id for event in events}
        pairs = model._default_manager.filter(kpi__in=kpis).values_list("kpi_id", column)
        found |= {(column, kpi_id, other_id) for kpi_id, other_id in pairs}
    return found


def _holidays(events: Iterable[Event]) -> set[date]:
    days = {date.fromisoformat(after(event)["day"]) for event in events if not before(event)}
    return set(OrganisationHoliday.objects.filter(day__in=days).values_list("day", flat=True)) if days else set()
