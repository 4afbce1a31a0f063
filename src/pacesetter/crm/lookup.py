"""Find one company on the hot path."""

from typing import Any

from django.db import connection

from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.people.tokens import Beside
from pacesetter.tenancy.prepared import columns_of, fetch_row, made_from, with_numbered_places
from pacesetter.tenancy.together import Proviso


def find_company_for(viewer: Member, company_id: int) -> Company | None:
    """The company when the viewer may see it, else None: the same answer as `companies_seen_by`, mostly in one plain
    look-up. Only where the company is somebody else's are the teams asked about."""
    return _seen(viewer, _row(viewer, company_id))


def company_beside() -> Beside:
    """The company with an id in the caller's organisation, to be read together with the caller's token."""
    join = "LEFT JOIN crm_company c ON c.id = %s AND c.organisation_id = m.organisation_id AND c.merged_into_id IS NULL"
    return Beside(columns_of(Company, "c"), join)


def company_read_beside(viewer: Member, row: tuple[Any, ...]) -> Company | None:
    """The same as `find_company_for`, for the columns that `company_beside` brought."""
    return _seen(viewer, row if row[0] is not None else None)


def company_unread(viewer: Member, company_id: int) -> tuple[Company, Proviso]:
    """The company as most are, without having read it: one that the viewer may see because it is theirs, or because
    they see everyone, and without a call cycle. The second value is that it is so. Whether it was merged is asked when
    something is hung on it (`not_merged`)."""
    # In the order of the columns; the others are read where somebody asks for them.
    names = ("id", "organisation_id", "has_call_cycle", "merged_into_id")
    company = Company.from_db("default", names, (company_id, viewer.organisation_id, False, None))
    sql = "SELECT 1 FROM crm_company WHERE id = %s AND organisation_id = %s AND NOT has_call_cycle"
    values = [company_id, viewer.organisation_id]
    if not viewer.sees_everyone:
        sql += " AND (sales_rep_id = %s OR account_manager_id = %s)"
        values += [viewer.pk, viewer.pk]
    return company, Proviso(sql, values)


def not_merged(company_id: int) -> Proviso:
    """That the company was not merged into another, and is not until the transaction ends: a merge that is under way is
    waited for. What is hung on a company without that may come to hang on a signpost, which merging left behind."""
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    return Proviso(f"SELECT 1 FROM crm_company WHERE id = %s AND merged_into_id IS NULL{lock}", [company_id])  # noqa: S608


def stays_unmerged(company_id: int) -> bool:
    """Whether that is so. To be asked in the transaction that hangs something on it."""
    asked = not_merged(company_id)
    return fetch_row(with_numbered_places(asked.sql), asked.values) is not None


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
