"""What a playbook would make here, and what of it is there already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import override

from pacesetter.activities.category import category_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Measure, Target
from pacesetter.people.models import SalesRole
from pacesetter.playbooks.playbook import Expected, Playbook, PlaybookKpi, PlaybookRole, PlaybookType, Text
from pacesetter.tenancy.scope import current_organisation_id

W = TypeVar("W")
R = TypeVar("R", bound=models.Model)


class Presence(StrEnum):
    """Whether a thing of this name is there."""

    NEW = "new"
    PRESENT = "present"
    # Applying the playbook restores it.
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Entry(Generic[W, R]):
    """One thing of the playbook, `wanted`, and the row of that name, if there is one. Such a row stays as it is."""

    name: str
    wanted: W
    row: R | None

    @property
    def presence(self) -> Presence:
        if self.row is None:
            return Presence.NEW
        return Presence.PRESENT if getattr(self.row, "archived_at", None) is None else Presence.ARCHIVED

    @property
    def is_new(self) -> bool:
        return self.row is None


@dataclass(frozen=True)
class TypeLink:
    """A KPI counts an activity type, with the weight."""

    kpi: Entry[PlaybookKpi, Kpi]
    type: Entry[PlaybookType, ActivityType]
    weight: str


@dataclass(frozen=True)
class RoleLink:
    """A KPI is expected of a role. `is_new` tells whether the link is; `has_target` whether a target would be set."""

    role: Entry[PlaybookRole, SalesRole]
    kpi: Entry[PlaybookKpi, Kpi]
    expected: Expected
    is_new: bool
    has_target: bool


@dataclass(frozen=True)
class Contents:
    """The parts of a playbook, each with what is there. `type_links` and `role_links` are complete, also the links that
    exist; what applying does is in `new_type_links`, and in the marks of the role links."""

    playbook: Playbook
    outcomes: tuple[Entry[Text, Outcome], ...]
    types: tuple[Entry[PlaybookType, ActivityType], ...]
    kpis: tuple[Entry[PlaybookKpi, Kpi], ...]
    roles: tuple[Entry[PlaybookRole, SalesRole], ...]
    type_links: tuple[TypeLink, ...]
    new_type_links: tuple[TypeLink, ...]
    role_links: tuple[RoleLink, ...]

    @cached_property
    def entries(self) -> tuple[Entry[Any, Any], ...]:
        """Everything that has a name."""
        return (*self.outcomes, *self.types, *self.kpis, *self.roles)

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it is there already."""
        return (
            all(entry.presence == Presence.PRESENT for entry in self.entries)
            and not self.new_type_links
            and not any(link.is_new or link.has_target for link in self.role_links)
        )


def contents(playbook: Playbook) -> Contents:
    """The playbook against the organisation in scope. Activity types whose category cannot be used here are left out.

    Things are the same if they have the same name, in any spelling of its letters and in any language of ours: whoever
    looks may read another one than whoever set it up. One that is there stays as it is: a
    KPI that counts something already is not made to count more, and a target is set only where the role has none for
    the KPI and the number means the same (the measure is the playbook's).
    """
    organisation_id = current_organisation_id()
    usable = [kind for kind in playbook.types if category_of(kind.category).is_offered(organisation_id)]
    types = _entries([(kind.name, kind) for kind in usable], ActivityType.objects.all())
    kpis = _entries([(kpi.name, kpi) for kpi in playbook.kpis], Kpi.objects.all())
    roles = _entries([(role.name, role) for role in playbook.roles], SalesRole.objects.all())
    type_links = tuple(
        TypeLink(kpi, kind, counted.weight)
        for kpi in kpis
        for counted in kpi.wanted.weighted
        for kind in types
        if kind.wanted == counted.type
    )
    counting = set(KpiActivityType.objects.values_list("kpi_id", flat=True))
    return Contents(
        playbook=playbook,
        outcomes=_entries([(outcome, outcome) for outcome in playbook.outcomes], Outcome.objects.all()),
        types=types,
        kpis=kpis,
        roles=roles,
        type_links=type_links,
        new_type_links=tuple(link for link in type_links if _counts_nothing(link.kpi, counting)),
        role_links=_role_links(roles, kpis),
    )


def _entries(wanted: Sequence[tuple[Text, W]], rows: models.QuerySet[R]) -> tuple[Entry[W, R], ...]:
    known = {str(row).casefold(): row for row in rows}
    found: dict[str, Entry[W, R]] = {}
    for name, one in wanted:
        row = next((known[text] for text in _in_every_language(name) if text in known), None)
        found[str(name)] = Entry(str(name), one, row)
    return tuple(found.values())


def _in_every_language(name: Text) -> Iterator[str]:
    """The name without regard to capitals, in the language of whoever looks first."""
    yield str(name).casefold()
    if isinstance(name, Promise):
        for language, _label in settings.LANGUAGES:
            with override(language):
                text = str(name).casefold()
            yield text


def _counts_nothing(kpi: Entry[PlaybookKpi, Kpi], counting: set[int]) -> bool:
    return kpi.row is None or (kpi.row.pk not in counting and kpi.row.measure != Measure.RATIO)


def _role_links(
    roles: tuple[Entry[PlaybookRole, SalesRole], ...], kpis: tuple[Entry[PlaybookKpi, Kpi], ...]
) -> tuple[RoleLink, ...]:
    mapped = set(KpiRole.objects.values_list("kpi_id", "role_id"))
    targeted = set(Target.objects.filter(role__isnull=False).values_list("kpi_id", "role_id"))
    entry_of = {kpi.wanted: kpi for kpi in kpis}
    links = []
    for role in roles:
        for expected in role.wanted.expects:
            kpi = entry_of[expected.kpi]
            pair = (kpi.row.pk if kpi.row else None, role.row.pk if role.row else None)
            same_measure = kpi.row is None or kpi.row.measure == kpi.wanted.measure
            has_target = bool(expected.quantity) and same_measure and pair not in targeted
            links.append(RoleLink(role, kpi, expected, pair not in mapped, has_target))
    return tuple(links)
