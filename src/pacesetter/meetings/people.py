"""Who is invited to an activity."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant
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
    return invited_to_each([activity])[activity.pk]


def invited_to_each(activities: Sequence[Activity]) -> dict[int, list[Invited]]:
    """The same for several, by their ids. Two queries."""
    ids = [row.pk for row in activities]
    contacts: defaultdict[int, list[Contact]] = defaultdict(list)
    members: defaultdict[int, list[Member]] = defaultdict(list)
    for link in ActivityContact.objects.filter(activity__in=ids).select_related("contact").order_by("pk"):
        contacts[link.activity_id].append(link.contact)
    for part in ActivityParticipant.objects.filter(activity__in=ids).select_related("member").order_by("pk"):
        members[part.activity_id].append(part.member)
    return {row.pk: invited(contacts[row.pk], members[row.pk], row.owner) for row in activities}


def invited(contacts: Iterable[Contact], members: Iterable[Member], owner: Member) -> list[Invited]:
    """Whoever of these is asked, each address once."""
    found: dict[str, Invited] = {}
    for contact in contacts:
        if contact.email:
            address = contact.email.lower()
            found.setdefault(address, Invited(address, contact.name, contact, None))
    for member in members:
        address = member.email.lower()
        found.setdefault(address, Invited(address, member.name, None, member))
    found.pop(owner.email.lower(), None)
    return list(found.values())
