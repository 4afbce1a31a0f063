"""Add a contact."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm.fields import checked
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member


class ContactFields(TypedDict, total=False):
    """What can be said of a contact. The phone number is brought to its international form."""

    company: Company | None
    email: str
    phone: str
    job_title: str
    note: str


def add_contact(
    *, by: Member | None, name: str, allow_same_email: bool = False, **fields: Unpack[ContactFields]
) -> Contact:
    """Add a contact. Raises a `Refusal` for a value that cannot be, a company that was merged or is archived, and (with
    the code "same_email") where somebody has the address already, unless `allow_same_email`."""
    guards.of_this_house(by)
    kept = in_company(checked({"name": name, **fields}))
    with transaction.atomic():
        if kept.get("email") and not allow_same_email:
            refuse_same_email(kept["email"])
        contact: Contact = Contact.objects.create(**kept)
        after = {"name": contact.name, "company_id": contact.company_id}
        events.record(
            "contact.added", "contact", contact.pk, by_id=by.pk if by else None, data={"before": {}, "after": after}
        )
    return contact


def in_company(kept: dict[str, Any]) -> dict[str, Any]:
    """The fields, with a company that a contact can be in. Raises a `Refusal`."""
    company = kept.get("company")
    if isinstance(company, Company):
        guards.known(company, "company")
        guards.present(company)
        if company.archived_at is not None:
            raise Refusal(
                _("“%(name)s” is archived. Restore it first.") % {"name": company}, field="company", code="archived"
            )
    return kept


def refuse_same_email(email: str, but: Contact | None = None) -> None:
    """Refuse an address that a contact has already."""
    same = Contact.objects.filter(email=email, merged_into__isnull=True, archived_at__isnull=True)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Refusal(
            _("There is a contact with the address %(email)s already.") % {"email": email},
            field="email",
            code="same_email",
        )
