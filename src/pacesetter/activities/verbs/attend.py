"""Who takes part in an activity."""

from collections.abc import Iterable

from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant
from pacesetter.activities.verbs.guards import same_organisation
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


def set_participants(activity: Activity, members: Iterable[Member]) -> tuple[set[int], set[int]]:
    """Make these the colleagues who take part (the owner takes part anyway). Returns the ids before and after."""
    wanted = {member.pk for member in members if same_organisation(member, activity.organisation_id, "participants")}
    wanted.discard(activity.owner_id)
    # By the activity alone, which is in scope: given the organisation too, SQLite would read all of its participations.
    rows = ActivityParticipant.across_organisations.filter(activity=activity)
    present = set(rows.values_list("member_id", flat=True))
    if gone := present - wanted:
        rows.filter(member_id__in=gone).delete()
    ActivityParticipant.objects.bulk_create(
        ActivityParticipant(activity=activity, member_id=member_id) for member_id in sorted(wanted - present)
    )
    return present, wanted


def set_contacts(activity: Activity, contacts: Iterable[Contact]) -> tuple[set[int], set[int]]:
    """Make these the contacts whom the activity is with. Returns the ids before and after."""
    wanted = {contact.pk for contact in contacts if same_organisation(contact, activity.organisation_id, "contacts")}
    rows = ActivityContact.across_organisations.filter(activity=activity)
    present = set(rows.values_list("contact_id", flat=True))
    if gone := present - wanted:
        rows.filter(contact_id__in=gone).delete()
    ActivityContact.objects.bulk_create(
        ActivityContact(activity=activity, contact_id=contact_id) for contact_id in sorted(wanted - present)
    )
    return present, wanted
