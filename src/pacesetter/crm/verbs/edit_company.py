"""Edit a company."""

from typing import Unpack

from pacesetter.crm.fields import checked
from pacesetter.crm.matching import name_key
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.add_company import CompanyFields
from pacesetter.crm.verbs.change import changing
from pacesetter.people.models import Member


class CompanyEdits(CompanyFields, total=False):
    """What can be edited. What is not given stays."""

    name: str


def edit_company(company: Company, *, by: Member | None, reason: str = "", **edits: Unpack[CompanyEdits]) -> Company:
    """Change fields of the company, among them who sells to it and who manages it.

    Raises a `Refusal` for a value that cannot be, a member who has left, and a company that was merged.
    """
    with changing(company, "edited", by=by, reason=reason) as row:
        guards.present(row)
        given = {**edits}
        if "phone" in given:
            given.setdefault("country", row.country)
        for name, value in checked(given).items():
            if name in ("sales_rep", "account_manager") and value != getattr(row, name):
                guards.still_here(edits.get(name), name)  # type: ignore[arg-type]
            setattr(row, name, value)
        row.name_key = name_key(row.name)
    return company
