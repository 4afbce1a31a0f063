"""Companies without contact for a time, looked up first where they are few.

Neither database knows how few of those without plans have been forgotten, for which both go through all that have none.
The index of last contacts leads to the forgotten ones.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from pacesetter.crm.few_ids import with_ids
from pacesetter.crm.models import Company
from pacesetter.crm.models.company import IN_USE
from pacesetter.people.composed_query import ComposedQuery

# Of more than these a page of any list is full soon, in whatever order.
FEW = 1000


@dataclass(frozen=True)
class Silence:
    """The companies in use with whom there was no contact from the day on, nor ever before that; only those with or
    without plans where that is said. Looked up once, when they are first wanted."""

    since: date
    has_plans: bool | None = None

    def among(self, companies: QuerySet[Company]) -> QuerySet[Company]:
        """Those of the companies."""
        if self.are_few:
            return with_ids(companies, self._ids)
        return companies.filter(silent(self.since), *_with_plans(self.has_plans))

    @property
    def are_few(self) -> bool:
        """Whether there are no more than `FEW`, however many companies are looked at."""
        return len(self._ids) <= FEW

    @cached_property
    def _ids(self) -> list[int]:
        """The ids, one more than `FEW` at most."""
        return _SILENT.rows(since=self.since, has_plans=self.has_plans, most=FEW + 1)


def silent(since: date) -> Q:
    """Without contact from the day on."""
    return Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=since)


def _with_plans(has_plans: bool | None) -> list[Q]:
    return [] if has_plans is None else [Q(has_plans=has_plans)]


def _silent(since: date, has_plans: bool | None, most: int) -> QuerySet[Company, int]:
    in_use = Company.objects.filter(IN_USE, *_with_plans(has_plans)).order_by().values_list("pk", flat=True)
    never, before = in_use.filter(last_contact_on__isnull=True), in_use.filter(last_contact_on__lt=since)
    return never.union(before, all=True)[:most]


_SILENT: ComposedQuery[int] = ComposedQuery(_silent, forms=("has_plans", "most"))
