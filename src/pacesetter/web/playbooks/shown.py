"""All that a playbook would make, and what becomes of what is there already: one line for each thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.playbooks import Contents, Entry, Presence, RoleLink
from pacesetter.web.playbooks.words import activity_words, exact, kpi_words, listed, target_words


@dataclass(frozen=True)
class Line:
    """A thing by its name, a few words about it, and what is said of one that is there, "" for a new one."""

    name: str
    mark: str
    words: str = ""


@dataclass(frozen=True)
class ExpectedLine(Line):
    """A KPI of a role, with its weight in the role's score and the target that would be set."""

    weight: str = ""
    target: str = ""


@dataclass(frozen=True)
class ActivityLine(Line):
    """An activity. After the outcomes `tries_again` another try would be suggested, "" where no such rule is made."""

    minutes: int = 0
    points: str = ""
    tries_again: str = ""


@dataclass(frozen=True)
class RoleShown(Line):
    """A role with the KPIs that are expected of it."""

    kpis: Sequence[ExpectedLine] = ()


@dataclass(frozen=True)
class Shown:
    """A playbook as its page tells it. `behind` are KPIs that are expected of no role: ratios are made of them."""

    roles: Sequence[RoleShown]
    behind: Sequence[Line]
    activities: Sequence[ActivityLine]
    outcomes: Sequence[Line]
    is_partly_there: bool


def shown(found: Contents) -> Shown:
    """Everything that has a name, each with what applying the playbook would do with it."""
    expected = {link.kpi.name for link in found.role_links}
    return Shown(
        roles=[
            RoleShown(
                role.name,
                mark_of(role),
                kpis=[_expected(link, found) for link in found.role_links if link.role is role],
            )
            for role in found.roles
        ],
        behind=[Line(kpi.name, mark_of(kpi), kpi_words(kpi, found)) for kpi in found.kpis if kpi.name not in expected],
        activities=[
            ActivityLine(
                kind.name,
                mark_of(kind),
                activity_words(kind),
                kind.wanted.default_minutes,
                exact(kind.wanted.points),
                # Rules of an activity that is there are its organisation's own.
                listed(kind.wanted.tries_again) if kind.is_new else "",
            )
            for kind in found.types
        ],
        outcomes=[Line(outcome.name, mark_of(outcome)) for outcome in found.outcomes],
        is_partly_there=not found.changes_nothing and not all(entry.is_new for entry in found.entries),
    )


def mark_of(entry: Entry[Any, Any]) -> str:
    """What is said of a thing that is there, "" of one that would be made."""
    return {
        Presence.NEW: "",
        Presence.PRESENT: _("there already"),
        Presence.ARCHIVED: _("archived, will be restored"),
    }[entry.presence]


def _expected(link: RoleLink, found: Contents) -> ExpectedLine:
    weight = exact(link.expected.weight) if link.is_new else _("unchanged")
    return ExpectedLine(link.kpi.name, mark_of(link.kpi), kpi_words(link.kpi, found), weight, _target(link))


def _target(link: RoleLink) -> str:
    if link.has_target or not link.expected.quantity:
        return target_words(link.expected)
    if link.kpi.row is not None and link.kpi.row.measure != link.expected.kpi.measure:
        return _("none, the KPI here has another measure")
    return _("unchanged")
