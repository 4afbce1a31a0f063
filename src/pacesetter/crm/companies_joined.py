"""The companies of rows that are shown, read after them.

Joined by the database, a company is looked up for each row that it sorts, not only for those that are shown, and sent
once for each row.
"""

from collections.abc import Iterable
from typing import Protocol

from pacesetter.crm.models import Company
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.sent_ids import sent_ids


class OfCompany(Protocol):
    """A row that may name a company."""

    company_id: int | None
    company: Company | None


def join_companies(rows: Iterable[OfCompany]) -> None:
    """Give each row its company, as if it had been read with it, and none where it has gone since the row was read. One
    query; none where no row names one."""
    named = [row for row in rows if row.company_id]
    if not named:
        return
    companies = {one.pk: one for one in _BY_ID.rows(ids=sorted({row.company_id for row in named if row.company_id}))}
    for row in named:
        row.company = companies.get(row.company_id or 0)


_BY_ID: ComposedQuery[Company] = ComposedQuery(
    lambda ids: Company.objects.filter(pk__in=sent_ids(ids)).order_by(), is_planned=True
)
