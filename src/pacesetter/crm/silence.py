"""Companies without contact for a time, looked up first where they are few.

Neither database knows how few of those without plans have been forgotten, for which both go through all that have none.
The index of last contacts leads to the forgotten ones.
"""

from datetime import date

from django.db.models import Q, QuerySet

from pacesetter.crm.few_ids import FEW, with_ids
from pacesetter.crm.models import Company
from pacesetter.crm.models.company import IN_USE
from pacesetter.people.composed_query import ComposedQuery


def silent_in_use(companies: QuerySet[Company], since: date, *, has_plans: bool | None = None) -> QuerySet[Company]:
    """Those of the companies in use with whom there was no contact from the day on, nor ever before that; only those
    with or without plans where that is said."""
    found = _SILENT.rows(since=since, has_plans=has_plans, most=FEW + 1)
    if len(found) <= FEW:
        return with_ids(companies, found)
    return companies.filter(silent(since), *_with_plans(has_plans))


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
