"""Make the companies and the people in them."""

from collections.abc import Sequence

from pacesetter.crm.verbs import add_company, add_contact, become_client
from pacesetter.demo.cast.companies import CLIENT, CompanyOf
from pacesetter.demo.making.made import Made


def make_customers(made: Made, companies: Sequence[CompanyOf]) -> None:
    """Every company of the cast, with its contacts."""
    by = made.administrator
    for company in companies:
        row = add_company(
            by=by,
            name=company.name,
            sales_rep=made.members[company.sales_rep],
            domain=company.domain,
            phone=company.phone,
            website=f"https://www.{company.domain}",
            address=company.address,
            country=company.country,
        )
        if company.kind == CLIENT:
            become_client(row, by=by, account_manager=made.members[company.account_manager])
        made.companies[company.name] = row
        for contact in company.contacts:
            made.contacts[contact.email] = add_contact(
                by=by,
                name=contact.name,
                company=row,
                email=contact.email,
                phone=contact.phone,
                job_title=contact.job_title,
            )
