"""Find one company on the hot path."""

from typing import Any

from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.people.tokens import Beside
from pacesetter.tenancy.prepared import columns_of, fetch_row, made_from


def find_company_for(viewer: Member, company_id: int) -> Company | None:
    """The company when the viewer may see it, else None: the same answer as `companies_seen_by`, mostly in one plain
    look-up. Only where the company is somebody else's are the teams asked about."""
    return _seen(viewer, _row(viewer, company_id))


def company_beside() -> Beside:
    """The company with the id $4 in the caller's organisation, to be read together with the caller's token."""
    join = "LEFT JOIN crm_company c ON c.id = $4 AND c.organisation_id = m.organisation_id AND c.merged_into_id IS NULL"
    return Beside(columns_of(Company, "c"), join)


def company_read_beside(viewer: Member, row: tuple[Any, ...]) -> Company | None:
    """The same as `find_company_for`, for the columns that `company_beside` brought."""
    return _seen(viewer, row if row[0] is not None else None)


def _row(viewer: Member, company_id: int) -> tuple[Any, ...] | None:
    return fetch_row(
        f"SELECT {columns_of(Company, 'c')} FROM crm_company c "  # noqa: S608
        "WHERE c.id = $1 AND c.organisation_id = $2 AND c.merged_into_id IS NULL",
        [company_id, viewer.organisation_id],
    )


def _seen(viewer: Member, row: tuple[Any, ...] | None) -> Company | None:
    if row is None or viewer.archived_at is not None:
        return None
    company = made_from(Company, row)
    if viewer.sees_everyone or viewer.pk in (company.sales_rep_id, company.account_manager_id):
        return company
    return companies_seen_by(viewer).filter(pk=company.pk).first()
