"""What differs between the two mappings."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Measure
from pacesetter.kpis.verbs import map_role, map_type, unmap_role, unmap_type
from pacesetter.people.models import Member, SalesRole

Pair = tuple[int, int]


class Mapping(ABC):
    """KPIs in the rows, something else in the columns."""

    place: ClassVar[str]
    # The part of the address by which one column alone is shown.
    column_key: ClassVar[str]
    title: ClassVar[Promise]
    says: ClassVar[Promise]
    what: ClassVar[Promise]
    all_columns: ClassVar[Promise]
    row_lacks: ClassVar[Promise]
    column_lacks: ClassVar[Promise]
    # Where the columns are set up.
    column_place: ClassVar[str]
    no_columns: ClassVar[Promise]

    @abstractmethod
    def kpis(self) -> Iterable[Kpi]:
        """The KPIs that can be mapped."""

    @abstractmethod
    def columns(self) -> Iterable[Any]:
        """What they can be mapped to."""

    @abstractmethod
    def weights(self) -> dict[Pair, Decimal]:
        """The weight of each pair that is mapped: ids of KPI and column."""

    @abstractmethod
    def map(self, kpi: Kpi, column: Any, weight: str, *, by: Member) -> object: ...

    @abstractmethod
    def unmap(self, kpi: Kpi, column: Any, *, by: Member) -> None: ...


class RoleMapping(Mapping):
    """Of which roles a KPI is expected."""

    place, column_key, column_place = "role_mapping", "role", "sales_roles"
    title = gettext_lazy("KPIs to roles")
    says = gettext_lazy(
        "Which KPIs are expected of a role. The number is the weight in the role's score; empty means not expected."
    )
    what = gettext_lazy("Change KPIs of roles")
    all_columns = gettext_lazy("All roles")
    row_lacks = gettext_lazy("expected of no role")
    column_lacks = gettext_lazy("no KPI is expected")
    no_columns = gettext_lazy("There are no roles yet.")

    def kpis(self) -> Iterable[Kpi]:
        return Kpi.objects.filter(archived_at__isnull=True)

    def columns(self) -> Iterable[SalesRole]:
        return SalesRole.objects.filter(archived_at__isnull=True)

    def weights(self) -> dict[Pair, Decimal]:
        return {(kpi, role): weight for kpi, role, weight in KpiRole.objects.values_list("kpi_id", "role_id", "weight")}

    def map(self, kpi: Kpi, column: SalesRole, weight: str, *, by: Member) -> object:
        return map_role(kpi, column, by=by, weight=weight)

    def unmap(self, kpi: Kpi, column: SalesRole, *, by: Member) -> None:
        unmap_role(kpi, column, by=by)


class TypeMapping(Mapping):
    """Which activities a KPI counts."""

    place, column_key, column_place = "type_mapping", "type", "activity_types"
    title = gettext_lazy("KPIs to activities")
    says = gettext_lazy(
        "Which activities a KPI counts. The number is how often each one counts, usually 1; empty means not at all."
    )
    what = gettext_lazy("Change activities of KPIs")
    all_columns = gettext_lazy("All activities")
    row_lacks = gettext_lazy("counts no activity yet")
    column_lacks = gettext_lazy("no KPI counts it")
    no_columns = gettext_lazy("There are no activities yet.")

    def kpis(self) -> Iterable[Kpi]:
        return Kpi.objects.filter(archived_at__isnull=True).exclude(measure=Measure.RATIO)

    def columns(self) -> Iterable[ActivityType]:
        return ActivityType.objects.filter(archived_at__isnull=True)

    def weights(self) -> dict[Pair, Decimal]:
        rows = KpiActivityType.objects.values_list("kpi_id", "activity_type_id", "weight")
        return {(kpi, kind): weight for kpi, kind, weight in rows}

    def map(self, kpi: Kpi, column: ActivityType, weight: str, *, by: Member) -> object:
        return map_type(kpi, column, by=by, weight=weight)

    def unmap(self, kpi: Kpi, column: ActivityType, *, by: Member) -> None:
        unmap_type(kpi, column, by=by)
