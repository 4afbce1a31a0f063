"""What is mapped to what, in words and as links between things."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.activities.category import categories
from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.people.models import SalesRole

ROLE, KPI, TYPE, CATEGORY = "role", "kpi", "type", "category"


@dataclass(frozen=True)
class Node:
    """A thing in the picture. `lacks` says what is missing, `mend` is the address where that is set up."""

    kind: str
    key: str
    name: str
    lacks: str = ""
    mend: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True)
class Edge:
    """One node leads to another. `is_indirect` by way of the two KPIs of a ratio."""

    start: str
    end: str
    is_indirect: bool = False


@dataclass(frozen=True)
class KpiLine:
    """A KPI in words: of whom it is expected and what it counts, with the category of each activity."""

    node: Node
    roles: Sequence[Node]
    types: Sequence[tuple[Node, str]]


class Chain:
    """Everything that is not archived, in a number of queries that does not grow with it."""

    def __init__(self) -> None:
        self._roles = list(SalesRole.objects.filter(archived_at__isnull=True))
        self._kpis = list(Kpi.objects.filter(archived_at__isnull=True))
        self._types = list(ActivityType.objects.filter(archived_at__isnull=True))
        self._roles_of = _pairs(KpiRole.objects.values_list("kpi_id", "role_id"), self._roles)
        self._types_of = _pairs(KpiActivityType.objects.values_list("kpi_id", "activity_type_id"), self._types)

    @cached_property
    def columns(self) -> tuple[list[Node], list[Node], list[Node], list[Node]]:
        """Roles, KPIs, activities, categories, each in its order."""
        held = {role_id for kpi in self._kpis for role_id in self._roles_of[kpi.pk]}
        counted = {type_id for kpi in self._kpis for type_id in self._types_of[kpi.pk]}
        used = {kind.category for kind in self._types}
        return (
            [self._role(role, role.pk in held) for role in self._roles],
            [self._kpi(kpi) for kpi in self._kpis],
            [self._type(kind, kind.pk in counted) for kind in self._types],
            [Node(CATEGORY, key, str(one.label)) for key, one in categories().items() if key in used],
        )

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {node.id: node for column in self.columns for node in column}

    @cached_property
    def edges(self) -> list[Edge]:
        """What leads to what, from left to right."""
        found = []
        for kpi in self._kpis:
            found += [Edge(f"{ROLE}-{role}", f"{KPI}-{kpi.pk}") for role in self._roles_of[kpi.pk]]
            found += [
                Edge(f"{KPI}-{kpi.pk}", f"{TYPE}-{kind}", bool(kpi.numerator_id)) for kind in self._counted_by(kpi)
            ]
        return [*found, *(Edge(f"{TYPE}-{kind.pk}", f"{CATEGORY}-{kind.category}") for kind in self._types)]

    @cached_property
    def lines(self) -> list[KpiLine]:
        """The same in words."""
        labels = {key: str(one.label) for key, one in categories().items()}
        category_of = {kind.pk: labels.get(kind.category, kind.category) for kind in self._types}
        return [
            KpiLine(
                self.nodes[f"{KPI}-{kpi.pk}"],
                [self.nodes[f"{ROLE}-{role}"] for role in self._roles_of[kpi.pk]],
                [(self.nodes[f"{TYPE}-{kind}"], category_of[kind]) for kind in self._counted_by(kpi)],
            )
            for kpi in self._kpis
        ]

    @property
    def lacking(self) -> list[Node]:
        """What is not mapped, in the order of the chain."""
        return [node for node in self.nodes.values() if node.lacks]

    def around(self, node_id: str) -> set[str]:
        """The nodes that lead to this one and those it leads to."""
        return self._reached(node_id, forward=True) | self._reached(node_id, forward=False)

    def _reached(self, node_id: str, *, forward: bool) -> set[str]:
        found, waiting = {node_id}, [node_id]
        while waiting:
            here = waiting.pop()
            for edge in self.edges:
                start, end = (edge.start, edge.end) if forward else (edge.end, edge.start)
                if start == here and end not in found:
                    found.add(end)
                    waiting.append(end)
        return found

    def _counted_by(self, kpi: Kpi) -> list[int]:
        if not kpi.numerator_id or not kpi.denominator_id:
            return self._types_of[kpi.pk]
        both = (*self._types_of[kpi.numerator_id], *self._types_of[kpi.denominator_id])
        return list(dict.fromkeys(both))

    def _role(self, role: SalesRole, has_kpi: bool) -> Node:
        if has_kpi:
            return Node(ROLE, str(role.pk), role.name)
        mend = f"{reverse('role_mapping')}?role={role.pk}"
        return Node(ROLE, str(role.pk), role.name, _("No KPI is expected of this role."), mend)

    def _kpi(self, kpi: Kpi) -> Node:
        lacks, place = "", "role_mapping"
        if not self._counted_by(kpi):
            lacks, place = _("This KPI counts no activity."), "type_mapping"
        elif not self._roles_of[kpi.pk] and not self._is_part(kpi):
            lacks = _("This KPI is expected of no role.")
        return Node(KPI, str(kpi.pk), kpi.name, lacks, f"{reverse(place)}?kpi={kpi.pk}" if lacks else "")

    def _is_part(self, kpi: Kpi) -> bool:
        # A KPI that only makes up a ratio has done its duty.
        return any(kpi.pk in (ratio.numerator_id, ratio.denominator_id) for ratio in self._kpis)

    def _type(self, kind: ActivityType, is_counted: bool) -> Node:
        if is_counted:
            return Node(TYPE, str(kind.pk), kind.name)
        mend = f"{reverse('type_mapping')}?type={kind.pk}"
        return Node(TYPE, str(kind.pk), kind.name, _("No KPI counts this activity."), mend)


def _pairs(pairs: Iterable[tuple[int, int]], among: Sequence[SalesRole | ActivityType]) -> dict[int, list[int]]:
    """By KPI the ids of the others that are in the list, in its order."""
    place = {row.pk: number for number, row in enumerate(among)}
    found: dict[int, list[int]] = defaultdict(list)
    for kpi_id, other_id in pairs:
        if other_id in place:
            found[kpi_id].append(other_id)
    for others in found.values():
        others.sort(key=place.__getitem__)
    return found
