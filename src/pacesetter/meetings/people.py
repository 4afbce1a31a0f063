"""Who is invited to an activity."""

from typing import NamedTuple

from pacesetter.activities.models import Activity
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


class Invited(NamedTuple):
    """One address, and whose it is."""

    address: str
    name: str
    contact: Contact | None
    member: Member | None


def invited_to(activity: Activity) -> list[Invited]:
    """Contacts with an address, and colleagues who take part; each address once. The owner organises it and is not
    among them."""
    found: dict[str, Invited] = {}
    for link in activity.contact_links.select_related("contact").order_by("pk"):
        if link.contact.email:
            address = link.contact.email.lower()
            found.setdefault(address, Invited(address, link.contact.name, link.contact, None))
    for part in activity.participants.select_related("member").order_by("pk"):
        address = part.member.email.lower()
        found.setdefault(address, Invited(address, part.member.name, None, part.member))
    found.pop(activity.owner.email.lower(), None)
    return list(found.values())
