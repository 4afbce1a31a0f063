"""What a meeting should look like in a calendar."""

from dataclasses import replace

from pacesetter.integrations.calendars.event import Event, guests_of, version_of
from pacesetter.integrations.calendars.wanted_series import wanted_series
from pacesetter.meetings.models import Meeting


def wanted_event(meeting: Meeting) -> Event:
    """The meeting as attendees should know it by now, with the name of that state."""
    if meeting.rule is not None and meeting.series is not None:
        return wanted_series(meeting)
    place = meeting.place or meeting.url
    words = [meeting.description, meeting.url if meeting.url not in meeting.description else ""]
    event = Event(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        title=meeting.title,
        place=place,
        description="\n\n".join(word for word in words if word),
        guests=guests_of([(row.address, row.name) for row in meeting.attendees.all()]),
        is_cancelled=meeting.is_cancelled,
    )
    version = version_of(event, meeting.sequence)
    return replace(event, version=version, state=version)
