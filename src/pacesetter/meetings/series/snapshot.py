"""A series as an event keeps it: its columns, who comes, and which activity has which place."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypedDict

from pacesetter.crm.models import Contact
from pacesetter.events.changes import column_from
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.guests import set_guests
from pacesetter.people.models import Member

WORDS = ("owner_id", "company_id", "subject", "planned_minutes", "value_minor", "details")
RHYTHM = ("starts_at", "frequency", "interval", "weekdays", "position", "count", "until", "cut_at", "cut_made_at")


class Snapshot(TypedDict):
    """`columns` by name, the ids of the guests, and `places`: moments by the rule with the activity of each."""

    id: int
    columns: dict[str, Any]
    contacts: list[int]
    members: list[int]
    places: list[tuple[str, int]]


def snapshot_of(series: MeetingSeries) -> Snapshot:
    """The series as its rows are by now. Two queries."""
    guests = list(series.guests.values_list("contact_id", "member_id"))
    rows = series.occurrences.filter(activity__isnull=False).values_list("original_at", "activity_id")
    return {
        "id": series.pk,
        "columns": {name: _plain(getattr(series, name)) for name in (*WORDS, *RHYTHM)},
        "contacts": sorted(contact for contact, _member in guests if contact),
        "members": sorted(member for _contact, member in guests if member),
        "places": [(at.astimezone(UTC).isoformat(), pk) for at, pk in rows if pk],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, bool | int | str | dict | list) else str(value)


def set_columns(series: MeetingSeries, columns: dict[str, Any]) -> None:
    """Give the series these columns, as an event keeps them, and save it."""
    for name, value in columns.items():
        setattr(series, name, column_from(series, name, value))
    series.save(update_fields=list(columns))


def set_people(series: MeetingSeries, kept: Snapshot) -> None:
    """Let these be its guests; a contact that was merged since is the one that it became."""
    contacts = []
    for one in Contact.objects.select_related("merged_into").filter(pk__in=kept["contacts"]):
        while one.merged_into is not None:
            one = one.merged_into
        contacts.append(one)
    set_guests(series, contacts, Member.objects.filter(pk__in=kept["members"]))


def set_places(series: MeetingSeries, places: Iterable[tuple[str, int]]) -> None:
    """Give these activities these places. Rows of other places stay, without an activity, until attendees have been
    told."""
    wanted = [(datetime.fromisoformat(at), pk) for at, pk in places]
    # First away from where they are by now: an activity has one place.
    MeetingOccurrence.objects.filter(activity__in=[pk for _at, pk in wanted]).update(activity=None)
    for at, pk in wanted:
        MeetingOccurrence.objects.update_or_create(series=series, original_at=at, defaults={"activity_id": pk})
