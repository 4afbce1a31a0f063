"""Who comes to every meeting of a series."""

from collections.abc import Iterable, Sequence

from pacesetter.crm.models import Contact
from pacesetter.meetings.models import MeetingSeries, SeriesGuest
from pacesetter.meetings.people import Invited, invited
from pacesetter.people.models import Member


def contacts_of(series: MeetingSeries) -> list[Contact]:
    """The contacts; one that was merged is the one that it became."""
    rows = series.guests.filter(contact__isnull=False).select_related("contact__merged_into")
    found = [row.contact for row in rows if row.contact]
    while any(one.merged_into for one in found):
        found = [one.merged_into or one for one in found]
    return list({one.pk: one for one in found}.values())


def members_of(series: MeetingSeries) -> list[Member]:
    """The colleagues."""
    return [row.member for row in series.guests.filter(member__isnull=False).select_related("member") if row.member]


def invited_to_series(series: MeetingSeries) -> list[Invited]:
    """Who is asked to come to all of it."""
    return invited(contacts_of(series), members_of(series), series.owner)


def set_guests(series: MeetingSeries, contacts: Sequence[Contact], members: Iterable[Member]) -> None:
    """Make these the guests. Who was there stays the same row, so that the order in which they came does too."""
    wanted_contacts = {one.pk for one in contacts}
    wanted_members = {one.pk for one in members} - {series.owner_id}
    known_contacts, known_members = set(), set()
    for row in series.guests.all():
        if row.contact_id in wanted_contacts or row.member_id in wanted_members:
            known_contacts.add(row.contact_id)
            known_members.add(row.member_id)
        else:
            row.delete()
    SeriesGuest.objects.bulk_create(
        [SeriesGuest(series=series, contact_id=pk) for pk in sorted(wanted_contacts - known_contacts)]
        + [SeriesGuest(series=series, member_id=pk) for pk in sorted(wanted_members - known_members)]
    )
