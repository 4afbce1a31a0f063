"""Make what a playbook says."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from pacesetter.activities import settings_verbs
from pacesetter.activities.models import ActivityType, Outcome, StepFrom, StepMode, StepOwner, StepUnit
from pacesetter.activities.settings_verbs.rows import today
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import add_sales_role, guards, restore_sales_role
from pacesetter.playbooks.contents import Contents, Entry, Presence, contents
from pacesetter.playbooks.playbook import MOST_TRIES, TRY_AFTER, Playbook, PlaybookKpi, PlaybookType

R = TypeVar("R", bound=models.Model)


def apply_playbook(playbook: Playbook, *, by: Member | None, starts_on: date | None = None) -> Contents:
    """Make what of the playbook is not there yet, with targets from `starts_on` (today unless given); returns what was
    found before, which tells what was made. A second time it makes nothing.

    All or nothing. Things that are archived are restored, things that are there stay as they are (see `contents`).
    Raises `NotAllowed` for everybody but administrators, and the `Refusal` of a verb where what is there contradicts
    the playbook.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        found = contents(playbook)
        _Making(found, by, _("Playbook: %(playbook)s") % {"playbook": playbook.name}).all(starts_on or today())
    return found


class _Making:
    """One application; holds the rows by their names."""

    def __init__(self, found: Contents, by: Member | None, reason: str) -> None:
        self.found = found
        self.by = by
        self.reason = reason
        self.outcomes: dict[str, Outcome] = {}
        self.types: dict[str, ActivityType] = {}
        self.kpis: dict[str, Kpi] = {}
        self.roles: dict[str, SalesRole] = {}

    def all(self, starts_on: date) -> None:
        for outcome in self.found.outcomes:
            self.outcomes[outcome.name] = self._one(
                outcome,
                lambda entry: settings_verbs.add_outcome(by=self.by, name=entry.name, reason=self.reason),
                settings_verbs.restore_outcome,
            )
        for kind in self.found.types:
            self.types[kind.name] = self._one(kind, self._add_type, settings_verbs.restore_activity_type)
        for kpi in self.found.kpis:
            self.kpis[kpi.name] = self._one(kpi, self._add_kpi, verbs.restore_kpi)
        self._link_types()
        for role in self.found.roles:
            self.roles[role.name] = self._one(
                role, lambda entry: add_sales_role(by=self.by, name=entry.name), restore_sales_role
            )
        self._link_roles(starts_on)

    def _one(self, entry: Entry[Any, R], add: Callable[[Entry[Any, R]], R], restore: Callable[..., R]) -> R:
        if entry.row is None:
            return add(entry)
        return restore(entry.row, by=self.by) if entry.presence == Presence.ARCHIVED else entry.row

    def _add_type(self, entry: Entry[PlaybookType, ActivityType]) -> ActivityType:
        wanted = entry.wanted
        made = settings_verbs.add_activity_type(
            by=self.by,
            name=entry.name,
            category=wanted.category,
            default_minutes=wanted.default_minutes,
            points=wanted.points,
            needs_outcome=wanted.needs_outcome,
            outcomes=[self.outcomes[str(outcome)] for outcome in wanted.outcomes],
            reason=self.reason,
        )
        if wanted.tries_again:
            self._let_try_again(made, wanted)
        return made

    def _let_try_again(self, kind: ActivityType, wanted: PlaybookType) -> None:
        """A rule for a type that is made here alone: rules of one that was there are its organisation's own."""
        settings_verbs.add_next_step(
            by=self.by,
            after_type=kind,
            next_type=kind,
            outcomes=[self.outcomes[str(outcome)] for outcome in wanted.tries_again],
            delay=TRY_AFTER,
            unit=StepUnit.WORKING_DAYS.value,
            counted_from=StepFrom.COMPLETED.value,
            owner_rule=StepOwner.SAME.value,
            member=None,
            mode=StepMode.SUGGEST.value,
            at_most=MOST_TRIES,
            reason=self.reason,
        )

    def _add_kpi(self, entry: Entry[PlaybookKpi, Kpi]) -> Kpi:
        wanted = entry.wanted
        return verbs.add_kpi(
            by=self.by,
            name=entry.name,
            measure=wanted.measure,
            moment=wanted.moment,
            credit=wanted.credit,
            direction=wanted.direction,
            numerator=self.kpis[str(wanted.numerator.name)] if wanted.numerator else None,
            denominator=self.kpis[str(wanted.denominator.name)] if wanted.denominator else None,
            reason=self.reason,
        )

    def _link_types(self) -> None:
        for link in self.found.new_type_links:
            kpi, kind = self.kpis[link.kpi.name], self.types[link.type.name]
            verbs.map_type(kpi, kind, by=self.by, weight=link.weight, reason=self.reason)
        for entry in self.found.kpis:
            if entry.is_new and entry.wanted.outcomes:
                outcomes = [self.outcomes[str(outcome)] for outcome in entry.wanted.outcomes]
                verbs.set_counted_outcomes(self.kpis[entry.name], outcomes, by=self.by, reason=self.reason)

    def _link_roles(self, starts_on: date) -> None:
        for link in self.found.role_links:
            kpi, role = self.kpis[link.kpi.name], self.roles[link.role.name]
            if link.is_new:
                verbs.map_role(kpi, role, by=self.by, weight=link.expected.weight, reason=self.reason)
            if link.has_target:
                verbs.set_target(
                    kpi,
                    by=self.by,
                    role=role,
                    period_kind=link.expected.per,
                    quantity=link.expected.quantity,
                    effective_from=starts_on,
                    reason=self.reason,
                )
