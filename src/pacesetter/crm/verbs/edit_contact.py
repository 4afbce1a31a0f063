"""Edit a contact."""

from typing import Unpack

from pacesetter.crm.fields import checked
from pacesetter.crm.models import Contact
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.add_contact import ContactFields, in_company, refuse_same_email
from pacesetter.crm.verbs.change import changing
from pacesetter.people.models import Member


class ContactEdits(ContactFields, total=False):
    """What can be edited. What is not given stays."""

    name: str


def edit_contact(
    contact: Contact,
    *,
    by: Member | None,
    reason: str = "",
    allow_same_email: bool = False,
    **edits: Unpack[ContactEdits],
) -> Contact:
    """Change fields of the contact, among them the company. What was done with the contact before stays with the
    company of that time. Raises a `Refusal` as `add_contact` does."""
    with changing(contact, "edited", by=by, reason=reason) as row:
        guards.present(row)
        kept = checked({**edits})
        if kept.get("company") != row.company:
            in_company(kept)
        if kept.get("email") and kept["email"] != row.email and not allow_same_email:
            refuse_same_email(kept["email"], but=row)
        for name, value in kept.items():
            setattr(row, name, value)
    return contact
