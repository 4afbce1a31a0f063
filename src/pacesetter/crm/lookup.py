"""Find one company on the hot path."""

from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.tenancy.prepared import columns_of, fetch_row, made_from


def find_company_for(viewer: Member, company_id: int) -> Company | None:
    """The company when the viewer may see it, else None: the same answer as `companies_seen_by`, mostly in one plain
    look-up. Only where the company is somebody else's are the teams asked about."""
    row = fetch_row(
        f"SELECT {columns_of(Company, 'c')} FROM crm_company c "  # noqa: S608
        "WHERE c.id = $1 AND c.organisation_id = $2 AND c.merged_into_id IS NULL",
        [company_id, viewer.organisation_id],
    )
    if row is None or viewer.archived_at is not None:
        return None
    company = made_from(Company, row)
    if viewer.sees_everyone or viewer.pk in (company.sales_rep_id, company.account_manager_id):
        return company
    return companies_seen_by(viewer).filter(pk=company_id).first()
