"""A lead has bought."""

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, CompanyKind
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.change import changing
from pacesetter.people.models import Member


def become_client(
    company: Company, *, by: Member | None, account_manager: Member | None = None, reason: str = ""
) -> Company:
    """Make the lead a client, and where one is named give it an account manager. Refuses what is a client already."""
    with changing(company, "became_client", by=by, reason=reason) as row:
        guards.present(row)
        if row.kind == CompanyKind.CLIENT:
            raise Refusal(_("“%(name)s” is a client already.") % {"name": row}, code="client")
        row.kind = CompanyKind.CLIENT
        if account_manager is not None:
            row.account_manager = guards.still_here(account_manager, "account_manager")
    return company


def become_lead(company: Company, *, by: Member | None, reason: str = "") -> Company:
    """Undo `become_client`; the account manager stays. Refuses what is a lead already."""
    with changing(company, "became_lead", by=by, reason=reason) as row:
        guards.present(row)
        if row.kind == CompanyKind.LEAD:
            raise Refusal(_("“%(name)s” is a lead already.") % {"name": row}, code="lead")
        row.kind = CompanyKind.LEAD
    return company
