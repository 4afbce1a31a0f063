"""Companies as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pacesetter.crm.models import Company, CompanyKind
from pacesetter.people.models import Member
from pacesetter.web.customers.contact_words import last_in_words, next_in_words, next_state
from pacesetter.web.customers.members import member_names


@dataclass(frozen=True)
class CompanyLine:
    """One company in words."""

    id: int
    name: str
    kind: str
    sales_rep: str
    account_manager: str
    last: str
    last_on: date | None
    next: str
    next_state: str


def company_lines(viewer: Member, companies: Iterable[Company], today: date) -> list[CompanyLine]:
    """The companies in their order. No query."""
    names = member_names(viewer)
    kinds = {key: str(label) for key, label in CompanyKind.choices}
    return [
        CompanyLine(
            id=company.pk,
            name=company.name,
            kind=kinds[company.kind],
            sales_rep=names.get(company.sales_rep_id or 0, ""),
            account_manager=names.get(company.account_manager_id or 0, ""),
            last=last_in_words(company, today),
            last_on=company.last_contact_on,
            next=next_in_words(company, today),
            next_state=next_state(company, today),
        )
        for company in companies
    ]
