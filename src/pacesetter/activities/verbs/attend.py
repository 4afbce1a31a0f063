"""Who takes part in an activity."""

from collections.abc import Iterable
from typing import TypeVar

from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant
from pacesetter.activities.verbs.guards import same_organisation
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


def set_participants(activity: Activity, members: Iterable[Member]) -> tuple[set[int], set[int]]:
    """Make these the colleagues who take part (the owner takes part anyway). Returns the ids before and after."""
    wanted = {member.pk for member in members if same_organisation(member, activity.organisation_id, "participants")}
    wanted.discard(activity.owner_id)
    return _link(activity, ActivityParticipant, "member_id", wanted)


def set_contacts(activity: Activity, contacts: Iterable[Contact]) -> tuple[set[int], set[int]]:
    """Make these the contacts whom the activity is with. Returns the ids before and after."""
    wanted = {contact.pk for contact in contacts if same_organisation(contact, activity.organisation_id, "contacts")}
    return _link(activity, ActivityContact, "contact_id", wanted)


Link = TypeVar("Link", ActivityParticipant, ActivityContact)


def _link(activity: Activity, links: type[Link], column: str, wanted: set[int]) -> tuple[set[int], set[int]]:
    # By the activity alone, which is in scope: given the organisation too, SQLite would read all of its links.
    rows = links.across_organisations.filter(activity=activity)
    present = set(rows.values_list(column, flat=True))
    if gone := present - wanted:
        rows.filter(**{f"{column}__in": gone}).delete()
    links.objects.bulk_create(links(activity=activity, **{column: pk}) for pk in sorted(wanted - present))
    return present, wanted
