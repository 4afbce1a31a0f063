"""Back from what happens to every list of settings alike: archived, restored, put in order."""

from collections.abc import Callable
from typing import Any

from django.db import models

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, NextStep, Outcome
from pacesetter.events.models import Event
from pacesetter.kpis import verbs as kpi_verbs
from pacesetter.kpis.models import Kpi
from pacesetter.past_settings.ways.way import Way, before, row_of, rows_of
from pacesetter.people import verbs as people_verbs
from pacesetter.people.models import Member, SalesRole, Team

_LISTS: tuple[tuple[str, type[models.Model], Callable[..., Any], Callable[..., Any], Callable[..., Any]], ...] = (
    ("sales_role", SalesRole, people_verbs.archive_sales_role, people_verbs.restore_sales_role,
     people_verbs.order_sales_roles),
    ("team", Team, people_verbs.archive_team, people_verbs.restore_team, people_verbs.order_teams),
    ("activity_type", ActivityType, settings_verbs.archive_activity_type, settings_verbs.restore_activity_type,
     settings_verbs.order_activity_types),
    ("outcome", Outcome, settings_verbs.archive_outcome, settings_verbs.restore_outcome, settings_verbs.order_outcomes),
    ("kpi", Kpi, kpi_verbs.archive_kpi, kpi_verbs.restore_kpi, kpi_verbs.order_kpis),
)  # fmt: skip


def _on_row(model: type[models.Model], verb: Callable[..., Any]) -> Way:
    def way(event: Event, by: Member | None) -> None:
        verb(row_of(model, event.subject_id), by=by)

    return way


def _in_order(model: type[models.Model], verb: Callable[..., Any]) -> Way:
    def way(event: Event, by: Member | None) -> None:
        verb(rows_of(model, before(event).get("order", [])), by=by)

    return way


LISTS: dict[str, Way] = {
    "next_step.archived": _on_row(NextStep, settings_verbs.restore_next_step),
    "next_step.restored": _on_row(NextStep, settings_verbs.archive_next_step),
}
for _kind, _model, _archive, _restore, _order in _LISTS:
    LISTS[f"{_kind}.archived"] = _on_row(_model, _restore)
    LISTS[f"{_kind}.restored"] = _on_row(_model, _archive)
    LISTS[f"{_kind}.reordered"] = _in_order(_model, _order)
